#include "cli/append.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "cli/console.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::cli {
namespace {

void require_transactions(const Study& study, const std::string& shown, const std::vector<std::string>& files) {
    if (study.transactions) {
        return;
    }
    std::vector<std::string> all;
    for (const InputFile& input : study.provenance.inputs) {
        all.push_back(input.path);
    }
    all.insert(all.end(), files.begin(), files.end());
    all.insert(all.begin(), "ingest");
    all.insert(all.end(), {"-o", shown, "--force", "--keep-transactions"});
    throw Error(Failure::resource,
                fmt::format("'{}' was made without --keep-transactions (its customers' rows are needed to add files). "
                            "Make it anew, with its other options, from all files: {}",
                            shown, quote_command(all)));
}

[[noreturn]] void refuse_known(const std::string& file, const std::string& shown, const std::string& what) {
    throw Error(Failure::resource, fmt::format("'{}' {} (its rows would count double). Leave it out, or make '{}' anew "
                                               "from the files that belong to it",
                                               file, what, shown));
}

// A name tells less than the bytes, but a file that has changed since would count its old rows a second time.
void check_names(const std::vector<InputFile>& inputs, const std::string& shown,
                 const std::vector<std::string>& files) {
    std::error_code ignored;
    for (const std::string& file : files) {
        for (const InputFile& input : inputs) {
            if (file != "-" && std::filesystem::weakly_canonical(file, ignored) ==
                                   std::filesystem::weakly_canonical(input.path, ignored)) {
                const bool same_size =
                    static_cast<std::int64_t>(std::filesystem::file_size(file, ignored)) == input.bytes;
                refuse_known(file, shown,
                             fmt::format("is in '{}' already{}", shown,
                                         same_size ? "" : ", with other content: it has changed since"));
            }
        }
    }
}

void check_contents(const std::vector<InputFile>& inputs, std::size_t earlier, const std::string& shown) {
    for (std::size_t i = earlier; i < inputs.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (inputs[i].sha256 == inputs[j].sha256) {
                refuse_known(inputs[i].path, shown,
                             fmt::format("has the bytes of '{}', which is in '{}' already", inputs[j].path, shown));
            }
        }
    }
}

// A column that kept its role keeps the reason it was found by.
void restore_reasons(const std::vector<ColumnRole>& earlier, std::vector<ColumnRole>& roles) {
    for (ColumnRole& role : roles) {
        const auto known = std::find_if(earlier.begin(), earlier.end(), [&](const ColumnRole& other) {
            return other.column == role.column && other.role == role.role;
        });
        if (known != earlier.end() && role.reason.starts_with("as in the study")) {
            role.reason = known->reason;
        }
    }
}

std::vector<KeptFile> take_files(Study& study) {
    std::vector<KeptFile> files;
    for (std::size_t i = 0; i < study.provenance.inputs.size(); ++i) {
        files.push_back({study.provenance.inputs[i], std::move(study.transactions->texts[i])});
    }
    study.transactions.reset();
    return files;
}

}  // namespace

IngestSpec stored_ingest_spec(const Study& study, IngestSpec given) {
    for (const ColumnRole& role : study.roles) {
        if (!is_kept(role.role) && role.role != Role::ignored) {
            std::string& columns = given.study_columns[role_name(role.role)];
            columns += (columns.empty() ? "" : "+") + role.column;
        }
    }
    // A role that has no column there has none here: else a total, say, that the study left out would be taken.
    const bool customers = given.study_columns.contains(role_name(Role::frequency));
    const std::vector<Role> optional = customers ? std::vector{Role::customer, Role::monetary}
                                                 : std::vector{Role::order, Role::quantity, Role::price, Role::total};
    for (const Role role : optional) {
        given.study_columns.emplace(role_name(role), "-");
    }
    if (!given.date_format) {
        given.date_format = study.dates.format;
        given.date_format_found = !study.dates.given;
    }
    if (given.where.empty()) {
        given.where = study.filters;
    }
    return given;
}

Ingested append_files(Study study, const std::string& shown, const std::vector<std::string>& files, AggregateSpec spec,
                      const Console& console) {
    require_transactions(study, shown, files);
    check_names(study.provenance.inputs, shown, files);
    const std::vector<KeptFile> earlier = take_files(study);
    spec.ingest = stored_ingest_spec(study, std::move(spec.ingest));
    spec.ingest.earlier = earlier;
    spec.ingest.keep = KeepTexts::yes;
    spec.rfm = study.rfm_spec;
    Ingested result = ingest_files(files, spec, console);
    check_contents(result.study.provenance.inputs, earlier.size(), shown);
    restore_reasons(study.roles, result.study.roles);
    study.provenance.inputs = std::move(result.study.provenance.inputs);
    result.study.provenance = std::move(study.provenance);
    return result;
}

}  // namespace rfmeans::cli
