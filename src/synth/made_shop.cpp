#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <ostream>

#include "rfmeans/error.hpp"
#include "rfmeans/synth.hpp"
#include "synth/groups.hpp"

namespace rfmeans {
namespace {

using synth::Draws;

constexpr std::int64_t kFirstCustomerId = 10'001;
constexpr std::size_t kFlushBytes = std::size_t{1} << 20;
constexpr int kProducts = 500;
constexpr double kOpen = 8, kHoursOpen = 12;  // o'clock
constexpr double kReturnShare = 0.04, kGuestShare = 0.02, kFreeShare = 0.01, kNoAgeShare = 0.03;
constexpr std::array<int, 6> kQuantities{1, 1, 1, 2, 3, 6};
// The last one needs quotes in CSV.
constexpr std::array kCountries{"United Kingdom", "Germany", "France", "Ireland",
                                "Spain",          "Poland",  "Japan",  "\"Korea, Republic of\""};

// What stands in every row of one customer.
struct Customer {
    std::string id;
    std::string country_and_age;
};

struct Line {
    int product;
    int quantity;
    std::int64_t cents;  ///< unit price
};

struct Order {
    std::int64_t day;  ///< from the shop's first
    int second;
};

/// Writes CSV rows through a buffer.
class Rows {
public:
    Rows(const SynthSpec& spec, std::ostream& out) : out_(out) {
        for (Day day = spec.first_day; day <= spec.last_day; ++day) {
            days_.push_back(format_day(day));
        }
        fmt::format_to(fmt::appender(buffer_),
                       "customer_id,order_id,order_date,product,quantity,unit_price,country,age\n");
    }

    void add(const Customer& customer, std::string_view order_id, const Order& order, const Line& line) {
        fmt::format_to(fmt::appender(buffer_), "{},{},{} {:02}:{:02}:{:02},P{:03},{},{}.{:02},{}\n", customer.id,
                       order_id, days_[static_cast<std::size_t>(order.day)], order.second / 3600,
                       order.second / 60 % 60, order.second % 60, line.product, line.quantity, line.cents / 100,
                       line.cents % 100, customer.country_and_age);
        if (buffer_.size() >= kFlushBytes) {
            flush();
        }
    }

