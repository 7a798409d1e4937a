// Packed files, known by their first bytes and never by their names.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "ingest/byte_source.hpp"

namespace rfmeans::ingest {

/// What the first bytes say: gzip, zstd (or a skippable frame of it), Parquet, or none.
[[nodiscard]] Packing find_packing(std::string_view bytes);

/// How much of the packed bytes follows a piece of them.
enum class PackedRest { unknown, none };

struct UnpackStep {
    std::size_t taken = 0;         ///< packed bytes
    std::size_t made = 0;          ///< unpacked bytes
    bool between = false;          ///< a member or frame has ended, the next one has not begun
    const char* damage = nullptr;  ///< why the file is broken; null: it is not, so far
};

/// Unpacks piece by piece. A step that takes and makes nothing wants more packed bytes at once.
class Unpacker {
public:
    Unpacker() = default;
    Unpacker(const Unpacker&) = delete;
    Unpacker& operator=(const Unpacker&) = delete;
    virtual ~Unpacker() = default;

    [[nodiscard]] virtual UnpackStep step(std::string_view packed, PackedRest rest, std::span<char> room) = 0;
};

/// Null for Packing::none, and for Packing::parquet: see open_parquet.
[[nodiscard]] std::unique_ptr<Unpacker> make_unpacker(Packing packing);

/// Error{resource}.
[[noreturn]] void refuse_damaged(Packing packing, const std::string& path, const std::string& why);

struct PackedInput {
    std::string path;  ///< for messages; a Parquet file is read from it
    Extent extent = Extent::whole;
    bool cut = false;  ///< the packed bytes are only the head of the file
};

struct Unpacked {
    std::string content;
    bool cut = false;  ///< there is more in the file
};

/// Errors: Error{resource} damaged or truncated; Error{content} Parquet that this build or no table can hold.
[[nodiscard]] Unpacked unpack(Packing packing, std::string_view packed, const PackedInput& input);

}  // namespace rfmeans::ingest
