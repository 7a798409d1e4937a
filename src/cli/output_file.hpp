// Files that are there whole or not at all: written beside their place, flushed to disk, then renamed.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

namespace rfmeans::cli {

using Writer = std::function<void(std::ostream&)>;

/// Whether something may stand at the place of an output file.
enum class Existing { replaced, refused };

/// Errors: Error{resource} where `path` cannot be written later: a folder, no such parent, not writable, an input file,
/// or there already although refused. Leaves nothing behind. `option` names it in messages: "-o".
struct OutputCheck {
    std::string option = "-o";
    Existing existing = Existing::replaced;
    std::vector<std::string> inputs = {};
};
void check_output_file(const std::string& path, const OutputCheck& check);

/// Writes `path` whole or not at all; "-" is `standard_output`; devices and pipes are written in place.
/// Errors: Error{resource} naming the file and the cause.
void write_output_file(const std::string& path, std::ostream& standard_output, const Writer& writer);

/// Writes a file directly and flushes it to disk: for a folder that is renamed as a whole.
void write_plain_file(const std::filesystem::path& path, const std::string& shown_path, const Writer& writer);

/// A name beside `path`, hidden, of this process: ".NAME.rfmeans-PID".
[[nodiscard]] std::filesystem::path temporary_sibling(const std::filesystem::path& path);

/// Removes what killed processes left beside `path` under such names, also one that had this process's number; before
/// this process writes there. Of a name ending in "-old" only where `path` is
/// there: else it is all that is left of it.
void remove_stale_siblings(const std::filesystem::path& path);

/// Errors: Error{resource} where a folder that is to hold `path` is missing or not writable.
void check_parent_folder(const std::filesystem::path& path, const std::string& option);

}  // namespace rfmeans::cli
