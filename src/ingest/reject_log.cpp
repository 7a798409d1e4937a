#include "ingest/reject_log.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <string_view>

namespace rfmeans::ingest {
namespace {

/// Of a row on disk: its line, the sizes of column, reason and text, which follow.
using RowHead = std::array<std::int64_t, 4>;

std::string pack(const std::vector<RejectedRow>& rows) {
    std::string bytes;
    for (const RejectedRow& row : rows) {
        const RowHead head = {row.line, std::ssize(row.column), std::ssize(row.reason), std::ssize(row.text)};
        bytes.append(reinterpret_cast<const char*>(head.data()), sizeof head);
        bytes.append(row.column).append(row.reason).append(row.text);
    }
    return bytes;
}

std::vector<RejectedRow> unpack(std::string_view bytes) {
    std::vector<RejectedRow> rows;
    const auto take = [&bytes](std::int64_t size) {
        const std::string_view taken = bytes.substr(0, static_cast<std::size_t>(size));
        bytes.remove_prefix(taken.size());
        return taken;
    };
    while (!bytes.empty()) {
        RowHead head{};
        std::memcpy(head.data(), take(sizeof head).data(), sizeof head);
        RejectedRow& row = rows.emplace_back();
        row.line = head[0];
        row.column = take(head[1]);
        row.reason = take(head[2]);
        row.text = take(head[3]);
    }
    return rows;
}

class JoinedRejects final : public RejectedRows::Store {
public:
    JoinedRejects(std::shared_ptr<const RejectLog> log, std::vector<RejectPart> parts)
        : log_(std::move(log)), parts_(std::move(parts)) {
        for (const RejectPart& part : parts_) {
            ends_.push_back((ends_.empty() ? 0 : ends_.back()) + part.logged.rows);
        }
    }

    [[nodiscard]] std::size_t size() const override { return ends_.empty() ? 0 : ends_.back(); }

    [[nodiscard]] RejectedRow at(std::size_t row) const override {
        const auto part = static_cast<std::size_t>(std::ranges::upper_bound(ends_, row) - ends_.begin());
        return read(part)[row - (part == 0 ? 0 : ends_[part - 1])];
    }

    void for_each(const RejectedRows::Use& use) const override {
        for (std::size_t part = 0; part < parts_.size(); ++part) {
            for (const RejectedRow& row : read(part)) {
                use(row);
            }
        }
    }

private:
    [[nodiscard]] std::vector<RejectedRow> read(std::size_t number) const {
        const RejectPart& part = parts_[number];
        std::vector<RejectedRow> rows = log_->read(part.logged);
        for (RejectedRow& row : rows) {
            row.file = part.path;
            row.line += part.lines_before;
        }
        return rows;
    }

    std::shared_ptr<const RejectLog> log_;
    std::vector<RejectPart> parts_;
    std::vector<std::size_t> ends_;  // [parts] rows up to and with it
};

}  // namespace

LoggedRejects RejectLog::add(const std::vector<RejectedRow>& rows) {
    LoggedRejects logged{.rows = rows.size()};
    std::string bytes = pack(rows);
    const std::int64_t size = std::ssize(bytes);
    if (size == 0 || limit_ == 0 || kept_.fetch_add(size) + size <= limit_) {
        logged.bytes = std::move(bytes);
        return logged;
    }
    kept_ -= size;
    logged.offset = file_.write({std::span(bytes)});
    logged.disk_bytes = bytes.size();
    return logged;
}

std::vector<RejectedRow> RejectLog::read(const LoggedRejects& logged) const {
    if (logged.disk_bytes == 0) {
        return unpack(logged.bytes);
    }
    std::string bytes(logged.disk_bytes, '\0');
    file_.read(logged.offset, bytes);
    return unpack(bytes);
}

RejectedRows join_rejects(std::shared_ptr<const RejectLog> log, std::vector<RejectPart> parts) {
    std::erase_if(parts, [](const RejectPart& part) { return part.logged.rows == 0; });
    return RejectedRows(std::make_shared<JoinedRejects>(std::move(log), std::move(parts)));
}

}  // namespace rfmeans::ingest
