#include "ingest/chunk_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <new>

#include "ingest/source.hpp"
#include "rfmeans/error.hpp"

namespace rfmeans::ingest {
namespace {

/// Text that lies in memory.
class MemoryStream final : public ByteStream {
public:
    explicit MemoryStream(Source source)
        : text_(std::move(source.text)),
          at_(source.first_row.offset),
          bytes_(source.file.bytes),
          fingerprint_(std::move(source.file.sha256)) {}

    std::size_t read(char* to, std::size_t most) override {
        const std::size_t size = std::min(most, text_.size() - at_);
        std::memcpy(to, text_.data() + at_, size);
        at_ += size;
        return size;
    }

    [[nodiscard]] std::int64_t position() const override {
        return text_.empty() ? bytes_
                             : static_cast<std::int64_t>(static_cast<double>(at_) / static_cast<double>(text_.size()) *
                                                         static_cast<double>(bytes_));
    }
    [[nodiscard]] std::string fingerprint() override { return fingerprint_; }

private:
    std::string text_;
    std::size_t at_;
    std::int64_t bytes_;
    std::string fingerprint_;
};

// Whether the header of the file is sure to end in the head, and to be read in the page of the whole.
bool is_header_sure(const Source& head) {
    const std::size_t end = head.first_row.offset;
    const bool ends_within = 2 * end < head.text.size() && head.text.find('\n') != std::string::npos;
    return !head.cut || (ends_within && end <= PageEvidence::kSample);
}

std::shared_ptr<FileLayout> lay_out_file(const Source& source, const ChunkPlan& plan, const FileFacts& facts) {
    auto layout = std::make_shared<FileLayout>();
    layout->path = source.file.path;
    layout->delimiter = source.dialect.delimiter;
    layout->rows = lay_out_rows(source, plan.roles);
    for (RoleField* number : number_fields(layout->rows)) {
        if (!facts.marks.empty()) {
            number->mark = facts.marks[layout->numbers.size()];
        }
        layout->numbers.push_back(number->place);
    }
    for (const std::string& column : plan.columns) {
        const auto found = std::find(source.header.begin(), source.header.end(), column);
        layout->columns.push_back(found == source.header.end()
                                      ? FileLayout::kNoPlace
                                      : static_cast<std::size_t>(found - source.header.begin()));
    }
    return layout;
}

}  // namespace

ChunkSource::ChunkSource(ChunkPlan plan) : plan_(std::move(plan)) {}

bool ChunkSource::next(Chunk& chunk) {
    const std::lock_guard lock(mutex_);
    try {
        while (!stopped_) {
            if (!stream_) {
                if (opened_.size() == plan_.facts.size()) {
                    return false;
                }
                open_next();
            }
            if (fill(chunk)) {
                return true;
            }
            end_file();
        }
        return false;
    } catch (const std::bad_alloc&) {
        stopped_ = true;
        throw Error(Failure::resource, fmt::format("'{}' does not fit into memory (one of its records is too long). "
                                                   "Check that it is a table",
                                                   path_of(std::max<std::size_t>(opened_.size(), 1) - 1)));
    } catch (...) {
        stopped_ = true;
        throw;
    }
}

void ChunkSource::stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
}

std::int64_t ChunkSource::position() {
    const std::lock_guard lock(mutex_);
    return done_ + (stream_ ? stream_->position() : 0);
}

const std::string& ChunkSource::path_of(std::size_t file) const {
    const std::size_t earlier = plan_.earlier.size();
    return file < earlier ? plan_.earlier[file].file.path : plan_.files[file - earlier];
}

