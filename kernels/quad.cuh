// Four points of a thread and their labels, the unit of brute rounds.
#pragma once

#include <cstdint>

#include "kernels/centroids.cuh"
#include "kernels/device_points.hpp"

namespace rfmeans::cuda {

/// Four labels in one word: bytes in a word of 32 bits, or pairs of bytes in one of 64. All bits set: no label yet.
template <class Word>
struct Labels {
    static constexpr int kBits = 2 * sizeof(Word);
    static constexpr Word kNone = (Word{1} << kBits) - 1;
    Word word;

    __device__ unsigned get(int p) const { return static_cast<unsigned>((word >> (kBits * p)) & kNone); }
};

__device__ inline Labels<std::uint32_t> pack(const unsigned (&labels)[kQuad], std::uint32_t) {
    constexpr unsigned kLowBytes = 0x0040;  // byte 0 of either
    constexpr unsigned kLowHalves = 0x5410;
    return {__byte_perm(__byte_perm(labels[0], labels[1], kLowBytes), __byte_perm(labels[2], labels[3], kLowBytes),
                        kLowHalves)};
}
__device__ inline Labels<std::uint64_t> pack(const unsigned (&labels)[kQuad], std::uint64_t) {
    return {static_cast<std::uint64_t>(labels[0] | labels[1] << 16) |
            static_cast<std::uint64_t>(labels[2] | labels[3] << 16) << 32};
}

/// Four points of a thread, read as a vector a dimension. Padding among them is NaN, and keeps label 0.
template <int kDims>
struct Quad {
    float x[kQuad][kDims];

    __device__ Quad(const DevicePoints& points, unsigned quad) {
        const auto* column = reinterpret_cast<const float4*>(points.values) + quad;
#pragma unroll
        for (int d = 0; d < kDims; ++d, column += points.stride / kQuad) {
            const float4 four = *column;
            x[0][d] = four.x;
            x[1][d] = four.y;
            x[2][d] = four.z;
            x[3][d] = four.w;
        }
    }

    __device__ int coordinate(int p, int d) const { return static_cast<int>(x[p][d]); }

    template <class Word>
    __device__ Labels<Word> label(const Centroid<kDims>* centroid, unsigned k, int) const {
        unsigned label[kQuad] = {};
        float distance[kQuad];
        {
            const Centroid<kDims> first = *centroid;
#pragma unroll
            for (int p = 0; p < kQuad; ++p) {
                distance[p] = distance_to<kDims>(x[p], first);
            }
        }
        ++centroid;
        unsigned j = 1;
        const auto compare = [&](int step) {
            const Centroid<kDims> next = centroid[step];
#pragma unroll
            for (int p = 0; p < kQuad; ++p) {
                const float other = distance_to<kDims>(x[p], next);
                label[p] = other < distance[p] ? j + step : label[p];
                distance[p] = other < distance[p] ? other : distance[p];
            }
        };
        // Unrolled by hand: the compiler would work out addresses anew.
        for (; j + 3 < k; j += 4, centroid += 4) {
            compare(0);
            compare(1);
            compare(2);
            compare(3);
        }
        if (j < k) {
            compare(0);
            if (j + 1 < k) {
                compare(1);
                if (j + 2 < k) {
                    compare(2);
                }
            }
        }
        return pack(label, Word{});
    }
};

/// The same where the number of dimensions is known at run time only: coordinates are read for some centroids at a
/// time.
template <>
struct Quad<0> {
    static constexpr int kTile = 8;
    const float4* first;
    std::int64_t stride;

    __device__ Quad(const DevicePoints& points, unsigned quad)
        : first(reinterpret_cast<const float4*>(points.values) + quad), stride(points.stride / kQuad) {}

    __device__ int coordinate(int p, int d) const {
        return static_cast<int>(reinterpret_cast<const float*>(first + d * stride)[p]);
    }

    template <class Word>
    __device__ Labels<Word> label(const Centroid<0>* centroids, unsigned k, int dims) const {
        unsigned label[kQuad] = {};
        float nearest[kQuad] = {};
        for (unsigned tile = 0; tile < k; tile += kTile) {
            float distances[kTile][kQuad] = {};
            for (int d = 0; d < dims; ++d) {
                const float4 four = first[d * stride];
#pragma unroll
                for (unsigned i = 0; i < kTile; ++i) {
                    // Beyond the last centroid: the last one again, which is not nearer to anything than itself.
                    const float c = centroids[min(tile + i, k - 1) * dims + d].values[0];
                    distances[i][0] = numerics::add_square(distances[i][0], four.x, c);
                    distances[i][1] = numerics::add_square(distances[i][1], four.y, c);
                    distances[i][2] = numerics::add_square(distances[i][2], four.z, c);
                    distances[i][3] = numerics::add_square(distances[i][3], four.w, c);
                }
            }
#pragma unroll
            for (unsigned i = 0; i < kTile; ++i) {
#pragma unroll
                for (int p = 0; p < kQuad; ++p) {
                    const bool takes = (tile == 0 && i == 0) || distances[i][p] < nearest[p];
                    label[p] = takes ? min(tile + i, k - 1) : label[p];
                    nearest[p] = takes ? distances[i][p] : nearest[p];
                }
            }
        }
        return pack(label, Word{});
    }
};

}  // namespace rfmeans::cuda
