// Files as streams of bytes, unpacked and hashed on the way.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "ingest/byte_source.hpp"

namespace rfmeans::ingest {

class ByteStream {
public:
    ByteStream() = default;
    ByteStream(const ByteStream&) = delete;
    ByteStream& operator=(const ByteStream&) = delete;
    virtual ~ByteStream() = default;

    /// The next bytes, at most `most`; 0: there are no more.
    virtual std::size_t read(char* to, std::size_t most) = 0;

    /// Bytes of the file on disk that were read so far.
    [[nodiscard]] virtual std::int64_t position() const = 0;

    /// Of the bytes on disk, lower-case hex; empty where none was asked for. Behind the last byte, once.
    [[nodiscard]] virtual std::string fingerprint() = 0;
};

enum class Fingerprint { none, sha256 };

/// Errors, here and in reading: as load_file.
[[nodiscard]] std::unique_ptr<ByteStream> open_stream(const std::string& path, Packing packing,
                                                      Fingerprint fingerprint);

/// Reads bytes for nothing, up to the end.
void skip_bytes(ByteStream& stream, std::size_t bytes);

}  // namespace rfmeans::ingest
