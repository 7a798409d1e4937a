// Rows of a made shop with the columns of Online Retail, to standard output: as many as asked for, in no memory.
// Integers only, so the same bytes on every machine. Every row is an ordinary sale of a known customer: what is
// compared is the work of reading and adding up, the same for tools that know of returns and guests and for those that
// do not.
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace {

// Lines of eleven orders: 50 rows, so that the order of any row is known without those before it.
constexpr std::array<int, 11> kOrderLines = {2, 5, 1, 8, 3, 12, 4, 6, 2, 4, 3};
constexpr std::int64_t kBlockRows = 50;

constexpr std::array<std::string_view, 16> kProducts = {
    "MUG", "TEA CUP", "\"TIN, SMALL\"", "LAMP", "JAR",  "PEN", "BOWL",       "RED BAG",
    "KEY", "CAKE",    "\"6\"\" RULE\"", "BOX",  "BOOK", "TOY", "\"SET, 3\"", "CLOCK"};
constexpr std::array<std::string_view, 8> kCountries = {"UK", "UK", "UK", "UK", "UK", "France", "EIRE", "Spain"};

// Sebastiano Vigna's splitmix64, of a counter.
std::uint64_t draw(std::uint64_t counter, std::uint64_t stream) {
    std::uint64_t z = (counter + 1) * 0x9e3779b97f4a7c15U + stream * 0xd1342543de82ef95U;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
}

// Where a row of the shuffled file comes from: a Feistel network over the next power of four, walked until it is a row.
class Shuffle {
public:
    explicit Shuffle(std::uint64_t rows) : rows_(rows) {
        while ((std::uint64_t{1} << (2 * half_bits_)) < rows) {
            ++half_bits_;
        }
    }
    [[nodiscard]] std::uint64_t operator()(std::uint64_t at) const {
        do {
            at = step(at);
        } while (at >= rows_);
        return at;
    }

private:
    [[nodiscard]] std::uint64_t step(std::uint64_t at) const {
        const std::uint64_t mask = (std::uint64_t{1} << half_bits_) - 1;
        std::uint64_t left = at >> half_bits_, right = at & mask;
        for (std::uint64_t round = 0; round < 4; ++round) {
            const std::uint64_t next = left ^ (draw(right, 16 + round) & mask);
            left = right;
            right = next;
        }
        return (left << half_bits_) | right;
    }

    std::uint64_t rows_;
    unsigned half_bits_ = 1;
};

class Shop {
public:
    explicit Shop(std::uint64_t rows)
        : orders_(rows * kOrderLines.size() / kBlockRows + 1), customers_(rows * 84 / 1000 + 1) {
        std::size_t next = 0;
        for (std::uint64_t order = 0; order < kOrderLines.size(); ++order) {
            for (int line = 0; line < kOrderLines[order]; ++line) {
                order_of_[next++] = static_cast<std::uint8_t>(order);
            }
        }
    }

    void append(std::string& out, std::uint64_t row) const {
        const std::uint64_t order = row / kBlockRows * kOrderLines.size() + order_of_[row % kBlockRows];
        const std::uint64_t word = draw(row, 1), product = word % 2000;
        number(out, 100'000 + order);
        out += ',';
        number(out, 1'000 + product);
        out += ',';
        out += kProducts[product % kProducts.size()];
        out += ',';
        number(out, 1 + (word >> 32U) % 12 * ((word >> 40U) % 2));
        out += ',';
        time(out, order);
        out += ',';
        money(out, 25 + draw(product, 2) % 1975);
        out += ',';
        const std::uint64_t customer = customer_of(order);
        number(out, 100'000 + customer);
        out += ',';
        out += kCountries[draw(customer, 4) % kCountries.size()];
        out += '\n';
    }

private:
    static void number(std::string& out, std::uint64_t value) {
        std::array<char, 20> digits;
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        out.append(digits.data(), end);
    }
    static void two_digits(std::string& out, std::uint64_t value) {
        out += static_cast<char>('0' + value / 10);
        out += static_cast<char>('0' + value % 10);
    }
    static void money(std::string& out, std::uint64_t cents) {
        number(out, cents / 100);
        out += '.';
        two_digits(out, cents % 100);
    }
    // The square of an even draw: some customers buy often, many once.
    [[nodiscard]] std::uint64_t customer_of(std::uint64_t order) const {
        const std::uint64_t even = draw(order, 3) >> 32U;
        return ((even * even) >> 32U) * customers_ >> 32U;
    }
    // Two years from 2009-12-01 on, in the order of the orders.
    void time(std::string& out, std::uint64_t order) const {
        using namespace std::chrono;
        const std::uint64_t day = order * 730 / orders_;
        const year_month_day date{sys_days{year{2009} / December / 1} + days{day}};
        number(out, static_cast<std::uint64_t>(static_cast<int>(date.year())));
        out += '-';
        two_digits(out, static_cast<unsigned>(date.month()));
        out += '-';
        two_digits(out, static_cast<unsigned>(date.day()));
        const std::uint64_t second = 28'800 + order * 730 % orders_ * 36'000 / orders_;
        out += ' ';
        two_digits(out, second / 3600);
        out += ':';
        two_digits(out, second / 60 % 60);
        out += ':';
        two_digits(out, second % 60);
    }

    std::uint64_t orders_, customers_;
    std::array<std::uint8_t, kBlockRows> order_of_{};
};

// False where nobody reads any more.
bool write_rows(std::uint64_t rows, bool shuffled) {
    constexpr std::size_t kFlushBytes = std::size_t{1} << 18;
    const Shop shop(rows);
    const Shuffle shuffle(rows);
    std::string out = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
    for (std::uint64_t row = 0; row < rows; ++row) {
        shop.append(out, shuffled ? shuffle(row) : row);
        if (out.size() >= kFlushBytes) {
            if (std::fwrite(out.data(), 1, out.size(), stdout) != out.size()) {
                return false;
            }
            out.clear();
        }
    }
    return std::fwrite(out.data(), 1, out.size(), stdout) == out.size() && std::fflush(stdout) == 0;
}

}  // namespace

int main(int count, char** arguments) {
    const std::string_view rows = count > 1 ? arguments[1] : "";
    const std::string_view order = count > 2 ? arguments[2] : "grouped";
    std::uint64_t number = 0;
    const auto read = std::from_chars(rows.data(), rows.data() + rows.size(), number);
    if (rows.empty() || read.ptr != rows.data() + rows.size() || (order != "grouped" && order != "shuffled")) {
        fmt::print(stderr, "usage: bench_made_rows ROWS [grouped|shuffled] > FILE\n");
        return 2;
    }
    return write_rows(number, order == "shuffled") ? 0 : 1;
}
