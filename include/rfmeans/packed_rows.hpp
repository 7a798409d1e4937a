// Stage 1 for any size of data: files → rows packed by customer, in memory or spilled to a file.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rfmeans/ingest.hpp"
#include "rfmeans/packed_entry.hpp"
#include "rfmeans/profile.hpp"

namespace rfmeans {

/// Which rows without a customer id must lie together.
enum class GuestRows { together, by_order };

struct PackSpec {
    int threads = 0;                ///< 0: all of the machine
    std::int64_t memory_bytes = 0;  ///< half of it for packed rows; what is more is spilled. 0: no limit
    std::string spill_folder;       ///< where the spilled rows lie, in a file without a name
    GuestRows guests = GuestRows::together;
    std::optional<ProfileSpec> profile = {};  ///< makes PackedRows::profile as well, in memory of its own
};

/// All rows of a customer lie in one partition; their order says nothing.
class PackedPartitions {
public:
    PackedPartitions() = default;
    PackedPartitions(const PackedPartitions&) = delete;
    PackedPartitions& operator=(const PackedPartitions&) = delete;
    virtual ~PackedPartitions() = default;

    /// A run of entries and the sink they come from, whose dictionaries hold.
    using TakePiece = std::function<void(std::size_t sink, std::span<const char> entries)>;

    [[nodiscard]] virtual std::size_t partitions() const = 0;
    [[nodiscard]] virtual std::int64_t bytes(std::size_t partition) const = 0;
    /// Errors: Error{resource} spilled rows that cannot be read back.
    virtual void read(std::size_t partition, const TakePiece& take) const = 0;
    /// Gives the memory of a partition back.
    virtual void release(std::size_t partition) = 0;

    [[nodiscard]] virtual std::size_t sinks() const = 0;
    /// Texts of the codes of one attribute.
    [[nodiscard]] virtual const std::vector<std::string>& dictionary(std::size_t sink, std::size_t attribute) const = 0;
};

struct PackedAttribute {
    std::string name;
    std::size_t place = 0;  ///< among the values of an entry
    bool numbers = false;
    bool decimal_comma = false;  ///< of the numbers
};

struct PackedRows {
    Transactions facts;  ///< what is known of the files beside their rows; no row
    bool has_orders = false;
    bool has_amounts = false;
    bool numeric_ids = false;     ///< every customer id is a plain decimal
    std::int64_t first_time = 0;  ///< of all rows
    Cancellations cancellations = Cancellations::none;
    std::size_t values_per_entry = 0;         ///< attributes that were packed
    std::vector<PackedAttribute> attributes;  ///< those that stay
    std::unique_ptr<PackedPartitions> store;
    std::optional<Profile> profile;  ///< that of profile_files

    [[nodiscard]] EntryReader reader(std::span<const char> entries) const {
        return {entries, values_per_entry, cancellations};
    }
};

/// The value of a text of an attribute that holds numbers; NaN for missing ones.
[[nodiscard]] double read_attribute_number(std::string_view text, const PackedAttribute& attribute);

/// The same rows and facts as read_transactions. Errors: as it; Error{resource} no room for spilled rows.
[[nodiscard]] PackedRows pack_rows(const std::vector<std::string>& files, const IngestSpec& ingest,
                                   const PackSpec& spec);

}  // namespace rfmeans
