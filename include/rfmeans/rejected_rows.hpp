// Rows that could not be parsed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace rfmeans {

/// A row that could not be parsed: kept, never silently lost.
struct RejectedRow {
    std::string file;
    std::int64_t line = 0;  ///< 1-based line of the file where the record starts
    std::string column;     ///< the column at fault; empty where the whole row is
    std::string reason;     ///< what was found and what was expected
    std::string text;       ///< the row as written, without its line end
};

/// All of them, in the order of files and lines: in memory, or where the reader keeps them (they may be too many).
class RejectedRows {
public:
    using Use = std::function<void(const RejectedRow&)>;

    /// Where rows are that are not in memory. Errors: as for_each.
    class Store {
    public:
        Store() = default;
        Store(const Store&) = delete;
        Store& operator=(const Store&) = delete;
        virtual ~Store() = default;
        [[nodiscard]] virtual std::size_t size() const = 0;
        [[nodiscard]] virtual RejectedRow at(std::size_t row) const = 0;
        virtual void for_each(const Use& use) const = 0;
    };

    RejectedRows() = default;
    explicit RejectedRows(std::shared_ptr<const Store> store) : store_(std::move(store)) {}

    /// Of rows in memory only.
    void push_back(RejectedRow row) { rows_.push_back(std::move(row)); }

    [[nodiscard]] std::size_t size() const { return store_ ? store_->size() : rows_.size(); }
    [[nodiscard]] bool empty() const { return size() == 0; }
    /// For a few: it may be read from the disk. Errors: as for_each.
    [[nodiscard]] RejectedRow operator[](std::size_t row) const { return store_ ? store_->at(row) : rows_[row]; }
    /// Errors: Error{resource} where they cannot be read back.
    void for_each(const Use& use) const;

private:
    std::vector<RejectedRow> rows_;
    std::shared_ptr<const Store> store_;
};

}  // namespace rfmeans
