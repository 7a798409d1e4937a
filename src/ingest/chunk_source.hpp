// The files as chunks of whole records, in order, for any number of threads.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/byte_stream.hpp"
#include "ingest/encoding.hpp"
#include "ingest/record_cutter.hpp"
#include "ingest/row_parser.hpp"
#include "ingest/simd_structure.hpp"
#include "ingest/source.hpp"
#include "ingest/text_stream.hpp"

namespace rfmeans::ingest {

/// How the rows of one file are read.
struct FileLayout {
    std::string path;
    char delimiter = ',';
    bool checked_text = false;  ///< known to be text in UTF-8
    RowLayout rows;
    std::vector<std::size_t> numbers;  ///< places of number_fields()
    std::vector<std::size_t> columns;  ///< places of RowsPlan::columns; kNoPlace: not in this file

    static constexpr std::size_t kNoPlace = static_cast<std::size_t>(-1);
};

/// A piece of the rows of a file. Its room is used again for the next one.
struct Chunk {
    /// Bytes behind the text that may be read, as whole vectors are.
    static constexpr std::size_t kPadding = kBlockBytes;

    std::size_t file = 0, index = 0;
    std::shared_ptr<const FileLayout> layout;
    std::vector<char> room;
    std::size_t size = 0;
    bool quotes = false;
    bool unclosed_quote = false;  ///< as Cut
    TextMarks marks;

    [[nodiscard]] std::string_view text() const { return {room.data(), size}; }
};

/// What was found out in an earlier pass over the files.
struct FileFacts {
    std::optional<CodePage> page;    ///< of bytes that are no UTF-8; none: as in the head
    std::vector<DecimalMark> marks;  ///< of number_fields(); empty: those of the head
};

/// What is known of a file before its rows are counted.
struct OpenedFile {
    InputFile file;
    Dialect dialect;
    std::int64_t first_line = 1;  ///< of its rows
    TextCounts head;              ///< of what stands before its rows
    bool earlier = false;         ///< as an earlier ingest read it, the dialect of then
    bool ended = false;           ///< all of it was read
    std::shared_ptr<const FileLayout> layout;
};

struct ChunkPlan {
    std::vector<std::string> files;
    std::span<const KeptFile> earlier = {};  ///< before the files
    RoleMap roles;
    std::vector<std::string> columns;
    std::size_t chunk_bytes = 0;
    Fingerprint fingerprint = Fingerprint::sha256;
    std::vector<FileFacts> facts;  ///< [earlier + files]
};

class ChunkSource {
public:
    explicit ChunkSource(ChunkPlan plan);

    /// The next chunk of the files; false behind the last one, and after stop(). Errors: as open_source, for any
    /// of the threads; afterwards there are no more chunks.
    [[nodiscard]] bool next(Chunk& chunk);

    /// There are no more chunks, for any thread.
    void stop();

    /// Bytes of the files that were read.
    [[nodiscard]] std::int64_t position();

    /// Those that were opened; when no thread reads any more.
    [[nodiscard]] std::vector<OpenedFile>& opened() { return opened_; }

private:
    [[nodiscard]] const std::string& path_of(std::size_t file) const;
    void open_next();
    [[nodiscard]] std::unique_ptr<ByteStream> stream_rows(const Source& head, OpenedFile& opened);
    void end_file();
    [[nodiscard]] bool fill(Chunk& chunk);

    std::mutex mutex_;
    ChunkPlan plan_;
    bool stopped_ = false;
    std::vector<OpenedFile> opened_;
    std::unique_ptr<ByteStream> stream_;  // of the last of them; null: it was read
    TextStream* decoded_ = nullptr;       // the same where it is not UTF-8 on the disk
    RecordCutter cutter_{','};
    std::size_t index_ = 0;    // of its next chunk
    std::vector<char> carry_;  // begun record at the end of its last chunk
    std::int64_t done_ = 0;    // bytes of the files before it
};

}  // namespace rfmeans::ingest
