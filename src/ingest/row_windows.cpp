#include "ingest/row_windows.hpp"

#include <algorithm>

namespace rfmeans::ingest {
namespace {

// Text and places of a window stay in the first cache.
constexpr std::size_t kWindowBytes = std::size_t{1} << 13;

}  // namespace

void RowWindows::begin(const DelimitedText& text, std::size_t from, std::int64_t line) {
    text_ = text.text;
    delimiter_ = text.delimiter;
    marked_ = from == 0 ? text.separators : nullptr;
    state_ = {};
    well_formed_ = true;
    scanned_ = start_ = from;
    line_ = line;
    found_ = {};
    row_ = separator_ = inner_ = 0;
}

void RowWindows::list_row_ends() {
    std::size_t rows = 0;
    for (std::size_t i = 0; i < found_.count; ++i) {
        row_ends_[rows] = static_cast<std::uint32_t>(i);
        rows += text_[places()[i]] == '\n' ? 1 : 0;
    }
}

// Where there are as many line feeds as rows, and each row has one at its end, no row has another.
std::optional<RowMatrix> RowWindows::rest(std::size_t fields) {
    const std::size_t rows = found_.line_feeds;
    const std::uint32_t* const ends = places();
    if (row_ > 0 || rows == 0 || found_.inner > 0 || found_.count < fields) {
        return std::nullopt;
    }
    const bool returns = text_[ends[fields - 1]] == '\r';
    const std::size_t stride = fields + (returns ? 1 : 0);
    if (rows * stride > found_.count) {
        return std::nullopt;
    }
    std::size_t differing = 0;
    for (std::size_t i = 1; i <= rows; ++i) {
        differing += text_[ends[i * stride - 1]] != '\n' ? 1 : 0;
    }
    for (std::size_t i = 1; found_.returns && i <= rows; ++i) {
        const std::uint32_t feed = ends[i * stride - 1];
        differing += (feed > 0 && text_[feed - 1] == '\r') != returns ? 1 : 0;
    }
    return differing == 0 ? std::optional(RowMatrix{text_, ends, fields, stride, rows, line_}) : std::nullopt;
}

void RowWindows::skip(const RowMatrix& rows) {
    row_ += rows.rows;
    separator_ += rows.rows * rows.stride;
    start_ = places()[separator_ - 1] + std::size_t{1};
    line_ += static_cast<std::int64_t>(rows.rows);
}

bool RowWindows::advance() {
    if (!well_formed_ || scanned_ == text_.size()) {
        return false;
    }
    // The begun row comes first; rows that take several windows double the window, for linear time.
    const std::size_t left = found_.count - separator_, left_inner = found_.inner - inner_;
    std::copy_n(places() + separator_, left, places());
    std::copy_n(inner_lines_.begin() + static_cast<std::ptrdiff_t>(inner_), left_inner, inner_lines_.begin());
    found_ = {.count = left, .inner = left_inner, .returns = found_.returns};
    row_ = separator_ = inner_ = 0;
    const std::size_t window = std::max(kWindowBytes, (scanned_ - start_) / kBlockBytes * kBlockBytes);
    const std::size_t room = left + left_inner + window + kBlockBytes;
    if (row_ends_.size() < room) {
        places_.resize(room + 1);
        row_ends_.resize(room);
        inner_lines_.resize(room);
    }
    places_[0] = static_cast<std::uint32_t>(start_ - 1);
    found_.places = places();
    found_.inner_lines = inner_lines_.data();
    const std::size_t end = std::min(text_.size(), scanned_ + window);
    if (marked_ != nullptr) {
        list_separators(text_, marked_, scanned_, end, found_);
        scanned_ = end;
        return true;
    }
    scanned_ = find_separators(text_, scanned_, end, delimiter_, state_, found_);
    well_formed_ = scanned_ == end;
    return true;
}

}  // namespace rfmeans::ingest
