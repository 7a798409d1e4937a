#include "rfm/join_partitions.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include "rfm/sorted_order.hpp"

namespace rfmeans::rfm {
namespace {

using Guest = PartitionCustomers::Guest;

struct PartGuest {
    const PartitionCustomers* part;
    const Guest* guest;
};

bool precedes(const PartGuest& a, const PartGuest& b) {
    const Guest& x = *a.guest;
    const Guest& y = *b.guest;
    if (const auto order = std::tie(x.order, x.order_id) <=> std::tie(y.order, y.order_id); order != 0) {
        return order < 0;
    }
    if (x.place < 0 || y.place < 0) {
        return x.place >= 0 && y.place < 0;
    }
    for (std::size_t i = 0; i < a.part->attributes.size(); ++i) {
        const int values = compare_values({a.part->attributes[i], static_cast<std::size_t>(x.place)},
                                          {b.part->attributes[i], static_cast<std::size_t>(y.place)});
        if (values != 0) {
            return values < 0;
        }
    }
    return false;
}

/// The guests of all parts by number.
std::vector<PartGuest> number_guests(const std::vector<PartitionCustomers>& parts) {
    std::vector<PartGuest> guests;
    for (const PartitionCustomers& part : parts) {
        for (const Guest& guest : part.guests) {
            guests.push_back({&part, &guest});
        }
    }
    std::sort(guests.begin(), guests.end(), precedes);
    return guests;
}

std::string find_guest_stem(const std::vector<PartitionCustomers>& parts, GuestsRule rule) {
    return make_guest_stem([&](const std::string& stem) {
        return std::any_of(parts.begin(), parts.end(), [&](const PartitionCustomers& part) {
            return std::any_of(part.guest_names.begin(), part.guest_names.end(),
                               [&](const std::string& id) { return is_guest_name(id, stem, rule); });
        });
    });
}

/// Where the customers of each part stand in the measures of all.
struct Layout {
    MeasurePieces measures;
    std::vector<std::uint32_t> starts;  // [parts] the place of each one's first customer
    std::vector<std::uint32_t> places;  // of all customers
};

Layout lay_out(std::vector<PartitionCustomers>& parts) {
    Layout layout;
    std::size_t customers = 0;
    for (const PartitionCustomers& part : parts) {
        customers += part.measures.size();
    }
    layout.places.reserve(customers);
    for (PartitionCustomers& part : parts) {
        const std::size_t own = part.measures.size();
        layout.starts.push_back(layout.measures.append(std::move(part.measures)));
        for (std::uint32_t i = 0; i < own; ++i) {
            layout.places.push_back(layout.starts.back() + i);
        }
    }
    return layout;
}

// Ids as text. [places]
std::vector<std::string> all_texts(std::vector<PartitionCustomers>& parts, const Layout& layout,
                                   const std::vector<PartGuest>& guests, GuestsRule rule) {
    std::vector<std::string> texts(layout.measures.places());
    for (std::size_t part = 0; part < parts.size(); ++part) {
        const auto first = texts.begin() + layout.starts[part];
        std::vector<std::string>& own = parts[part].texts;
        std::move(own.begin(), own.end(), first);
        for (std::size_t i = own.size(); i < parts[part].named; ++i) {
            const std::uint32_t place = layout.starts[part] + static_cast<std::uint32_t>(i);
            texts[place] = std::to_string(layout.measures[place].number);
        }
    }
    const GuestNames names{
        .stem = find_guest_stem(parts, rule), .guests = static_cast<std::int64_t>(guests.size()), .rule = rule};
    for (std::size_t i = 0; i < guests.size(); ++i) {
        if (const std::int32_t place = guests[i].guest->place; place >= 0) {
            const auto part = static_cast<std::size_t>(guests[i].part - parts.data());
            texts[layout.starts[part] + static_cast<std::size_t>(place)] = names.of(static_cast<std::int64_t>(i + 1));
        }
    }
    return texts;
}

template <class Value>
std::vector<Value> in_order(std::vector<Value> values, const std::vector<std::uint32_t>& order) {
    std::vector<Value> sorted;
    sorted.reserve(order.size());
    for (const std::uint32_t i : order) {
        sorted.push_back(std::move(values[i]));
    }
    return sorted;
}

// Numbers of an attribute. [places]
std::vector<double> all_numbers(const std::vector<PartitionCustomers>& parts, const Layout& layout,
                                std::size_t attribute) {
    std::vector<double> all(layout.measures.places());
    for (std::size_t part = 0; part < parts.size(); ++part) {
        const auto& own = std::get<std::vector<double>>(parts[part].attributes[attribute].values);
        std::copy(own.begin(), own.end(), all.begin() + layout.starts[part]);
    }
    return all;
}

// The dictionaries of the parts hold no word without a customer, so neither does theirs together.
// Codes are [places].
TextValues all_words(const std::vector<PartitionCustomers>& parts, const Layout& layout, std::size_t attribute) {
    const auto texts_of = [&](const PartitionCustomers& part) -> const TextValues& {
        return std::get<TextValues>(part.attributes[attribute].values);
    };
    TextValues all{.dictionary = {}, .codes = std::vector<std::int32_t>(layout.measures.places())};
    for (const PartitionCustomers& part : parts) {
        const auto& words = texts_of(part).dictionary;
        all.dictionary.insert(all.dictionary.end(), words.begin(), words.end());
    }
    std::sort(all.dictionary.begin(), all.dictionary.end());
    all.dictionary.erase(std::unique(all.dictionary.begin(), all.dictionary.end()), all.dictionary.end());
    for (const PartitionCustomers& part : parts) {
        std::vector<std::int32_t> code_of;
        for (const std::string& word : texts_of(part).dictionary) {
            const auto found = std::lower_bound(all.dictionary.begin(), all.dictionary.end(), word);
            code_of.push_back(static_cast<std::int32_t>(found - all.dictionary.begin()));
        }
        const auto& codes = texts_of(part).codes;
        std::transform(codes.begin(), codes.end(),
                       all.codes.begin() + layout.starts[static_cast<std::size_t>(&part - parts.data())],
                       [&](std::int32_t code) { return code < 0 ? code : code_of[static_cast<std::size_t>(code)]; });
    }
    return all;
}

Column join_attribute(const std::vector<PartitionCustomers>& parts, const Layout& layout, std::size_t attribute) {
    const Column& first = parts.front().attributes[attribute];
    if (std::holds_alternative<std::vector<double>>(first.values)) {
        return {first.name, in_order(all_numbers(parts, layout, attribute), layout.places)};
    }
    TextValues texts = all_words(parts, layout, attribute);
    texts.codes = in_order(std::move(texts.codes), layout.places);
    return {first.name, std::move(texts)};
}

// The ids ascending, and the places with them.
CustomerIds join_ids(std::vector<PartitionCustomers>& parts, const JoinRules& rules, Layout& layout) {
    const std::vector<PartGuest> guests = number_guests(parts);
    const bool guest_kept =
        std::any_of(guests.begin(), guests.end(), [](const PartGuest& guest) { return guest.guest->place >= 0; });
    if (rules.numeric_ids && !guest_kept) {
        std::vector<std::int64_t> numbers(layout.places.size());
        std::transform(layout.places.begin(), layout.places.end(), numbers.begin(),
                       [&](std::uint32_t place) { return layout.measures[place].number; });
        sort_by_number(numbers, layout.places);
        return {std::move(numbers)};
    }
    std::vector<std::string> texts = all_texts(parts, layout, guests, rules.guests);
    sort_by_text(texts, layout.places);
    return {in_order(std::move(texts), layout.places)};
}

}  // namespace

MeasuredCustomers join_partitions(std::vector<PartitionCustomers>& parts, const JoinRules& rules) {
    MeasuredCustomers measured;
    measured.first_time = std::numeric_limits<std::int64_t>::max();
    measured.last_time = std::numeric_limits<std::int64_t>::min();
    for (const PartitionCustomers& part : parts) {
        measured.uses.add(part.uses);
        measured.customers_seen += part.seen;
        measured.first_time = std::min(measured.first_time, part.first_time);
        measured.last_time = std::max(measured.last_time, part.last_time);
    }
    Layout layout = lay_out(parts);
    measured.ids = join_ids(parts, rules, layout);
    for (std::size_t attribute = 0; attribute < parts.front().attributes.size(); ++attribute) {
        measured.attributes.push_back(join_attribute(parts, layout, attribute));
    }
    measured.measures = std::move(layout.measures);
    measured.order = std::move(layout.places);
    return measured;
}

}  // namespace rfmeans::rfm
