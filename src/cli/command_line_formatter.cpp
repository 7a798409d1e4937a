#include "cli/command_line_formatter.hpp"

namespace rfmeans::cli {
namespace {

constexpr std::size_t kColumn = 34;

class HelpFormatter final : public CLI::Formatter {
public:
    HelpFormatter() { column_width(kColumn); }

    std::string make_option_opts(const CLI::Option* option) const override {
        if (option->get_type_size() == 0 || option->get_expected_min() == 0) {
            return {};
        }
        std::string text = option->get_type_name().empty() ? std::string() : " " + option->get_type_name();
        if (!option->get_default_str().empty()) {
            text += " [" + option->get_default_str() + "]";
        }
        return text;
    }

    // Everything positional is needed by its command, which says so itself with an example.
    std::string make_option_usage(const CLI::Option* option) const override {
        const bool many = option->get_expected_max() >= CLI::detail::expected_max_vector_size;
        return make_option_name(option, true) + (many ? "..." : "");
    }

    std::string make_usage(const CLI::App* app, std::string name) const override {
        return CLI::Formatter::make_usage(app, name.empty() ? app->get_name() : name);
    }
};

}  // namespace

std::shared_ptr<CLI::Formatter> make_help_formatter() {
    return std::make_shared<HelpFormatter>();
}

}  // namespace rfmeans::cli
