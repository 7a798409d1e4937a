#include "ingest/byte_source.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <new>
#include <span>

#include "ingest/packing.hpp"
#include "ingest/spool.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/sha256.hpp"

namespace rfmeans::ingest {
namespace {

std::string read_bytes(const std::string& path, const std::string& readable, std::size_t limit) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(readable.c_str(), "rb"), &std::fclose);
    if (!file) {
        throw Error(Failure::resource,
                    fmt::format("'{}' cannot be opened ({}). Check its rights", path, std::strerror(errno)));
    }
    std::string bytes(limit, '\0');
    bytes.resize(std::fread(bytes.data(), 1, limit, file.get()));
    if (std::ferror(file.get()) != 0) {
        throw Error(Failure::resource,
                    fmt::format("'{}' cannot be read ({}). Check the disk", path, std::strerror(errno)));
    }
    return bytes;
}

// Content decides, but a name that promises a packed file shows that something went wrong with it.
void check_name(const std::string& path) {
    const bool zstd = path.ends_with(".zst") || path.ends_with(".ZST");
    if (zstd || path.ends_with(".gz") || path.ends_with(".GZ")) {
        throw Error(Failure::resource, fmt::format("'{}' is no {} file although its name says so (it does not start "
                                                   "with the bytes {}). Pack it again, or rename it",
                                                   path, zstd ? "zstd" : "gzip", zstd ? "28 b5 2f fd" : "1f 8b"));
    }
}

}  // namespace

FileBytes load_file(const std::string& path, Extent extent) {
    const std::string readable = readable_path(path);
    FileBytes file;
    file.path = path;
    try {
        const auto size = static_cast<std::size_t>(std::filesystem::file_size(readable));
        const bool part = extent == Extent::head && size > kHeadBytes;
        file.content = read_bytes(path, readable, part ? kHeadBytes : size);
        file.bytes = static_cast<std::int64_t>(size);
        file.cut = part;
        if (extent == Extent::whole) {
            file.sha256 = sha256_hex(std::as_bytes(std::span(file.content)));
        }
        file.packing = find_packing(file.content);
        if (file.packing != Packing::none) {
            Unpacked unpacked = unpack(file.packing, file.content, {.path = path, .extent = extent, .cut = part});
            file.content = std::move(unpacked.content);
            file.cut = unpacked.cut;
        } else if (!file.content.empty()) {
            check_name(path);
        }
    } catch (const std::bad_alloc&) {
        throw Error(Failure::resource, fmt::format("'{}' does not fit into memory (it is {} bytes on disk). Split it "
                                                   "into several files, each with the header",
                                                   path, file.bytes));
    } catch (const std::filesystem::filesystem_error& problem) {
        throw Error(Failure::resource,
                    fmt::format("'{}' cannot be read ({}). Check the disk", path, problem.code().message()));
    }
    return file;
}

}  // namespace rfmeans::ingest
