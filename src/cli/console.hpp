// What a command may say, and where: results on stdout, everything else on stderr.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace rfmeans::cli {

enum class Talk { normal, quiet };

struct Console {
    std::ostream& out;         ///< results
    std::ostream& err;         ///< notes, warnings, progress, errors
    Talk talk = Talk::normal;  ///< quiet: results and errors only
    bool err_is_terminal = false;
    std::string command;  ///< the command line, quoted as a shell takes it

    void note(const std::string& message) const;
    void warn(const std::string& message) const;
    void warn(const std::vector<std::string>& messages) const;
};

/// Arguments as a shell takes them: "rfmeans run 'my shop.csv' -o out".
[[nodiscard]] std::string quote_command(const std::vector<std::string>& arguments);

/// 1234567 → "1,234,567".
[[nodiscard]] std::string with_commas(long long value);

/// 1536 → "1.5 KiB".
[[nodiscard]] std::string bytes_text(double bytes);

/// A few significant digits; "-" where undefined.
[[nodiscard]] std::string number_text(double value);

/// Rows of text as aligned columns: the first row is the header; columns of numbers are right-aligned.
[[nodiscard]] std::string table_text(std::vector<std::vector<std::string>> rows);

}  // namespace rfmeans::cli
