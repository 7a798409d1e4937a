#include "ingest/profile/hash128.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <random>
#include <set>
#include <string>
#include <string_view>

#include "ingest/equal_texts.hpp"

namespace rfmeans::ingest {
namespace {

int differing_bits(const Hash128& a, const Hash128& b) {
    return std::popcount(a.high ^ b.high) + std::popcount(a.low ^ b.low);
}

std::string random_text(std::mt19937_64& random, std::size_t size) {
    std::string text;
    while (text.size() < size) {
        text += static_cast<char>(random());
    }
    return text;
}

TEST(HashText, TellsAllShortTextsApart) {
    std::set<Hash128> hashes;
    std::size_t texts = 0;
    for (int a = 0; a < 256; ++a) {
        texts += hashes.insert(hash_text128(std::string{static_cast<char>(a)})).second ? 1 : 0;
        for (int b = 0; b < 256; ++b) {
            texts +=
                hashes.insert(hash_text128(std::string{static_cast<char>(a), static_cast<char>(b)})).second ? 1 : 0;
        }
    }
    for (std::size_t size = 3; size <= 40; ++size) {
        texts += hashes.insert(hash_text128(std::string(size, '\0'))).second ? 1 : 0;
        texts += hashes.insert(hash_text128(std::string(size, '0'))).second ? 1 : 0;
    }
    EXPECT_EQ(texts, 256U + 65'536U + 2U * 38U);
}

TEST(HashText, DependsOnEveryByteAndOnNoneBeside) {
    std::mt19937_64 random(1);
    for (std::size_t size = 1; size <= 40; ++size) {
        const std::string text = random_text(random, size);
        const Hash128 hash = hash_text128(text);
        EXPECT_EQ(hash_text128(std::string_view("x" + text + "y").substr(1, size)), hash);
        for (std::size_t i = 0; i < size; ++i) {
            std::string other = text;
            other[i] = static_cast<char>(other[i] ^ 0x10);
            EXPECT_NE(hash_text128(other), hash) << size << ' ' << i;
        }
    }
}

// One changed bit changes each bit of the hash with a chance of 1/2: the mean over n pairs is 64 ± 5.7 / sqrt(n).
TEST(HashText, SpreadsEveryBitOverTheWholeHash) {
    std::mt19937_64 random(2);
    constexpr int kPairs = 400;
    for (std::size_t size = 1; size <= kLongestShortText; ++size) {
        for (std::size_t bit = 0; bit < 8 * size; ++bit) {
            int differing = 0, least = 128;
            for (int pair = 0; pair < kPairs; ++pair) {
                std::string text = random_text(random, size);
                const Hash128 hash = hash_text128(text);
                text[bit / 8] = static_cast<char>(text[bit / 8] ^ (1 << bit % 8));
                const int bits = differing_bits(hash, hash_text128(text));
                differing += bits;
                least = std::min(least, bits);
            }
            EXPECT_NEAR(static_cast<double>(differing) / kPairs, 64, 2.5) << size << ' ' << bit;
            EXPECT_GT(least, 30) << size << ' ' << bit;
        }
    }
}

// Sums of hashes times odd factors stand for rows: digits that count up must not cancel out.
TEST(HashText, SumsOfNumbersThatCountUpStayApart) {
    std::set<Hash128> sums;
    for (int a = 0; a < 500; ++a) {
        for (int b = 0; b < 500; ++b) {
            const Hash128 x = hash_text128(std::to_string(a)), y = hash_text128(std::to_string(b));
            sums.insert({.high = x.high * 3 + y.high * 5, .low = x.low * 3 + y.low * 5});
        }
    }
    EXPECT_EQ(sums.size(), 250'000U);
}

TEST(EqualTexts, ComparesEveryByteOfAnyLength) {
    std::mt19937_64 random(3);
    for (std::size_t size = 0; size <= 80; ++size) {
        const std::string text = random_text(random, size);
        EXPECT_TRUE(equal_texts(text, std::string(text)));
        EXPECT_FALSE(equal_texts(text, text + "x"));
        for (std::size_t i = 0; i < size; ++i) {
            std::string other = text;
            other[i] = static_cast<char>(other[i] ^ 1);
            EXPECT_FALSE(equal_texts(text, other)) << size << ' ' << i;
        }
    }
}

}  // namespace
}  // namespace rfmeans::ingest
