#include "cli/output_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <fstream>
#include <functional>
#include <ostream>

#include "cli/interrupt.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::cli {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void cannot_write(const std::string& path, int cause) {
    const char* remedy = cause == ENOSPC || cause == EDQUOT ? "Free some space or choose another place with -o"
                                                            : "Choose another place with -o";
    throw Error(Failure::resource, fmt::format("'{}' cannot be written ({}). {}", path,
                                               cause != 0 ? std::strerror(cause) : "input/output error", remedy));
}

void flush_to_disk(const fs::path& path, const std::string& shown_path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        cannot_write(shown_path, errno);
    }
    const int failed = fsync(file) == 0 ? 0 : errno;
    close(file);
    // Some file systems cannot sync: that is no failure of the write.
    if (failed != 0 && failed != EINVAL && failed != EROFS) {
        cannot_write(shown_path, failed);
    }
}

/// A file that remembers why a write failed, and fails after an interrupt: that ends long writers soon.
class InterruptibleFile final : public std::filebuf {
public:
    [[nodiscard]] int cause() const { return cause_; }

protected:
    int_type overflow(int_type c) override {
        return interrupt_pending() ? traits_type::eof() : noted(std::filebuf::overflow(c), traits_type::eof());
    }
    std::streamsize xsputn(const char* text, std::streamsize size) override {
        return interrupt_pending() ? 0 : noted(std::filebuf::xsputn(text, size), size, std::not_equal_to<>{});
    }
    int sync() override { return noted(std::filebuf::sync(), -1); }

private:
    template <class T, class Failed = std::equal_to<>>
    T noted(T result, T compared, Failed failed = {}) {
        if (failed(result, compared) && cause_ == 0) {
            cause_ = errno;
        }
        return result;
    }

    int cause_ = 0;
};

void write_stream(const fs::path& path, const std::string& shown_path, const Writer& writer) {
    InterruptibleFile file;
    errno = 0;
    if (file.open(path, std::ios::binary | std::ios::out | std::ios::trunc) == nullptr) {
        cannot_write(shown_path, errno);
    }
    std::ostream out(&file);
    writer(out);
    out.flush();
    check_interrupt();
    const bool closed = file.close() != nullptr;
    if (!out || !closed) {
        cannot_write(shown_path, file.cause() != 0 ? file.cause() : errno);
    }
}

}  // namespace

fs::path temporary_sibling(const fs::path& path) {
    return path.parent_path() / fmt::format(".{}.rfmeans-{}", path.filename().string(), getpid());
}

void check_parent_folder(const fs::path& path, const std::string& option) {
    const fs::path parent = fs::absolute(path).parent_path();
    std::error_code ignored;
    if (!fs::is_directory(parent, ignored)) {
        throw Error(Failure::resource,
                    fmt::format("{} '{}' cannot be written (there is no folder '{}'). Make it first, or choose another "
                                "place",
                                option, path.string(), parent.string()));
    }
    // Trying it out is the only answer that read-only mounts, quotas and permissions all agree with.
    const fs::path probe = temporary_sibling(fs::absolute(path));
    const int file = open(probe.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) {
        cannot_write(path.string(), errno);
    }
    close(file);
    unlink(probe.c_str());
}

void remove_stale_siblings(const fs::path& path) {
    const std::string start = "." + path.filename().string() + ".rfmeans-";
    const std::string aside = "-old";
    std::error_code ignored;
    std::vector<fs::path> stale;
    for (const fs::directory_entry& entry : fs::directory_iterator(path.parent_path(), ignored)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with(start)) {
            continue;
        }
        const bool moved_aside = name.ends_with(aside);
        const std::string number =
            name.substr(start.size(), name.size() - start.size() - (moved_aside ? aside.size() : 0));
        pid_t process = 0;
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), process);
        const bool ours = error == std::errc{} && end == number.data() + number.size() && process > 0;
        const bool needed = !fs::exists(path) && (moved_aside || fs::exists(entry.path().string() + aside));
        // kill(0, 0) would ask for the whole group
        const bool dead = ours && (process == getpid() || (kill(process, 0) != 0 && errno == ESRCH));
        if (!needed && dead) {
            stale.push_back(entry.path());
        }
    }
    for (const fs::path& left : stale) {
        fs::remove_all(left, ignored);
    }
}

void check_output_file(const std::string& path, const OutputCheck& check) {
    if (path == "-") {
        return;
    }
    std::error_code ignored;
    const fs::file_status status = fs::status(path, ignored);
    if (fs::is_directory(status)) {
        throw Error(Failure::resource,
                    fmt::format("{} '{}' is a folder (a file is written here). Give a file name", check.option, path));
    }
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        return;
    }
    for (const std::string& input : check.inputs) {
        if (fs::exists(status) && fs::equivalent(path, input, ignored)) {
            throw Error(Failure::resource, fmt::format("{} '{}' is also an input (it would be lost). Give another file "
                                                       "name",
                                                       check.option, path));
        }
    }
    if (fs::exists(status) && check.existing == Existing::refused) {
        throw Error(Failure::resource, fmt::format("{} '{}' is there already. Give --force to replace it, or another "
                                                   "file name",
                                                   check.option, path));
    }
    remove_stale_siblings(fs::exists(status) ? fs::canonical(path) : fs::absolute(path));
    check_parent_folder(path, check.option);
}

void write_output_file(const std::string& path, std::ostream& standard_output, const Writer& writer) {
    if (path == "-") {
        writer(standard_output);
        return;
    }
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        write_stream(path, path, writer);
        return;
    }
    const DeferredInterrupts whole_or_nothing;
    // A link stays a link: the file it names is replaced.
    const fs::path target = fs::exists(status) ? fs::canonical(path) : fs::absolute(path);
    const fs::path temporary = temporary_sibling(target);
    try {
        write_plain_file(temporary, path, writer);
        check_interrupt();
        fs::rename(temporary, target, error);
        if (error) {
            cannot_write(path, error.value());
        }
    } catch (...) {
        fs::remove(temporary, error);
        throw;
    }
}

void write_plain_file(const fs::path& path, const std::string& shown_path, const Writer& writer) {
    write_stream(path, shown_path, writer);
    flush_to_disk(path, shown_path);
}

}  // namespace rfmeans::cli
