// Files → transactions, step by step, for read_transactions and profile_files.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "ingest/roles.hpp"
#include "ingest/transaction_builder.hpp"

namespace rfmeans::ingest {

/// The heads of all files and the roles of their columns.
struct SniffedFiles {
    std::vector<Source> heads;
    RoleMap roles;
};
/// Texts with too many distinct values in the heads have lost their role.
[[nodiscard]] SniffedFiles sniff_files(const std::vector<std::string>& files, const IngestSpec& spec,
                                       NeededRoles needed);

/// What becomes of a date column whose format nothing decides.
enum class DateDoubt { refused, role_given_up };

struct AssemblyPlan {
    std::vector<std::string> files;
    RoleMap roles;
    std::span<const KeptFile> earlier = {};  ///< before the files
    KeepTexts keep = KeepTexts::no;
    bool dates_found = false;      ///< with dates_given: it was an earlier ingest that decided
    bool dates_given = false;      ///< the date format stands; else it is what the tally over all rows decides
    RejectLimit date_rejects = 0;  ///< how many rows may speak against the date format
    DateDoubt date_doubt = DateDoubt::refused;
    RejectLimit max_rejects = 1;                                ///< 1: never refuse
    std::function<void(std::int64_t, std::int64_t)> told = {};  ///< bytes of the files done, rows; may be empty
};

/// Error{content} where more of the rows than `max_rejects` allows of a file were rejected; quotes its first one.
void check_rejects(const InputFile& file, const RejectedRow& first, const RejectLimit& max_rejects);

/// For AssemblyPlan::told and RowsPlan::told: what the spec wants to be told, with the size of all files. Empty where
/// it wants nothing.
[[nodiscard]] std::function<void(std::int64_t, std::int64_t)> teller(const SniffedFiles& files, const IngestSpec& spec);

/// Reads one file after the other; only one is in memory at a time. Where all rows together decide another date format
/// than the heads did, the files are read anew. Errors: Error{content} dates in doubt, too many rejects.
[[nodiscard]] Transactions assemble_transactions(const AssemblyPlan& plan);

/// Error{option} where spec.max_rejects is out of range.
void check_max_rejects(const IngestSpec& spec);

/// Error{content} where the rows are customers.
void refuse_customers(const RoleMap& roles, const std::vector<std::string>& files);

/// Error{content} quoting the first reject: no row could be read.
[[noreturn]] void refuse_no_rows(const RejectedRows& rejects);

}  // namespace rfmeans::ingest
