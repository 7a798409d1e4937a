#include "rfmeans/profile.hpp"

#include "ingest/profile/finish_profile.hpp"

namespace rfmeans {
namespace {

using namespace ingest;

RowsRead read_for_profile(const std::vector<std::string>& files, const IngestSpec& spec, const ProfileSpec& profile) {
    SniffedFiles sniffed = sniff_files(files, spec, NeededRoles::none);
    RowsPlan plan{.files = files,
                  .roles = std::move(sniffed.roles),
                  .columns = {},
                  .earlier = spec.earlier,
                  .dates_found = spec.date_format_found,
                  .dates_given = spec.date_format.has_value(),
                  .date_rejects = spec.max_rejects,
                  .date_doubt = DateDoubt::role_given_up,
                  .threads = profile.threads,
                  .reject_bytes = share_for_rejects(profile.memory_bytes),
                  .spill_folder = profile.spill_folder,
                  .told = teller(sniffed, spec)};
    for (const ColumnRole& column : plan.roles.columns) {
        plan.columns.push_back(column.column);
    }
    sniffed.heads.clear();
    const ProfileLayout layout = lay_out_profile(plan.roles, profile);
    return read_rows(plan, [&layout] { return std::make_unique<ProfileSink>(layout); });
}

}  // namespace

Profile profile_files(const std::vector<std::string>& files, const IngestSpec& spec, const ProfileSpec& profile) {
    const RowsRead read = read_for_profile(files, spec, profile);
    std::vector<ProfileSink*> sinks;
    for (const auto& sink : read.sinks) {
        sinks.push_back(&dynamic_cast<ProfileSink&>(*sink));
    }
    return finish_profile(sinks, read, profile);
}

}  // namespace rfmeans
