// Sums of doubles with 106 bits: as good as exact for moments, and without a rounding that anybody sees.
#pragma once

#include <cmath>

namespace rfmeans::ingest {

/// An unevaluated sum of two doubles. Method: D. Knuth, TAOCP 2, 4.2.2 (two-sum); T. Dekker, Numer. Math. 18 (1971).
class DoubleDouble {
public:
    void add(double value) {
        const double sum = high_ + value;
        const double part = sum - high_;
        low_ += (high_ - (sum - part)) + (value - part);
        high_ = sum;
    }

    void add_product(double a, double b) {
        const double product = a * b;
        add(product);
        low_ += std::fma(a, b, -product);
    }

    [[nodiscard]] double high() const { return high_ + low_; }
    [[nodiscard]] double low() const { return low_ + (high_ - high()); }

private:
    double high_ = 0, low_ = 0;
};

}  // namespace rfmeans::ingest
