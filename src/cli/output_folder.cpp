#include "cli/output_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>

#include "rfmeans/error.hpp"
#include "rfmeans/store.hpp"

namespace rfmeans::cli {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void refuse(const std::string& shown, const std::string& why, const std::string& remedy) {
    throw Error(Failure::resource, fmt::format("-o '{}' {}. {}", shown, why, remedy));
}

[[noreturn]] void fail(const std::string& shown, const std::error_code& cause) {
    refuse(shown, fmt::format("cannot be written ({})", cause.message()), "Choose another place");
}

void check_holds_only_ours(const fs::path& target, const std::string& shown, const FolderKind& kind) {
    for (const fs::directory_entry& entry : fs::directory_iterator(target)) {
        const std::string name = entry.path().filename().string();
        if (!entry.is_regular_file() || !kind.is_ours(name)) {
            refuse(shown, fmt::format("holds files of another origin ('{}')", name),
                   "They are never replaced, not even with --force: choose another folder");
        }
    }
    try {
        kind.verify(target);
    } catch (const Error& error) {
        refuse(shown, fmt::format("is no folder of an earlier run ({})", error.what()), "Choose another folder");
    }
}

// A folder cannot be renamed away where it is the root of a file system or somebody stands in it.
void check_can_be_replaced(const fs::path& target, const std::string& shown) {
    std::error_code ignored;
    if (fs::equivalent(target, fs::current_path(), ignored)) {
        refuse(shown, "is the current folder (the folder as a whole is made by the run)", "Give a new folder's name");
    }
    if (target == target.root_path() || fs::equivalent(target / "..", target, ignored)) {
        refuse(shown, "is the root folder", "Give a new folder's name");
    }
    struct stat own{};
    struct stat above{};
    if (stat(target.c_str(), &own) == 0 && stat(target.parent_path().c_str(), &above) == 0 &&
        own.st_dev != above.st_dev) {
        refuse(shown, "is a file system of its own (it cannot be replaced as a whole)",
               fmt::format("Give a folder in it, for example '{}'", (fs::path(shown) / "results").string()));
    }
}

/// models.csv, kK.labels.npy or kK.centroids.npy.
bool is_points_file(const std::string& name) {
    const std::size_t digits = name.starts_with('k') ? name.find_first_not_of("0123456789", 1) : std::string::npos;
    if (digits == std::string::npos || digits == 1) {
        return name == "models.csv";
    }
    const std::string rest = name.substr(digits);
    return rest == ".labels.npy" || rest == ".centroids.npy";
}

}  // namespace

FolderKind run_folder() {
    static constexpr std::array kNames = {"study.h5",     "report.html",   "report.json",
                                          "segments.csv", "customers.csv", "rejects.csv"};
    return {.is_ours =
                [](const std::string& name) { return std::find(kNames.begin(), kNames.end(), name) != kNames.end(); },
            .verify = [](const fs::path& folder) { (void)load_study((folder / "study.h5").string()); }};
}

FolderKind points_folder() {
    return {.is_ours = is_points_file, .verify = [](const fs::path& folder) {
                std::string header;
                std::getline(std::ifstream(folder / "models.csv") >> std::ws, header);
                if (!header.starts_with("k,seed,")) {
                    throw Error(Failure::resource, "it has no models.csv of rfmeans");
                }
            }};
}

OutputFolder::OutputFolder(const std::string& path, const FolderKind& kind, Replace replace) : shown_(path) {
    std::error_code error;
    fs::path plain = fs::absolute(path).lexically_normal();
    if (!plain.has_filename()) {
        plain = plain.parent_path();
    }
    const fs::file_status status = fs::status(plain, error);
    if (!fs::exists(status) && fs::is_symlink(fs::symlink_status(plain, error))) {
        refuse(shown_, "is a link to nowhere", "Remove it, or give another folder");
    }
    target_ = fs::exists(status) ? fs::canonical(plain) : plain;
    temporary_ = temporary_sibling(target_);
    if (fs::exists(status)) {
        if (!fs::is_directory(status)) {
            refuse(shown_, "is a file (a folder of results is written here)", "Give a folder's name");
        }
        check_can_be_replaced(target_, shown_);
        if (!fs::is_empty(target_)) {
            check_holds_only_ours(target_, shown_, kind);
            if (replace == Replace::never) {
                refuse(shown_, "holds an earlier run", "Give --force to replace it, or another folder");
            }
        }
    }
    remove_stale_siblings(target_);
    check_parent_folder(target_, "-o");
}

OutputFolder::~OutputFolder() {
    if (made_) {
        std::error_code ignored;
        fs::remove_all(temporary_, ignored);
    }
}

fs::path OutputFolder::place(const std::string& name) {
    if (!made_) {
        std::error_code error;
        fs::create_directory(temporary_, error);
        if (error) {
            fail(shown_, error);
        }
        made_ = true;
    }
    return temporary_ / name;
}

void OutputFolder::write(const std::string& name, const Writer& writer) {
    write_plain_file(place(name), (fs::path(shown_) / name).string(), writer);
}

void OutputFolder::commit() {
    std::error_code error;
    if (fs::exists(target_) && !fs::is_empty(target_)) {
        // Linux swaps the two in one step: at every moment there is a whole run at the place.
        if (renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) == 0) {
            made_ = false;
            fs::remove_all(temporary_, error);
            return;
        }
        const fs::path aside = temporary_.string() + "-old";
        fs::rename(target_, aside, error);
        if (!error) {
            fs::rename(temporary_, target_, error);
            if (error) {
                std::error_code ignored;
                fs::rename(aside, target_, ignored);
            } else {
                made_ = false;
                fs::remove_all(aside, error);
                return;
            }
        }
    } else {
        fs::rename(temporary_, target_, error);
        made_ = static_cast<bool>(error);
    }
    if (error) {
        fail(shown_, error);
    }
}

}  // namespace rfmeans::cli
