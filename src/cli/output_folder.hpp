#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "cli/output_file.hpp"

namespace rfmeans::cli {

enum class Replace { never, earlier_run };

/// What kind of run fills the folder, and so which files an earlier run of that kind may have left.
struct FolderKind {
    std::function<bool(const std::string& name)> is_ours;      ///< file names such a run writes
    std::function<void(const std::filesystem::path&)> verify;  ///< throws Error where a folder is no earlier run
};
[[nodiscard]] FolderKind run_folder();     ///< of `run`: study.h5 is there, and is a study
[[nodiscard]] FolderKind points_folder();  ///< of `sweep --points`: models.csv is there

/// A folder of results that appears whole: files are written into a hidden sibling, which takes the folder's place at
/// the end. An earlier run is replaced in one step, and only by a complete one. Nothing is left behind on any failure.
class OutputFolder {
public:
    /// Checks everything that can be checked before the work. Errors: Error{resource} the place is a file, holds other
    /// files (refused even with Replace::earlier_run), holds an earlier run (Replace::never), or cannot be written.
    OutputFolder(const std::string& path, const FolderKind& kind, Replace replace);
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;
    ~OutputFolder();  ///< removes the hidden sibling where commit() was not reached

    /// Where a file is to be written by other means; makes the hidden sibling.
    [[nodiscard]] std::filesystem::path place(const std::string& name);
    void write(const std::string& name, const Writer& writer);
    void commit();

private:
    std::string shown_;
    std::filesystem::path target_;
    std::filesystem::path temporary_;
    bool made_ = false;
};

}  // namespace rfmeans::cli
