#include "ingest/npy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <vector>

#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
    throw Error(Failure::content,
                fmt::format("'{}' cannot be read as .npy ({}). Save it with numpy.save(FILE, X), X a matrix of numbers",
                            path, why));
}

struct NpyHeader {
    char order = '<';  // of the bytes
    char kind = 'f';   // f, i, u or b
    std::size_t width = 8;
    bool fortran = false;
    std::vector<std::size_t> shape;
    std::string descr;
};

// What stands behind 'key': in the header, a Python dictionary on one line.
std::string_view value_of(std::string_view header, std::string_view key, const std::string& path) {
    const auto found = header.find(fmt::format("'{}':", key));
    if (found == std::string_view::npos) {
        refuse(path, fmt::format("its header has no '{}'", key));
    }
    std::string_view rest = header.substr(found + key.size() + 3);
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    return rest;
}

std::vector<std::size_t> read_shape(std::string_view text, const std::string& path) {
    std::vector<std::size_t> shape;
    const auto end = text.find(')');
    if (!text.starts_with('(') || end == std::string_view::npos) {
        refuse(path, "its header has no valid shape");
    }
    text = text.substr(1, end - 1);
    while (true) {
        text.remove_prefix(std::min(text.find_first_not_of(" ,"), text.size()));
        if (text.empty()) {
            return shape;
        }
        std::size_t value = 0;
        const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
        if (result.ec != std::errc{}) {
            refuse(path, "its header has no valid shape");
        }
        text.remove_prefix(static_cast<std::size_t>(result.ptr - text.data()));
        shape.push_back(value);
    }
}

NpyHeader read_header(std::string_view text, const std::string& path) {
    NpyHeader header;
    const std::string_view descr = value_of(text, "descr", path);
    const auto end = descr.find('\'', 1);
    if (!descr.starts_with('\'') || end == std::string_view::npos) {
        refuse(path, "its values are records, not numbers");
    }
    header.descr = descr.substr(1, end - 1);
    const std::string& name = header.descr;
    if (name.size() != 3 || std::string_view("<>|=").find(name[0]) == std::string_view::npos ||
        std::string_view("fiub").find(name[1]) == std::string_view::npos) {
        refuse(path, fmt::format("its values are of type '{}'", name));
    }
    header.order = name[0];
    header.kind = name[1];
    header.width = static_cast<std::size_t>(name[2] - '0');
    const auto& width = header.width;
    const bool known = header.kind == 'b'   ? width == 1
                       : header.kind == 'f' ? width == 2 || width == 4 || width == 8
                                            : width == 1 || width == 2 || width == 4 || width == 8;
    if (!known) {
        refuse(path, fmt::format("its values are of type '{}'", name));
    }
    header.fortran = value_of(text, "fortran_order", path).starts_with("True");
    header.shape = read_shape(value_of(text, "shape", path), path);
    if (header.shape.empty() || header.shape.size() > 2) {
        refuse(path, fmt::format("it has {} dimensions, not 1 or 2", header.shape.size()));
    }
    return header;
}

// IEEE 754 binary16.
double widen_half(std::uint64_t bits) {
    const auto exponent = static_cast<int>((bits >> 10U) & 0x1FU);
    const auto fraction = static_cast<double>(bits & 0x3FFU);
    const double value = exponent == 0    ? std::ldexp(fraction, -24)
                         : exponent == 31 ? (fraction == 0 ? std::numeric_limits<double>::infinity()
                                                           : std::numeric_limits<double>::quiet_NaN())
                                          : std::ldexp(fraction + 1024, exponent - 25);
    return (bits & 0x8000U) != 0 ? -value : value;
}

double decode_value(const char* at, const NpyHeader& header) {
    std::uint64_t bits = 0;
    const bool swapped = header.order == '>';
    for (std::size_t i = 0; i < header.width; ++i) {
        const std::size_t place = swapped ? i : header.width - 1 - i;
        bits = bits << 8U | static_cast<unsigned char>(at[place]);
    }
    if (header.kind == 'f') {
        return header.width == 8   ? std::bit_cast<double>(bits)
               : header.width == 4 ? static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits)))
                                   : widen_half(bits);
    }
    const auto unused = static_cast<unsigned>(64 - 8 * header.width);
    return header.kind == 'i' ? static_cast<double>(static_cast<std::int64_t>(bits << unused) >> unused)
                              : static_cast<double>(bits);
}

constexpr double kExactIntegers = 9'007'199'254'740'992.0;  // 2^53: from here on double skips integers

}  // namespace

bool is_npy(std::string_view bytes) {
    return bytes.starts_with(kMagic);
}

NpyMatrix read_npy(std::string_view bytes, const std::string& path) {
    constexpr std::size_t kFixed = 8;
    if (bytes.size() < kFixed + 4) {
        refuse(path, "it ends in its header");
    }
    const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])); };
    const bool short_length = byte(6) == 1;
    const std::size_t start = kFixed + (short_length ? 2 : 4);
    const std::size_t length = byte(8) | byte(9) << 8U | (short_length ? 0 : byte(10) << 16U | byte(11) << 24U);
    if (bytes.size() - start < length) {
        refuse(path, "it ends in its header");
    }
    const NpyHeader header = read_header(bytes.substr(start, length), path);
    const std::string_view data = bytes.substr(start + length);
    const std::size_t rows = header.shape[0];
    const std::size_t cols = header.shape.size() == 2 ? header.shape[1] : 1;
    if (rows == 0 || cols == 0) {
        refuse(path, fmt::format("its shape is {} x {}: it has no values", rows, cols));
    }
    if (rows > data.size() / header.width / cols || data.size() != rows * cols * header.width) {
        refuse(path, fmt::format("{} x {} values of type '{}' were expected, {} bytes are there", rows, cols,
                                 header.descr, data.size()));
    }
    NpyMatrix matrix{.values = Matrix<double>(rows, cols),
                     .dialect = fmt::format("npy, {}, {} order", header.descr, header.fortran ? "Fortran" : "C")};
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t col = 0; col < cols; ++col) {
            const std::size_t place = header.fortran ? col * rows + row : row * cols + col;
            const double value = decode_value(data.data() + place * header.width, header);
            const bool too_large = header.kind != 'f' && std::fabs(value) > kExactIntegers;
            if (!std::isfinite(value) || too_large) {
                throw Error(
                    Failure::content,
                    fmt::format("row {}, column {} of '{}' is {} (expected {}). Replace it or leave the row out",
                                row + 1, col + 1, path, value, too_large ? "integers up to 2^53" : "finite numbers"));
            }
            matrix.values.values[row * cols + col] = value;
        }
    }
    return matrix;
}

}  // namespace rfmeans::ingest
