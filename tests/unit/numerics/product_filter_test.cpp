// The bounds of scores by a matrix product, against exact integers and the referee, for products that round as badly as
// they may.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "rfmeans/numerics/int128.hpp"
#include "rfmeans/numerics/product_filter.hpp"
#include "rfmeans/numerics/referee.hpp"
#include "support/hostile_points.hpp"

namespace rfmeans::numerics {
namespace {

using test::IntegerStream;
using Vector = std::vector<float>;

constexpr std::int64_t kGridEdge = (1 << 23) - 1;
constexpr double kFraction = 256;  // centroids are multiples of 1/256 here, so that integers hold all sums exactly

/// How a product takes its factors and adds.
enum class Adding : std::uint8_t { nearest, cut, groups_of_four };

/// To 24 bits of 2^exponent, towards zero.
double cut_at(double value, int exponent) {
    return std::ldexp(std::trunc(std::ldexp(value, 23 - exponent)), exponent - 23);
}

double cut(double value) {
    return value == 0 ? 0 : cut_at(value, std::ilogb(value));
}

/// Products of four dimensions and what was added before, aligned to the largest of them, cut, added exactly, cut: as
/// tensor cores do (Fasi et al. 2021).
double add_in_groups(const Vector& x, const Vector& c) {
    double sum = 0;
    for (std::size_t first = 0; first < x.size(); first += 4) {
        std::array<double, 5> addends{sum};
        double largest = std::abs(sum);
        for (std::size_t d = first; d < std::min(first + 4, x.size()); ++d) {
            addends.at(d - first + 1) = static_cast<double>(x[d]) * c[d];
            largest = std::max(largest, std::abs(addends.at(d - first + 1)));
        }
        double group = 0;
        for (const double addend : addends) {
            group += largest > 0 ? cut_at(addend, std::ilogb(largest)) : 0;
        }
        sum = cut(group);
    }
    return sum;
}

double add_one_by_one(const Vector& x, const Vector& c, Adding adding) {
    double sum = 0;
    for (std::size_t d = 0; d < x.size(); ++d) {
        const double product = static_cast<double>(x[d]) * c[d];
        if (adding == Adding::cut) {
            sum = cut(sum + cut(product));
        } else {
            sum = static_cast<double>(static_cast<float>(sum) + static_cast<float>(product));
        }
    }
    return sum;
}

Vector take(const Vector& vector, ProductFactors factors, bool to_nearest) {
    Vector taken = vector;
    for (float& value : taken) {
        if (factors == ProductFactors::tf32) {
            value = to_nearest ? round_to_tf32(value) : cut_to_tf32(value);
        }
    }
    return taken;
}

double square_of(const Vector& vector) {
    double sum = 0;
    for (const float value : vector) {
        sum += static_cast<double>(value) * value;
    }
    return sum;
}

double squared_difference(const Vector& a, const Vector& b) {
    Vector difference;
    for (std::size_t d = 0; d < a.size(); ++d) {
        difference.push_back(a[d] - b[d]);  // exact: b is a without its last bits
    }
    return square_of(difference);
}

/// |c|² − 2·x·c in units of 1/kFraction², exact.
Int128 exact_score(const Vector& x, const Vector& c) {
    Int128 sum = 0;
    for (std::size_t d = 0; d < x.size(); ++d) {
        const auto point = static_cast<Int128>(static_cast<double>(x[d]) * kFraction);
        const auto centroid = static_cast<Int128>(static_cast<double>(c[d]) * kFraction);
        sum += centroid * centroid - 2 * point * centroid;
    }
    return sum;
}

struct Case {
    Vector point;
    std::vector<Vector> centroids;
};

/// Points and centroids of several shapes: all signs alike, so that errors add up, and sums that cancel.
Case make_case(int kind, std::size_t dims, std::uint64_t seed) {
    IntegerStream stream(seed);
    const std::int64_t spread = kind == 0 ? kGridEdge : kind == 1 ? 1'000 : 3;
    const auto next = [&](std::size_t d) {
        if (kind == 3) {
            return static_cast<float>(kGridEdge - stream.next(0, 2));
        }
        if (kind == 4) {
            return static_cast<float>((d % 2 == 0 ? 1 : -1) * (kGridEdge - stream.next(0, 5'000)));
        }
        return static_cast<float>(stream.next(-spread, spread));
    };
    Case made;
    for (std::size_t d = 0; d < dims; ++d) {
        made.point.push_back(next(d));
    }
    for (int j = 0; j < 6; ++j) {
        Vector centroid;
        for (std::size_t d = 0; d < dims; ++d) {
            const float fraction = static_cast<float>(static_cast<double>(stream.next(-128, 128)) / kFraction);
            // Near the point, or anywhere: at the edge of the grid a float holds halves only.
            centroid.push_back((j % 2 == 0 ? made.point[d] : next(d)) + fraction);
        }
        made.centroids.push_back(centroid);
    }
    return made;
}

struct Scored {
    Reach point;
    Reach centroids{0, 0};
    std::vector<float> scores;
};

Scored score(const Case& made, ProductFactors factors, Adding adding) {
    Scored scored;
    const bool tf32 = factors == ProductFactors::tf32;
    scored.point =
        point_reach(square_of(made.point), tf32 ? squared_difference(made.point, take(made.point, factors, false)) : 0);
    const Vector point = take(made.point, factors, adding == Adding::nearest);
    for (const Vector& centroid : made.centroids) {
        const Vector taken = take(centroid, factors, true);
        scored.centroids = wider(scored.centroids,
                                 centroid_reach(square_of(centroid), tf32 ? squared_difference(centroid, taken) : 0));
        const double product =
            adding == Adding::groups_of_four ? add_in_groups(point, taken) : add_one_by_one(point, taken, adding);
        scored.scores.push_back(static_cast<float>(square_of(centroid)) + static_cast<float>(-2 * product));
    }
    return scored;
}

template <class Check>
void for_all_cases(const Check& check) {
    for (const ProductFactors factors : {ProductFactors::float32, ProductFactors::tf32}) {
        for (const Adding adding : {Adding::nearest, Adding::cut, Adding::groups_of_four}) {
            for (const std::size_t dims : {1U, 17U, 33U, 64U, 300U, 4'096U}) {
                for (int kind = 0; kind < 5; ++kind) {
                    for (std::uint64_t seed = 0; seed < (dims > 1'000 ? 3 : 40); ++seed) {
                        const Case made = make_case(kind, dims, 1'000 * dims + seed);
                        check(made, score(made, factors, adding), static_cast<int>(dims), factors);
                    }
                }
            }
        }
    }
}

TEST(ProductFilter, BoundsTheErrorOfEveryScoreWhateverWayItIsAdded) {
    double largest_share = 0;
    for_all_cases([&](const Case& made, const Scored& scored, int dims, ProductFactors) {
        for (std::size_t j = 0; j < made.centroids.size(); ++j) {
            const double exact = to_double(exact_score(made.point, made.centroids[j])) / (kFraction * kFraction);
            const double error = std::abs(static_cast<double>(scored.scores[j]) - exact);
            const double bound = score_error(scored.point, scored.centroids, dims);
            // The exact score rounded to double: less than 2^-52 of it.
            ASSERT_LE(error, bound + std::abs(exact) * 0x1p-52) << dims << " dimensions, centroid " << j;
            largest_share = std::max(largest_share, error / bound);
        }
    });
    // The bound is of use, too.
    EXPECT_GT(largest_share, 0.2);
}

TEST(ProductFilter, DropsOnlyCentroidsThatTheRefereePutsBehind) {
    std::array<int, 2> dropped{};
    std::array<int, 2> stayed{};
    for_all_cases([&](const Case& made, const Scored& scored, int dims, ProductFactors factors) {
        const auto first = static_cast<std::size_t>(std::ranges::min_element(scored.scores) - scored.scores.begin());
        const float lowest = scored.scores[first];
        const float threshold = lowest + score_margin(scored.point, scored.centroids, lowest, dims);
        const float nearest = squared_distance(made.point.data(), made.centroids[first].data(), dims);
        for (std::size_t j = 0; j < made.centroids.size(); ++j) {
            const bool drops = scored.scores[j] > threshold;
            (drops ? dropped : stayed).at(static_cast<std::size_t>(factors)) += 1;
            if (drops) {
                ASSERT_GT(squared_distance(made.point.data(), made.centroids[j].data(), dims), nearest)
                    << dims << " dimensions, centroid " << j;
            }
        }
    });
    EXPECT_GT(dropped[0], stayed[0] / 4);
    EXPECT_GT(dropped[1], stayed[1] / 4);
}

TEST(ProductFilter, TakesElevenBitsForTf32) {
    EXPECT_EQ(cut_to_tf32(2'049.0F), 2'048.0F);
    EXPECT_EQ(cut_to_tf32(-8'388'607.0F), -8'384'512.0F);
    EXPECT_EQ(round_to_tf32(2'049.0F), 2'048.0F);  // ties to even
    EXPECT_EQ(round_to_tf32(2'051.0F), 2'052.0F);
    EXPECT_EQ(round_to_tf32(-8'388'607.0F), -8'388'608.0F);
    EXPECT_EQ(round_to_tf32(0.0F), 0.0F);
}

TEST(ProductFilter, DropsNothingWhereACentroidIsTooLargeForABound) {
    const Reach point = point_reach(9, 0);
    for (const double square : {0x1p81, 0x1p200, HUGE_VAL, std::nan("")}) {
        const float threshold = 5.0F + score_margin(point, centroid_reach(square, 0), 5.0F, 17);
        EXPECT_FALSE(6.0F > threshold);
        EXPECT_FALSE(HUGE_VALF > threshold);
    }
}

}  // namespace
}  // namespace rfmeans::numerics
