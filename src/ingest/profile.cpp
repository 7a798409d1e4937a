#include "rfmeans/profile.hpp"

#include "ingest/profile/finish_profile.hpp"

namespace rfmeans {

Profile profile_files(const std::vector<std::string>& files, const IngestSpec& spec,
                      const ProfileResources& resources) {
    ingest::RowsPlan plan{.files = files,
                          .roles = ingest::sniff_files(files, spec, ingest::NeededRoles::none).roles,
                          .columns = {},
                          .dates_given = spec.date_format.has_value(),
                          .date_rejects = spec.max_rejects,
                          .date_doubt = ingest::DateDoubt::role_given_up,
                          .threads = resources.threads,
                          .told = resources.told};
    for (const ColumnRole& column : plan.roles.columns) {
        plan.columns.push_back(column.column);
    }
    const ingest::ProfileLayout layout = ingest::lay_out_profile(plan.roles, resources);
    const ingest::RowsRead read =
        ingest::read_rows(plan, [&layout] { return std::make_unique<ingest::ProfileSink>(layout); });
    std::vector<ingest::ProfileSink*> sinks;
    for (const auto& sink : read.sinks) {
        sinks.push_back(&dynamic_cast<ingest::ProfileSink&>(*sink));
    }
    return ingest::finish_profile(sinks, read, resources);
}

}  // namespace rfmeans
