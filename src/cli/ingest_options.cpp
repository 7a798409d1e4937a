#include "cli/ingest_options.hpp"

#include <fmt/format.h>

#include <map>

#include "cli/option_values.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::cli {
namespace {

const std::map<std::string, FrequencyRule> kFrequencies = {{"auto", FrequencyRule::automatic},
                                                           {"orders", FrequencyRule::orders},
                                                           {"rows", FrequencyRule::rows},
                                                           {"timestamps", FrequencyRule::timestamps},
                                                           {"days", FrequencyRule::days}};
const std::map<std::string, MonetaryRule> kMonetaries = {{"sum", MonetaryRule::sum}, {"mean", MonetaryRule::mean}};
const std::map<std::string, ReturnsRule> kReturns = {
    {"drop", ReturnsRule::drop}, {"net", ReturnsRule::net}, {"keep", ReturnsRule::keep}};
const std::map<std::string, GuestsRule> kGuests = {
    {"drop", GuestsRule::drop}, {"one", GuestsRule::one}, {"order", GuestsRule::order}};
const std::map<std::string, FreeRule> kFree = {{"drop", FreeRule::drop}, {"keep", FreeRule::keep}};

template <class T>
std::string word_of(const std::map<std::string, T>& choices, T value) {
    for (const auto& [word, choice] : choices) {
        if (choice == value) {
            return word;
        }
    }
    return {};
}

}  // namespace

void add_ingest_options(CLI::App& app, IngestOptions& options) {
    app.add_option("FILE", options.files,
                   "Transaction files: CSV or other delimited text, plain, gzip or zstd; Parquet, where\n"
                   "`rfmeans devices` says that it is read; '-': standard input")
        ->type_name("")
        ->group("Input");
    app.add_option("--columns", options.columns,
                   "Columns by role, where they are not recognised: customer=NAME,date=NAME,order=NAME,\n"
                   "quantity=NAME,price=NAME,total=NAME; NAME '-': the role has no column")
        ->type_name("ROLE=NAME,...")
        ->expected(1, 1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->group("Input");
    add_date_format_option(app, options);
    add_where_option(app, options);
    add_max_rejects_option(app, options);
}

void add_where_option(CLI::App& app, IngestOptions& options) {
    app.add_option("--where", options.where,
                   "Only rows whose column has exactly this value; once more for the same column: or that value,\n"
                   "for another column: and that value")
        ->type_name("COLUMN=VALUE")
        ->expected(1, 1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->group("Input");
}

void add_max_rejects_option(CLI::App& app, IngestOptions& options) {
    app.add_option("--max-rejects", options.max_rejects,
                   "Refuse files of which more rows cannot be parsed: a number of rows (100 is a hundred rows,\n"
                   "not a share), or a percentage of the rows")
        ->type_name("N|P%")
        ->capture_default_str()
        ->group("Input");
}

void add_keep_option(CLI::App& app, IngestOptions& options) {
    app.add_flag("--keep-transactions", options.keep_transactions,
                 "Store the rows in the study, too: `rfmeans ingest --append` can add files to it then")
        ->group("Output");
}

void add_date_format_option(CLI::App& app, IngestOptions& options) {
    add_choice(app, "--date-format", options.date_format,
               {{"auto", "dmy", "mdy", "ymd", "yymd", "named", "epoch", "epoch-ms"}, "How dates are written"})
        ->capture_default_str()
        ->group("Input");
}

IngestSpec ingest_spec(const IngestOptions& options) {
    require_given(!options.files.empty(), "FILE, a transaction file,", "rfmeans run shop.csv -o results");
    IngestSpec spec{.columns = parse_columns(options.columns),
                    .max_rejects = parse_reject_limit(options.max_rejects, "--max-rejects"),
                    .keep = options.keep_transactions ? KeepTexts::yes : KeepTexts::no,
                    .where = parse_filters(options.where)};
    if (options.date_format != "auto") {
        spec.date_format = find_date_format(options.date_format);
        RFMEANS_EXPECTS(spec.date_format.has_value());
    }
    return spec;
}

void add_rfm_options(CLI::App& app, RfmOptions& options) {
    const std::string group = "Definitions";
    add_period_options(app, options);
    app.add_option("--as-of", options.as_of, "The day recency is counted to [the day after the last row used]")
        ->type_name("DATE")
        ->group(group);
    add_choice(app, "--frequency", options.frequency,
               {{"auto", "orders", "rows", "timestamps", "days"}, "What is counted (auto: orders, else rows)"})
        ->capture_default_str()
        ->group(group);
    add_choice(app, "--monetary", options.monetary, {{"sum", "mean"}, "Amount per customer, or per purchase"})
        ->capture_default_str()
        ->group(group);
    add_choice(app, "--returns", options.returns, {{"drop", "net", "keep"}, "Rows of returned goods"})
        ->capture_default_str()
        ->group(group);
    add_choice(app, "--guests", options.guests, {{"drop", "one", "order"}, "Rows without a customer id"})
        ->capture_default_str()
        ->group(group);
    add_choice(app, "--free", options.free_rows, {{"drop", "keep"}, "Rows with a unit price of 0 or less"})
        ->capture_default_str()
        ->group(group);
}

void add_period_options(CLI::App& app, RfmOptions& options) {
    const std::string group = "Input";
    app.add_option("--from", options.from, "Only rows of this day or later")->type_name("DATE")->group(group);
    app.add_option("--to", options.to, "Only rows of this day or earlier")->type_name("DATE")->group(group);
}

Period period_of(const RfmOptions& options) {
    Period period;
    if (!options.from.empty()) {
        period.from = parse_day(options.from, "--from");
    }
    if (!options.to.empty()) {
        period.to = parse_day(options.to, "--to");
    }
    if (period.from && period.to && *period.from > *period.to) {
        throw Error(Failure::option, fmt::format("--from {} is after --to {} (no row is of both). Swap the two",
                                                 format_day(*period.from), format_day(*period.to)));
    }
    return period;
}

RfmSpec rfm_spec(const RfmOptions& options) {
    RfmSpec spec;
    if (!options.as_of.empty()) {
        spec.as_of = parse_day(options.as_of, "--as-of");
    }
    spec.period = period_of(options);
    spec.frequency = choose(options.frequency, kFrequencies);
    spec.monetary = choose(options.monetary, kMonetaries);
    spec.returns = choose(options.returns, kReturns);
    spec.guests = choose(options.guests, kGuests);
    spec.free_rows = choose(options.free_rows, kFree);
    return spec;
}

std::vector<std::vector<std::string>> definition_rows(const RfmSpec& spec) {
    return {{"as of", spec.as_of ? format_day(*spec.as_of) : "the day after the last row used"},
            {"frequency", word_of(kFrequencies, spec.frequency)},
            {"monetary", word_of(kMonetaries, spec.monetary)},
            {"returns", word_of(kReturns, spec.returns)},
            {"guests", word_of(kGuests, spec.guests)},
            {"free rows", word_of(kFree, spec.free_rows)}};
}

}  // namespace rfmeans::cli
