#include "ingest/row_windows.hpp"

#include <algorithm>

namespace rfmeans::ingest {
namespace {

// Text and places of a window stay in the first cache.
constexpr std::size_t kWindowBytes = std::size_t{1} << 13;

}  // namespace

void RowWindows::begin(std::string_view text, char delimiter, std::size_t from, std::int64_t line) {
    text_ = text;
    delimiter_ = delimiter;
    state_ = {};
    well_formed_ = true;
    scanned_ = start_ = from;
    line_ = line;
    found_ = {};
    row_ = separator_ = inner_ = 0;
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
    found_.row_ends = row_ends_.data();
    found_.inner_lines = inner_lines_.data();
    const std::size_t end = std::min(text_.size(), scanned_ + window);
    scanned_ = find_separators(text_, scanned_, end, delimiter_, state_, found_);
    well_formed_ = scanned_ == end;
    return true;
}

}  // namespace rfmeans::ingest