    void flush() {
        out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
        buffer_.clear();
    }

private:
    std::ostream& out_;
    std::vector<std::string> days_;
    fmt::memory_buffer buffer_;
};

Customer draw_customer(std::int64_t number, const synth::Group& group, Draws& draws) {
    const double age = std::floor(group.age + 9 * draws.normal());
    const bool has_age = draws.uniform() >= kNoAgeShare;
    // The square makes the first countries the frequent ones.
    const double place = draws.uniform();
    const char* country = kCountries[static_cast<std::size_t>(place * place * kCountries.size())];
    return {fmt::format("{}", kFirstCustomerId + number),
            has_age ? fmt::format("{},{}", country, std::clamp(age, 18.0, 95.0)) : fmt::format("{},", country)};
}

Order draw_order(std::int64_t day, Draws& draws) {
    return {day, static_cast<int>((kOpen + kHoursOpen * draws.uniform()) * 3600)};
}

// The last purchase lies where the group's recency puts it; the earlier ones lie anywhere before.
std::vector<Order> draw_orders(std::int64_t count, std::int64_t last_day, Draws& draws) {
    std::vector<Order> orders{draw_order(last_day, draws)};
    for (std::int64_t i = 1; i < count; ++i) {
        orders.push_back(draw_order(draws.below(last_day + 1), draws));
    }
    std::sort(orders.begin(), orders.end(),
              [](const Order& a, const Order& b) { return std::pair(a.day, a.second) < std::pair(b.day, b.second); });
    return orders;
}

Line draw_line(const synth::Group& group, Draws& draws) {
    const int quantity = kQuantities[static_cast<std::size_t>(draws.below(kQuantities.size()))];
    const double value = synth::portable_exp(group.log_spend + group.log_spend_deviation * draws.normal());
    const auto cents = static_cast<std::int64_t>(std::floor(value * 100 / quantity + 0.5));
    return {static_cast<int>(draws.below(kProducts)), quantity, std::max<std::int64_t>(cents, 1)};
}

// 1.3 lines an order on average.
int draw_line_count(Draws& draws) {
    const double u = draws.uniform();
    return u < 0.75 ? 1 : u < 0.95 ? 2 : 3;
}

// Rows that a shop has beside its sales: a return of the last line, a guest's order, a free row.
void add_oddities(std::int64_t number, const Customer& customer, const std::pair<Order, Line>& last, Draws& draws,
                  std::int64_t days, Rows& rows) {
    const auto& [order, line] = last;
    if (draws.uniform() < kReturnShare) {
        const Order back{order.day + draws.below(std::min<std::int64_t>(days - order.day, 30)), 20 * 3600 + 1};
        rows.add(customer, fmt::format("C{}", kFirstCustomerId + number), back,
                 {line.product, -line.quantity, line.cents});
    }
    if (draws.uniform() < kGuestShare) {
        rows.add({"", customer.country_and_age}, fmt::format("G{}", kFirstCustomerId + number), order, line);
    }
    if (draws.uniform() < kFreeShare) {
        rows.add(customer, fmt::format("F{}", kFirstCustomerId + number), order, {line.product, 1, 0});
    }
}

// Returns the number of the customer's group.
int add_customer(const SynthSpec& spec, std::int64_t number, const synth::Population& population, Rows& rows) {
    Draws draws(spec.seed, numerics::Purpose::made_shop, static_cast<std::uint32_t>(number));
    const int group_number = population.draw_group(draws);
    const synth::Group& group = synth::groups()[static_cast<std::size_t>(group_number)];
    const std::int64_t days = std::int64_t{spec.last_day} - spec.first_day + 1;
    const double recency = group.recency_low + (group.recency_high - group.recency_low) * draws.uniform();
    const auto last_day = days - 1 - static_cast<std::int64_t>(recency * static_cast<double>(days - 1));
    const Customer customer = draw_customer(number, group, draws);
    const auto orders = draw_orders(population.draw_orders(group_number, draws), last_day, draws);
    Line line{};
    for (std::size_t i = 0; i < orders.size(); ++i) {
        const std::string id = fmt::format("{}-{}", kFirstCustomerId + number, i + 1);
        for (int left = draw_line_count(draws); left > 0; --left) {
            line = draw_line(group, draws);
            rows.add(customer, id, orders[i], line);
        }
    }
    add_oddities(number, customer, {orders.back(), line}, draws, days, rows);
    return group_number;
}

void require_possible(const SynthSpec& spec) {
    if (spec.customers < 0 || spec.customers > UINT32_MAX) {
        throw Error(Failure::option, fmt::format("a shop of {} customers cannot be made (0 to {} can be). Give another "
                                                 "number",
                                                 spec.customers, UINT32_MAX));
    }
    if (spec.first_day > spec.last_day || spec.first_day < day_from_civil(1, 1, 1) ||
        spec.last_day > day_from_civil(9999, 12, 31)) {
        throw Error(Failure::option,
                    "a shop cannot be made for these days (the first must not be after the last, both "
                    "in the years 1 to 9999). Give other days");
    }
}

}  // namespace

std::vector<std::string> made_segments() {
    std::vector<std::string> names;
    for (const synth::Group& group : synth::groups()) {
        names.emplace_back(group.name);
    }
    return names;
}

void write_made_shop(const SynthSpec& spec, std::ostream& transactions, std::ostream* truth) {
    require_possible(spec);
    const synth::Population population;
    Rows rows(spec, transactions);
    std::string segments = "customer_id,segment\n";
    for (std::int64_t number = 0; number < spec.customers && transactions; ++number) {
        const int group = add_customer(spec, number, population, rows);
        if (truth != nullptr) {
            fmt::format_to(std::back_inserter(segments), "{},{}\n", kFirstCustomerId + number,
                           synth::groups()[static_cast<std::size_t>(group)].name);
            if (segments.size() >= kFlushBytes) {
                *truth << segments;
                segments.clear();
            }
        }
    }
    rows.flush();
    if (truth != nullptr) {
        *truth << segments;
    }
}

}  // namespace rfmeans
