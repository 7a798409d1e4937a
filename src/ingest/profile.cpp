#include "rfmeans/profile.hpp"

#include "ingest/profile/finish_profile.hpp"
#include "ingest/profile/rows_in_turn.hpp"

namespace rfmeans {
namespace {

using namespace ingest;

RowsRead read_in_chunks(const std::vector<std::string>& files, const IngestSpec& spec, const ProfileSpec& profile,
                        SniffedFiles& sniffed) {
    RowsPlan plan{.files = files,
                  .roles = std::move(sniffed.roles),
                  .columns = {},
                  .dates_given = spec.date_format.has_value(),
                  .date_rejects = spec.max_rejects,
                  .date_doubt = DateDoubt::role_given_up,
                  .threads = profile.threads,
                  .told = teller(sniffed, spec)};
    for (const ColumnRole& column : plan.roles.columns) {
        plan.columns.push_back(column.column);
    }
    sniffed.heads.clear();
    const ProfileLayout layout = lay_out_profile(plan.roles, profile);
    return read_rows(plan, [&layout] { return std::make_unique<ProfileSink>(layout); });
}

RowsRead read_in_turn(const std::vector<std::string>& files, const IngestSpec& spec, ProfileSpec profile,
                      SniffedFiles& sniffed) {
    profile.threads = 1;
    auto sink = std::make_unique<ProfileSink>(lay_out_profile(sniffed.roles, profile));
    AssemblyPlan plan{.files = files,
                      .roles = std::move(sniffed.roles),
                      .earlier = spec.earlier,
                      .dates_found = spec.date_format_found,
                      .dates_given = spec.date_format.has_value(),
                      .date_rejects = spec.max_rejects,
                      .date_doubt = DateDoubt::role_given_up,
                      .restart = {},
                      .watcher = {},
                      .told = teller(sniffed, spec)};
    sniffed.heads.clear();
    return read_rows_in_turn(std::move(plan), std::move(sink));
}

}  // namespace

Profile profile_files(const std::vector<std::string>& files, const IngestSpec& spec, const ProfileSpec& profile) {
    SniffedFiles sniffed = sniff_files(files, spec, NeededRoles::none);
    const RowsRead read = spec.earlier.empty() ? read_in_chunks(files, spec, profile, sniffed)
                                               : read_in_turn(files, spec, profile, sniffed);
    std::vector<ProfileSink*> sinks;
    for (const auto& sink : read.sinks) {
        sinks.push_back(&dynamic_cast<ProfileSink&>(*sink));
    }
    return finish_profile(sinks, read, profile);
}

}  // namespace rfmeans
