#include "features/column_source.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <cmath>

#include "rfmeans/error.hpp"

namespace rfmeans::features {
namespace {

constexpr std::array<const char*, 3> kRfmNames = {"recency", "frequency", "monetary"};

std::vector<double> read_tensor(const RfmTable& table, std::size_t part) {
    std::vector<double> values(table.customers());
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = table.row(table.windows() - 1, i)[part];
    }
    return values;
}

std::vector<std::string> known_names(const RfmTable& table) {
    std::vector<std::string> names = default_columns(table);
    for (const Column& attribute : table.attributes) {
        if (attribute.values.index() == 0) {
            names.push_back(attribute.name);
        }
    }
    return names;
}

const char* option_of(Need need) {
    return need == Need::as_weights ? "--weights" : "--features";
}

[[noreturn]] void refuse_absent(const RfmTable& table, const std::string& name, Need need) {
    const bool amounts_lack = name == kRfmNames[2];
    if (need == Need::by_fitted_model) {
        throw Error(
            Failure::content,
            fmt::format("the fitted model needs column '{}', which the files do not have as numbers ({}). Give files "
                        "with that column, or name it with --columns",
                        name, amounts_lack ? "they hold no amount" : "it is one of the model's features"));
    }
    throw Error(Failure::option,
                fmt::format("{}: column '{}' cannot be used ({}). Columns of numbers: {}", option_of(need), name,
                            amounts_lack ? "the files hold no amount" : "there is no such column",
                            fmt::join(known_names(table), ", ")));
}

[[noreturn]] void refuse_text(const RfmTable& table, const std::string& name, Need need) {
    throw Error(need == Need::by_fitted_model ? Failure::content : Failure::option,
                fmt::format("{}: column '{}' holds text (K-Means needs numbers). Leave it out: it still shows in "
                            "the segments' profiles. Columns of numbers: {}",
                            option_of(need), name, fmt::join(known_names(table), ", ")));
}

std::vector<double> read_attribute(const RfmTable& table, const Column& attribute, Need need) {
    const auto* numbers = std::get_if<std::vector<double>>(&attribute.values);
    if (!numbers) {
        refuse_text(table, attribute.name, need);
    }
    std::size_t missing = 0;
    std::size_t first_missing = 0;
    for (std::size_t i = numbers->size(); i-- > 0;) {
        if (!std::isfinite((*numbers)[i])) {
            ++missing;
            first_missing = i;
        }
    }
    if (missing > 0) {
        throw Error(
            Failure::content,
            fmt::format("column '{}' has no finite value for {} of {} customers, the first of them '{}' (K-Means needs "
                        "{} for every point). Leave the column out of {}, or fill it in the files",
                        attribute.name, missing, numbers->size(), table.ids.text(first_missing),
                        need == Need::as_weights ? "a weight" : "a coordinate", option_of(need)));
    }
    return *numbers;
}

}  // namespace

std::vector<std::string> default_columns(const RfmTable& table) {
    std::vector<std::string> names(kRfmNames.begin(), kRfmNames.end());
    if (!table.has_monetary()) {
        names.pop_back();
    }
    return names;
}

std::vector<double> read_column(const RfmTable& table, const std::string& name, Need need) {
    for (std::size_t part = 0; part < kRfmNames.size(); ++part) {
        if (name == kRfmNames[part]) {
            if (part == 2 && !table.has_monetary()) {
                refuse_absent(table, name, need);
            }
            return read_tensor(table, part);
        }
    }
    for (const Column& attribute : table.attributes) {
        if (attribute.name == name) {
            return read_attribute(table, attribute, need);
        }
    }
    refuse_absent(table, name, need);
}

}  // namespace rfmeans::features
