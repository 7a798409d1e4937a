// What the sinks of all threads counted → the profile.
#pragma once

#include <vector>

#include "ingest/profile/profile_sink.hpp"
#include "ingest/read_rows.hpp"
#include "rfmeans/profile.hpp"

namespace rfmeans::ingest {

/// The layout of the sinks of a reading whose batches carry all columns of `roles`, in their order.
[[nodiscard]] ProfileLayout lay_out_profile(const RoleMap& roles, const ProfileSpec& spec);

/// `sinks` took all batches of the reading; they are used up.
[[nodiscard]] Profile finish_profile(const std::vector<ProfileSink*>& sinks, const RowsRead& read,
                                     const ProfileSpec& spec);

}  // namespace rfmeans::ingest
