#include <array>
#include <cmath>

#include "rfmeans/error.hpp"
#include "rfmeans/synth.hpp"
#include "synth/groups.hpp"

namespace rfmeans {
namespace {

using numerics::Purpose;
using synth::Draws;

constexpr int kMostDims = 64;
constexpr double kDays = 730;
constexpr double kNoiseDeviation = 0.6;
// About the means and deviations of log1p of R, F and M, so that a mix weighs the three alike.
constexpr std::array kCentre{4.8, 1.2, 4.6};
constexpr std::array kSpread{1.3, 0.8, 1.6};
constexpr std::uint32_t kMixTrials = 0x8000'0000U;  // draws of mixes lie apart from draws of points

// How an extra column is made of the three and the group.
struct Mix {
    std::array<double, 3> weights{};
    std::array<double, synth::kGroups> effects{};
};

std::vector<Mix> draw_mixes(int dims, std::uint64_t seed) {
    std::vector<Mix> mixes;
    for (int dim = 3; dim < dims; ++dim) {
        Mix mix;
        std::uint32_t number = 0;
        const auto draw = [&] {
            const numerics::Draw address{.purpose = Purpose::made_points,
                                         .step = static_cast<std::uint32_t>(dim),
                                         .trial = kMixTrials + number++};
            return 2 * (static_cast<double>(numerics::random_bits(seed, address) >> 11) * 0x1p-53) - 1;
        };
        for (double& weight : mix.weights) {
            weight = draw();
        }
        for (double& effect : mix.effects) {
            effect = draw();
        }
        mixes.push_back(mix);
    }
    return mixes;
}

// log1p of recency [days], frequency [orders] and monetary [currency, whole cents].
std::array<double, 3> draw_rfm(const synth::Population& population, int number, Draws& draws) {
    const synth::Group& group = synth::groups()[static_cast<std::size_t>(number)];
    const double share = group.recency_low + (group.recency_high - group.recency_low) * draws.uniform();
    const auto orders = static_cast<double>(population.draw_orders(number, draws));
    const double spend = synth::portable_exp(group.log_spend + group.log_spend_deviation * draws.normal());
    return {std::log1p(std::floor(share * kDays)), std::log1p(orders),
            std::log1p(std::floor(orders * spend * 100) / 100)};
}

}  // namespace

Matrix<double> make_rfm_points(std::int64_t points, int dims, std::uint64_t seed) {
    if (points < 0 || points > UINT32_MAX || dims < 1 || dims > kMostDims) {
        throw Error(Failure::option,
                    "points cannot be made (0 to 4294967295 points of 1 to 64 dimensions can be). "
                    "Give other numbers");
    }
    const synth::Population population;
    const std::vector<Mix> mixes = draw_mixes(dims, seed);
    Matrix<double> values(static_cast<std::size_t>(points), static_cast<std::size_t>(dims));
    for (std::size_t i = 0; i < values.rows; ++i) {
        Draws draws(seed, Purpose::made_points, static_cast<std::uint32_t>(i));
        const int group = population.draw_group(draws);
        const std::array<double, 3> rfm = draw_rfm(population, group, draws);
        const auto row = values.row(i);
        row[0] = rfm[0];
        if (dims == 2) {
            row[1] = rfm[2];
        } else if (dims >= 3) {
            row[1] = rfm[1];
            row[2] = rfm[2];
        }
        for (std::size_t extra = 0; extra < mixes.size(); ++extra) {
            double value = mixes[extra].effects[static_cast<std::size_t>(group)] + kNoiseDeviation * draws.normal();
            for (std::size_t j = 0; j < rfm.size(); ++j) {
                value += mixes[extra].weights[j] * (rfm[j] - kCentre[j]) / kSpread[j];
            }
            row[3 + extra] = value;
        }
    }
    return values;
}

}  // namespace rfmeans
