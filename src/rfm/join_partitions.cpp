#include "rfm/join_partitions.hpp"

#include <algorithm>
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

// Ids of the customers of all parts, one part behind the other, as text. [customers]
std::vector<std::string> all_texts(std::vector<PartitionCustomers>& parts, const std::vector<PartGuest>& guests,
                                   GuestsRule rule) {
    std::vector<std::string> texts;
    std::vector<std::size_t> starts;
    for (PartitionCustomers& part : parts) {
        starts.push_back(texts.size());
        std::move(part.texts.begin(), part.texts.end(), std::back_inserter(texts));
        for (const std::int64_t number : part.numbers) {
            texts.push_back(std::to_string(number));
        }
        texts.resize(starts.back() + part.frequency.size());
    }
    const GuestNames names{
        .stem = find_guest_stem(parts, rule), .guests = static_cast<std::int64_t>(guests.size()), .rule = rule};
    for (std::size_t i = 0; i < guests.size(); ++i) {
        if (const std::int32_t place = guests[i].guest->place; place >= 0) {
            const auto part = static_cast<std::size_t>(guests[i].part - parts.data());
            texts[starts[part] + static_cast<std::size_t>(place)] = names.of(static_cast<std::int64_t>(i + 1));
        }
    }
    return texts;
}

// One member of all parts, one part behind the other; the parts' own are given up.
template <class Member>
Member chain(std::vector<PartitionCustomers>& parts, Member PartitionCustomers::* member) {
    Member all;
    std::size_t size = 0;
    for (const PartitionCustomers& part : parts) {
        size += (part.*member).size();
    }
    all.reserve(size);
    for (PartitionCustomers& part : parts) {
        Member& own = part.*member;
        all.insert(all.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
        Member().swap(own);
    }
    return all;
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

std::vector<double> chain_numbers(const std::vector<PartitionCustomers>& parts, std::size_t attribute) {
    std::vector<double> all;
    for (const PartitionCustomers& part : parts) {
        const auto& own = std::get<std::vector<double>>(part.attributes[attribute].values);
        all.insert(all.end(), own.begin(), own.end());
    }
    return all;
}

// The dictionaries of the parts hold no word without a customer, so neither does theirs together.
TextValues chain_texts(const std::vector<PartitionCustomers>& parts, std::size_t attribute) {
    const auto texts_of = [&](const PartitionCustomers& part) -> const TextValues& {
        return std::get<TextValues>(part.attributes[attribute].values);
    };
    TextValues all;
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
        for (const std::int32_t code : texts_of(part).codes) {
            all.codes.push_back(code < 0 ? code : code_of[static_cast<std::size_t>(code)]);
        }
    }
    return all;
}

Column join_attribute(const std::vector<PartitionCustomers>& parts, std::size_t attribute,
                      const std::vector<std::uint32_t>& order) {
    const Column& first = parts.front().attributes[attribute];
    if (std::holds_alternative<std::vector<double>>(first.values)) {
        return {first.name, in_order(chain_numbers(parts, attribute), order)};
    }
    TextValues texts = chain_texts(parts, attribute);
    texts.codes = in_order(std::move(texts.codes), order);
    return {first.name, std::move(texts)};
}

// The ids ascending; returns the order of the customers of all parts.
std::vector<std::uint32_t> join_ids(std::vector<PartitionCustomers>& parts, const JoinRules& rules,
                                    MeasuredCustomers& measured) {
    const std::vector<PartGuest> guests = number_guests(parts);
    const bool guest_kept =
        std::any_of(guests.begin(), guests.end(), [](const PartGuest& guest) { return guest.guest->place >= 0; });
    std::vector<std::uint32_t> order;
    if (rules.numeric_ids && !guest_kept) {
        std::vector<std::int64_t> numbers = chain(parts, &PartitionCustomers::numbers);
        order = sorted_order(numbers);
        measured.ids.values = in_order(std::move(numbers), order);
    } else {
        std::vector<std::string> texts = all_texts(parts, guests, rules.guests);
        order = sorted_order(texts);
        measured.ids.values = in_order(std::move(texts), order);
    }
    return order;
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
    const std::vector<std::uint32_t> order = join_ids(parts, rules, measured);
    measured.frequency = in_order(chain(parts, &PartitionCustomers::frequency), order);
    const std::vector<std::int64_t> last = chain(parts, &PartitionCustomers::last_purchase);
    for (const std::uint32_t i : order) {
        measured.last_day.push_back(day_of(last[i]));
    }
    if (rules.has_amounts) {
        measured.amount = in_order(chain(parts, &PartitionCustomers::amount), order);
    }
    for (std::size_t attribute = 0; attribute < parts.front().attributes.size(); ++attribute) {
        measured.attributes.push_back(join_attribute(parts, attribute, order));
    }
    return measured;
}

}  // namespace rfmeans::rfm
