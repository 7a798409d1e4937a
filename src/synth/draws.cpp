#include "synth/draws.hpp"

#include <cmath>

namespace rfmeans::synth {

// e^x = 2^n e^r, n = round(x / ln 2), |r| <= 0.35: the Taylor series ends below 1e-15 after twelve terms.
double portable_exp(double x) {
    constexpr double kLn2 = 0.69314718055994530942;
    constexpr int kTerms = 12;
    const double n = std::floor(x / kLn2 + 0.5);
    const double r = x - n * kLn2;
    double sum = 1;
    for (int term = kTerms; term >= 1; --term) {
        sum = 1 + sum * r / term;
    }
    return std::ldexp(sum, static_cast<int>(n));
}

}  // namespace rfmeans::synth
