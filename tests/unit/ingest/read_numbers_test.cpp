#include <bit>
#include <cstring>

#include "unit/ingest/ingest_support.hpp"

namespace rfmeans {
namespace {

using test::message_of;
using testing::AllOf;
using testing::HasSubstr;

NumberTable read(const std::string& content, const std::string& name = "x.csv") {
    const test::TemporaryFolder folder;
    return read_numbers(folder.file(name, content));
}

std::string refuse(const std::string& content) {
    return message_of(Failure::content, [&] { static_cast<void>(read(content)); });
}

// A .npy file by the format's description (NumPy enhancement proposal 1).
std::string npy(const std::string& descr, const std::string& order, const std::string& shape, const std::string& data) {
    std::string header = "{'descr': '" + descr + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }";
    while ((10 + header.size() + 1) % 64 != 0) {
        header += ' ';
    }
    header += '\n';
    return std::string("\x93NUMPY\x01\0", 8) + static_cast<char>(header.size() & 255U) +
           static_cast<char>(header.size() >> 8U) + header + data;
}

template <class T>
std::string bytes_of(std::vector<T> values) {
    std::string bytes(values.size() * sizeof(T), '\0');
    std::memcpy(bytes.data(), values.data(), bytes.size());
    return bytes;
}

using Values = std::vector<double>;

TEST(ReadNumbers, ReadsTextWithAndWithoutHeader) {
    const NumberTable named = read("a,b\n1,2.5\n-3,1e3\n");
    EXPECT_EQ(named.columns, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(named.values.values, (Values{1, 2.5, -3, 1000}));
    EXPECT_EQ(named.values.rows, 2U);
    EXPECT_EQ(named.file.rows, 2);
    const NumberTable bare = read("1;2\r\n3;+4");
    EXPECT_EQ(bare.columns, (std::vector<std::string>{"x0", "x1"}));
    EXPECT_EQ(bare.values.values, (Values{1, 2, 3, 4}));
    EXPECT_EQ(bare.file.dialect, "semicolon, no header, UTF-8, CRLF");
    EXPECT_EQ(read("  1  2\n\n 3 4 \n").values.values, (Values{1, 2, 3, 4}));
    EXPECT_EQ(read("5\n6\n").values.cols, 1U);
    EXPECT_EQ(read(",y\n1,2\n").columns, (std::vector<std::string>{"x0", "y"}));
}

TEST(ReadNumbers, NamesLineAndColumnOfACellThatIsNoFiniteNumber) {
    EXPECT_THAT(refuse("a,b\n1,2\n3,abc\n"), AllOf(HasSubstr("line 3, column 2 ('b')"), HasSubstr("'abc'")));
    EXPECT_THAT(refuse("a,b\n1,nan\n"), HasSubstr("line 2, column 2"));
    EXPECT_THAT(refuse("1,2\n3,inf\n"), HasSubstr("line 2, column 2"));
    EXPECT_THAT(refuse("1,2\n3,\n"), HasSubstr("line 2, column 2"));
    EXPECT_THAT(refuse("1,x\n3,4\n"), HasSubstr("line 1, column 2"));
    EXPECT_THAT(refuse("1,2\n3,4,5\n"), HasSubstr("line 2 of"));
    EXPECT_THAT(refuse("nan,nan\n3,4\n"), HasSubstr("line 1, column 1"));
    EXPECT_THAT(refuse("1,2\n3,1e999\n"), HasSubstr("line 2, column 2"));
}

TEST(ReadNumbers, RefusesFilesWithoutNumbers) {
    EXPECT_THAT(refuse(""), HasSubstr("is empty"));
    EXPECT_THAT(refuse("\n\n"), HasSubstr("only blank lines"));
    EXPECT_THAT(refuse("a,b\n"), HasSubstr("only a header"));
    EXPECT_THAT(message_of(Failure::resource, [] { static_cast<void>(read_numbers("/no/such")); }),
                HasSubstr("was not found"));
}

TEST(ReadNumbers, ReadsNpyInBothOrders) {
    const auto data = bytes_of<double>({1, 2, 3, 4, 5, 6});
    EXPECT_EQ(read(npy("<f8", "False", "(2, 3)", data)).values.values, (Values{1, 2, 3, 4, 5, 6}));
    const NumberTable fortran = read(npy("<f8", "True", "(2, 3)", data));
    EXPECT_EQ(fortran.values.values, (Values{1, 3, 5, 2, 4, 6}));
    EXPECT_EQ(fortran.columns, (std::vector<std::string>{"x0", "x1", "x2"}));
    EXPECT_EQ(fortran.file.dialect, "npy, <f8, Fortran order");
    EXPECT_EQ(read(npy("<f8", "False", "(6,)", data)).values.rows, 6U);
}

TEST(ReadNumbers, WidensEveryTypeOfNpyExactly) {
    EXPECT_EQ(read(npy("<f4", "False", "(2, 1)", bytes_of<float>({0.1F, -3}))).values.values, (Values{0.1F, -3}));
    EXPECT_EQ(read(npy("|i1", "False", "(2,)", bytes_of<std::int8_t>({-128, 127}))).values.values, (Values{-128, 127}));
    EXPECT_EQ(read(npy("<u2", "False", "(1,)", bytes_of<std::uint16_t>({65535}))).values.values, Values{65535});
    EXPECT_EQ(read(npy("<i8", "False", "(1,)", bytes_of<std::int64_t>({-5}))).values.values, Values{-5});
    EXPECT_EQ(read(npy("|b1", "False", "(2,)", std::string("\0\1", 2))).values.values, (Values{0, 1}));
    EXPECT_EQ(read(npy(">i4", "False", "(1,)", std::string("\0\0\1\2", 4))).values.values, Values{258});
    // binary16: 1.5 = 0x3E00, -2 = 0xC000, 2^-24 = 0x0001, 65504 = 0x7BFF (IEEE 754-2008)
    EXPECT_EQ(read(npy("<f2", "False", "(4,)", bytes_of<std::uint16_t>({0x3E00, 0xC000, 1, 0x7BFF}))).values.values,
              (Values{1.5, -2, std::ldexp(1.0, -24), 65504}));
}

TEST(ReadNumbers, RefusesNpyThatIsDamagedOrHoldsOtherThings) {
    const auto data = bytes_of<double>({1, 2});
    EXPECT_THAT(refuse(npy("<f8", "False", "(3,)", data)), HasSubstr("16 bytes are there"));
    EXPECT_THAT(refuse(npy("<f8", "False", "(1,)", data)), HasSubstr("16 bytes are there"));
    EXPECT_THAT(refuse(npy("<f8", "False", "(9223372036854775807, 9223372036854775807)", data)), HasSubstr("bytes"));
    EXPECT_THAT(refuse(npy("<f8", "False", "(0, 2)", "")), HasSubstr("no values"));
    EXPECT_THAT(refuse(npy("<f8", "False", "(1, 1, 2)", data)), HasSubstr("3 dimensions"));
    EXPECT_THAT(refuse(npy("<c16", "False", "(1,)", data)), HasSubstr("'<c16'"));
    EXPECT_THAT(refuse(npy("|O8", "False", "(1,)", data)), HasSubstr("'|O8'"));
    EXPECT_THAT(refuse(npy("<f8", "False", "(2,)", data).substr(0, 40)), HasSubstr("ends in its header"));
    EXPECT_THAT(refuse(std::string("\x93NUMPY", 6)), HasSubstr("ends in its header"));
    EXPECT_THAT(refuse(npy("<f8", "False", "(2,)", bytes_of<double>({1, std::numeric_limits<double>::infinity()}))),
                HasSubstr("row 2, column 1"));
    EXPECT_THAT(refuse(npy("<i8", "False", "(1,)", bytes_of<std::int64_t>({(std::int64_t{1} << 53) + 2}))),
                HasSubstr("2^53"));
}

}  // namespace
}  // namespace rfmeans
