// Texts of options → validated values. Errors: Error{option} naming the option.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "rfmeans/reject_limit.hpp"
#include "rfmeans/transactions.hpp"

namespace rfmeans::cli {

/// "2..10", "4", "2,4,8" or a mix, each k >= 1: ascending, without repetitions.
[[nodiscard]] std::vector<std::int32_t> parse_ks(const std::string& text);

/// "customer=Customer ID,date=Date" → role → column. A comma belongs to a column name unless a role follows it.
[[nodiscard]] std::map<std::string, std::string> parse_columns(const std::vector<std::string>& texts);

/// Percent, with or without its sign: "1", "2.5%".
[[nodiscard]] double parse_percent(const std::string& text, const std::string& option);

/// "Country=France", one filter a text; the column ends at the first "=".
[[nodiscard]] std::vector<ColumnFilter> parse_filters(const std::vector<std::string>& texts);

/// "20%": a share of the rows; "100": a number of them.
[[nodiscard]] RejectLimit parse_reject_limit(const std::string& text, const std::string& option);

/// Lets an option take whole numbers written as 1000000, 1_000_000 or 1e6, from `lowest` to `highest`.
[[nodiscard]] CLI::Validator count_between(std::int64_t lowest, std::int64_t highest);

/// The value of a word among `choices`; the words are checked before, by add_choice.
template <class T>
[[nodiscard]] T choose(const std::string& word, const std::map<std::string, T>& choices) {
    return choices.at(word);
}

/// An option that takes one of some words, listed in its help.
CLI::Option* add_choice(CLI::App& app, const std::string& name, std::string& word,
                        const std::pair<std::vector<std::string>, std::string>& words_and_description);

/// Errors: Error{option} saying that `what` is needed, with an example.
void require_given(bool given, const std::string& what, const std::string& example);

}  // namespace rfmeans::cli