void ChunkSource::open_next() {
    const std::size_t next = opened_.size();
    const bool earlier = next < plan_.earlier.size();
    const std::string& path = path_of(next);
    const FileFacts& facts = plan_.facts[next];
    Source source = earlier ? open_kept(plan_.earlier[next], Extent::whole) : open_source(path, Extent::head);
    const bool streamed = !earlier && is_header_sure(source);
    if (!streamed && !earlier) {
        source = open_source(path, Extent::whole);
    }
    const auto layout = lay_out_file(source, plan_, facts);
    OpenedFile opened{.file = source.file, .dialect = source.dialect, .first_line = source.first_row.line, .head = {}};
    opened.earlier = earlier;
    cutter_ = RecordCutter(source.dialect.delimiter);
    index_ = 0;
    carry_.clear();
    if (streamed) {
        stream_ = stream_rows(source, opened);
    } else {
        if (plan_.fingerprint == Fingerprint::none) {
            source.file.sha256.clear();
        }
        stream_ = std::make_unique<MemoryStream>(std::move(source));
    }
    layout->checked_text = !streamed || decoded_ != nullptr;
    opened.layout = layout;
    opened_.push_back(std::move(opened));
}

// The file behind its header, UTF-8 as it is.
std::unique_ptr<ByteStream> ChunkSource::stream_rows(const Source& head, OpenedFile& opened) {
    const std::string_view before = std::string_view(head.text).substr(0, head.first_row.offset);
    opened.dialect.quotes = before.find('"') != std::string_view::npos;
    Encoding& encoding = opened.dialect.encoding;
    const std::optional<CodePage>& page = plan_.facts[opened_.size()].page;
    auto stream = open_stream(head.file.path, head.dialect.packing, plan_.fingerprint);
    if (encoding.form == UnicodeForm::utf8 && encoding.foreign_bytes == 0 && !page) {
        opened.head = {.bytes = mark_bytes(encoding)};
        opened.head.append(count_text(before));
        skip_bytes(*stream, mark_bytes(encoding) + before.size());
        return stream;
    }
    if (encoding.form == UnicodeForm::utf8) {
        encoding.page = page ? *page : find_page(head.file.path, encoding, head.dialect.packing);
    }
    auto text = std::make_unique<TextStream>(head.file.path, encoding, std::move(stream));
    skip_bytes(*text, before.size());
    decoded_ = text.get();
    return text;
}

void ChunkSource::end_file() {
    OpenedFile& file = opened_.back();
    file.ended = true;
    file.file.sha256 = stream_->fingerprint();
    if (decoded_ != nullptr) {
        file.dialect.encoding.foreign_bytes = decoded_->foreign_bytes();
        decoded_ = nullptr;
    }
    done_ += file.file.bytes;
    stream_.reset();
}

// The begun record of the last chunk and the bytes behind it, up to the last record end. More than chunk_bytes are read
// only where no record ends in them: then twice as many, so that long records take linear time.
bool ChunkSource::fill(Chunk& chunk) {
    std::size_t wanted = std::max(plan_.chunk_bytes, carry_.size() + 1);
    std::size_t size = carry_.size();
    chunk.room.resize(std::max(chunk.room.size(), wanted + Chunk::kPadding));
    std::copy(carry_.begin(), carry_.end(), chunk.room.begin());
    while (true) {
        TextEnd end = TextEnd::open;
        while (size < wanted && end == TextEnd::open) {
            const std::size_t got = stream_->read(chunk.room.data() + size, wanted - size);
            size += got;
            end = got == 0 ? TextEnd::last : TextEnd::open;
        }
        const std::string_view text(chunk.room.data(), size);
        const Cut cut = cutter_.cut(text, end);
        if (cut.size == 0 && end == TextEnd::open) {
            wanted *= 2;
            chunk.room.resize(std::max(chunk.room.size(), wanted + Chunk::kPadding));
            continue;
        }
        carry_.assign(text.begin() + static_cast<std::ptrdiff_t>(cut.size), text.end());
        chunk.file = opened_.size() - 1;
        chunk.index = index_++;
        chunk.layout = opened_.back().layout;
        chunk.size = cut.size;
        chunk.quotes = cut.quotes;
        chunk.unclosed_quote = cut.unclosed_quote;
        std::swap(chunk.marks, cutter_.marks());
        return cut.size > 0;
    }
}

}  // namespace rfmeans::ingest
