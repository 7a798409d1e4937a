// The .npy format, version 1.0: magic, version, header length, a Python dictionary padded to 64 bytes, the values.
// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
#include <fmt/format.h>

#include <bit>
#include <ostream>

#include "rfmeans/report.hpp"

namespace rfmeans {
namespace {

static_assert(std::endian::native == std::endian::little, "values are written as they lie in memory");

constexpr std::size_t kPreamble = 10;  // magic (6), version (2), header length (2)
constexpr std::size_t kAlignment = 64;

template <class T>
void write_array(const char* descr, const std::string& shape, const std::vector<T>& values, std::ostream& out) {
    std::string header = fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': {}, }}", descr, shape);
    const std::size_t unpadded = kPreamble + header.size() + 1;
    header.append((kAlignment - unpadded % kAlignment) % kAlignment, ' ') += '\n';
    out.write("\x93NUMPY\x01\x00", 8);
    out.put(static_cast<char>(header.size() & 0xFFU)).put(static_cast<char>(header.size() >> 8U));
    out << header;
    out.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
}

}  // namespace

void write_npy(const Matrix<double>& values, std::ostream& out) {
    write_array("<f8", fmt::format("({}, {})", values.rows, values.cols), values.values, out);
}

void write_npy(const Matrix<float>& values, std::ostream& out) {
    write_array("<f4", fmt::format("({}, {})", values.rows, values.cols), values.values, out);
}

void write_npy(const std::vector<std::int32_t>& values, std::ostream& out) {
    write_array("<i4", fmt::format("({},)", values.size()), values, out);
}

}  // namespace rfmeans
