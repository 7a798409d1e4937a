// The random numbers of one made customer or point. Only IEEE basic arithmetic: the same on every machine.
#pragma once

#include <cstdint>

#include "rfmeans/numerics/random.hpp"

namespace rfmeans::synth {

class Draws {
public:
    Draws(std::uint64_t seed, numerics::Purpose purpose, std::uint32_t step)
        : seed_(seed), purpose_(purpose), step_(step) {}

    /// In [0, 1), a multiple of 2^-53.
    double uniform() { return static_cast<double>(numerics::random_bits(seed_, next()) >> 11) * 0x1p-53; }

    /// In [0, total).
    std::int64_t below(std::int64_t total) {
        return static_cast<std::int64_t>(numerics::random_below(seed_, next(), static_cast<std::uint64_t>(total)));
    }

    /// Mean 0, deviation 1: the sum of eight uniform numbers (Irwin-Hall), which needs no logarithm.
    double normal() {
        double sum = 0;
        for (const std::uint32_t word : numerics::random_words(seed_, next())) {
            sum += static_cast<double>(word >> 16) + static_cast<double>(word & 0xFFFFU);
        }
        constexpr double kMean = 8 * 32'767.5;
        constexpr double kDeviation = 65'536 * 0.81649658092772603;  // sqrt(8/12)
        return (sum - kMean) / kDeviation;
    }

private:
    numerics::Draw next() { return {.purpose = purpose_, .step = step_, .trial = trial_++}; }

    std::uint64_t seed_;
    numerics::Purpose purpose_;
    std::uint32_t step_;
    std::uint32_t trial_ = 0;
};

/// e^x to 1e-13 for |x| < 700 by additions, multiplications and powers of two alone, unlike std::exp the same
/// everywhere.
[[nodiscard]] double portable_exp(double x);

}  // namespace rfmeans::synth
