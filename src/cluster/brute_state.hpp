// What a brute round leaves for the next one of the same model: the labels, and the sums that belong to them.
#pragma once

#include <cstdint>
#include <vector>

#include "rfmeans/backend.hpp"

namespace rfmeans::cluster {

/// Consistent in itself: `sums` are those of the stored labels, whatever the host made of the job's sums and centroids
/// since (the rule for empty clusters changes them).
struct BruteState final : EngineState {
    std::uint64_t owner = 0;           ///< number of the BruteRounds that made it
    std::size_t clusters = 0;          ///< k
    bool filled = false;               ///< labels and sums are those of a round; false: they are made anew
    std::int64_t moved = 0;            ///< points that changed their label in the last round
    std::vector<std::uint8_t> narrow;  ///< [padded points] labels where k <= 2^8
    std::vector<std::uint16_t> wide;   ///< [padded points] labels where 2^8 < k <= 2^16
    std::vector<std::int64_t> sums;    ///< [k, 1 + dims] weight, then Σ w·q

    /// Bytes of a point's label; 0: no state is kept for so many clusters.
    static std::size_t label_bytes(std::size_t k) {
        if (k > std::size_t{1} << 16) {
            return 0;
        }
        return k > std::size_t{1} << 8 ? 2 : 1;
    }
};

}  // namespace rfmeans::cluster
