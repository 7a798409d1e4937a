#include "cli/study_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <map>

#include "cli/interrupt.hpp"
#include "cli/journalled_sweep.hpp"
#include "cli/memory_size.hpp"
#include "cli/progress.hpp"
#include "cli/reading_progress.hpp"
#include "rfmeans/profile.hpp"
#include "rfmeans/rfm.hpp"
#include "rfmeans/segment.hpp"

namespace rfmeans::cli {
namespace {

std::string utc_now() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

// A reason quotes what was found; rows are counted by what is left without the quotation.
std::string reason_kind(const std::string& reason) {
    std::string kind;
    bool quoted = false;
    for (const char c : reason) {
        if (c == '\'') {
            kind += quoted ? "…'" : "'";
            quoted = !quoted;
        } else if (!quoted) {
            kind += c;
        }
    }
    return kind;
}

std::vector<NamedCount> count_reasons(const RejectedRows& rejects) {
    std::map<std::string, std::int64_t> counts;
    rejects.for_each([&counts](const RejectedRow& row) { ++counts[reason_kind(row.reason)]; });
    std::vector<NamedCount> named;
    for (const auto& [reason, count] : counts) {
        named.push_back({reason, count});
    }
    return named;
}

std::string value_of(const CLI::Option& option) {
    if (option.count() == 0) {
        return option.get_expected_min() == 0 ? "no" : option.get_default_str();
    }
    if (option.get_expected_min() == 0) {
        return option.as<bool>() ? "yes" : "no";  // a configuration file may say false
    }
    return fmt::format("{}", fmt::join(option.results(), ","));
}

// What is known of the rows, whether they are transactions or customers.
template <class Rows>
Ingested note_rows(Rows& rows, RfmTable table) {
    Ingested result;
    result.study.provenance.inputs = rows.files;
    result.study.roles = rows.roles;
    result.study.reject_counts = count_reasons(rows.rejects);
    result.study.rfm = std::move(table);
    result.rejects = std::move(rows.rejects);
    result.warnings = std::move(rows.warnings);
    return result;
}

Ingested note_transactions(Transactions& transactions, RfmTable table) {
    Ingested result = note_rows(transactions, std::move(table));
    result.study.filters = transactions.filters;
    result.study.dates = transactions.dates;
    return result;
}

Ingested ingest_transactions(const std::vector<std::string>& files, const AggregateSpec& spec, const Console& console) {
    if (spec.ingest.keep == KeepTexts::yes) {  // then all rows are in memory anyway
        Transactions transactions = read_with_progress(files, spec.ingest, console);
        Ingested result = note_transactions(transactions, build_rfm(transactions, spec.rfm));
        result.study.transactions = keep_transactions(std::move(transactions), *result.study.rfm);
        return result;
    }
    Aggregated aggregated = aggregate_with_progress(files, spec, console);
    Ingested result = note_transactions(aggregated.read, std::move(aggregated.rfm));
    if (aggregated.profile) {
        result.study.profile_json = profile_json(*aggregated.profile);
    }
    return result;
}

Ingested ingest_customers(const std::vector<std::string>& files, const IngestSpec& ingest, const RfmSpec& rfm) {
    CustomerTable customers = read_customers(files, ingest);
    RfmTable table = tabulate_customers(customers, rfm);
    Ingested result = note_rows(customers, std::move(table));
    result.study.dates = customers.dates;
    return result;
}

}  // namespace

std::string spill_folder(const std::string& otherwise) {
    const char* temporary = std::getenv("TMPDIR");
    return temporary != nullptr && *temporary != '\0' ? temporary : otherwise;
}

AggregateSpec aggregate_spec(const IngestSpec& ingest, const RfmSpec& rfm, const CommonOptions& common,
                             const std::string& output) {
    const std::filesystem::path folder =
        (std::filesystem::path(output) / "").lexically_normal().parent_path().parent_path();
    return {.ingest = ingest,
            .rfm = rfm,
            .threads = static_cast<int>(common.threads),
            .memory_bytes = parse_memory(common.memory),
            .spill_folder = spill_folder(folder.empty() ? "." : folder.string()),
            .profile = WithProfile::yes};
}

Ingested ingest_files(const std::vector<std::string>& files, const AggregateSpec& spec, const Console& console) {
    const bool customers = find_row_kind(files, spec.ingest) == RowKind::customers;
    Ingested result =
        customers ? ingest_customers(files, spec.ingest, spec.rfm) : ingest_transactions(files, spec, console);
    result.study.rfm_spec = spec.rfm;
    // Rows that are all in memory, or of customers.
    if (spec.profile == WithProfile::yes && result.study.profile_json.empty()) {
        const ProfileSpec profile{.period = spec.rfm.period,
                                  .as_of = spec.rfm.as_of,
                                  .threads = spec.threads,
                                  .memory_bytes = spec.memory_bytes,
                                  .spill_folder = spec.spill_folder};
        result.study.profile_json = profile_json(profile_with_progress(files, spec.ingest, profile, console));
    }
    return result;
}

void note_provenance(Study& study, const Console& console, const CLI::App& command, NotedOptions noted) {
    Provenance& provenance = study.provenance;
    provenance.tool_version = RFMEANS_VERSION;
    provenance.created = utc_now();
    provenance.command += (provenance.command.empty() ? "" : " && ") + console.command;
    for (const CLI::Option* option : command.get_options()) {
        const bool left_out = noted == NotedOptions::given && option->count() == 0;
        if (!option->get_configurable() || option->get_positional() || left_out) {
            continue;
        }
        const std::string name = option->get_name();
        const auto known = std::find_if(provenance.options.begin(), provenance.options.end(),
                                        [&](const NamedText& other) { return other.name == name; });
        NamedText value{name, value_of(*option)};
        if (known == provenance.options.end()) {
            provenance.options.push_back(std::move(value));
        } else {
            *known = std::move(value);
        }
    }
}

Sweep sweep_with_progress(LoadedPoints& points, SweepSpec spec, const Console& console) {
    Progress progress(console, "fitting models");
    spec.progress = [&](std::size_t done, std::size_t all) {
        check_interrupt();
        progress.show(done, all);
    };
    Sweep sweep = run_sweep(points, spec);
    check_interrupt();
    return sweep;
}

Sweep fit_models(LoadedPoints& points, const FeatureMatrix& features, const FitPlan& plan, const Console& console) {
    SweepSpec spec = sweep_spec(plan.options, features, plan.units);
    SweepJournal& journal = plan.journal;
    if (plan.resume == Resume::yes) {
        spec.finished =
            take_over({.own = plan.own,
                       .journal = journal.found() ? std::optional(EarlierModels{journal.path(), *journal.found()})
                                                  : std::nullopt},
                      features.points, spec);
        console.note(
            fmt::format("{} models are there already", with_commas(static_cast<long long>(spec.finished.size()))));
    } else if (journal.found()) {
        console.note(
            fmt::format("'{}' holds {} models of a sweep that was interrupted. --resume would go on from them; "
                        "without it new ones replace them",
                        journal.path(), journal.found()->sweep.models.size()));
    }
    Sweep sweep = sweep_with_journal(points, std::move(spec), journal, console);
    measure_sweep(points, measured_models(plan.options), sweep);
    if (asks_for_all_pairs(plan.options.silhouette)) {
        measure_all_pairs(points, measured_models(plan.options), sweep, console);
    }
    sweep.device = points.device();
    console.warn(sweep.warnings);
    return sweep;
}

void measure_all_pairs(LoadedPoints& points, MeasuredModels which, Sweep& sweep, const Console& console) {
    Progress progress(console, "comparing all pairs of points", Counted::pieces);
    measure_euclidean_silhouettes(points, which, sweep,
                                  [&](std::size_t done, std::size_t all) { progress.show(done, all); });
}

void segment_study(Study& study, LoadedPoints& points, const ChoiceSpec& spec) {
    const Choice choice = choose_model(*study.sweep, spec);
    const Model& model = study.sweep->models[choice.model];
    const Assignment assignment = label_points(points, model.centroids);
    const PartitionMetrics metrics = measure_assignment(points, model.centroids, assignment.labels);
    study.segmentation =
        make_segments(*study.rfm, *study.features, model, assignment.labels, choice, metrics.cluster_silhouette);
}

}  // namespace rfmeans::cli
