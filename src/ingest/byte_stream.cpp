#include "ingest/byte_stream.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ingest/packing.hpp"
#include "ingest/parquet.hpp"
#include "ingest/spool.hpp"
#include "rfmeans/error.hpp"
#include "rfmeans/sha256.hpp"

namespace rfmeans::ingest {
namespace {

class PlainStream final : public ByteStream {
public:
    PlainStream(std::string path, Fingerprint fingerprint)
        : path_(std::move(path)), file_(::open(readable_path(path_).c_str(), O_RDONLY | O_CLOEXEC)) {
        if (file_ < 0) {
            throw Error(Failure::resource,
                        fmt::format("'{}' cannot be opened ({}). Check its rights", path_, std::strerror(errno)));
        }
        if (fingerprint == Fingerprint::sha256) {
            hash_.emplace();
        }
    }
    PlainStream(const PlainStream&) = delete;
    PlainStream& operator=(const PlainStream&) = delete;
    ~PlainStream() override { ::close(file_); }

    std::size_t read(char* to, std::size_t most) override {
        ssize_t got = -1;
        do {
            got = ::read(file_, to, most);
        } while (got < 0 && errno == EINTR);
        if (got < 0) {
            throw Error(Failure::resource,
                        fmt::format("'{}' cannot be read ({}). Check the disk", path_, std::strerror(errno)));
        }
        if (hash_) {
            hash_->update(std::as_bytes(std::span(to, static_cast<std::size_t>(got))));
        }
        position_ += got;
        return static_cast<std::size_t>(got);
    }

    [[nodiscard]] std::int64_t position() const override { return position_; }
    [[nodiscard]] std::string fingerprint() override { return hash_ ? hash_->finish() : ""; }

private:
    std::string path_;
    int file_ = -1;
    std::optional<Sha256> hash_;
    std::int64_t position_ = 0;
};

class UnpackedStream final : public ByteStream {
public:
    UnpackedStream(const std::string& path, Packing packing, Fingerprint fingerprint)
        : path_(path), packing_(packing), packed_(path, fingerprint), unpacker_(make_unpacker(packing)) {}

    std::size_t read(char* to, std::size_t most) override {
        while (true) {
            const UnpackStep step = unpacker_->step({piece_.data() + taken_, size_ - taken_},
                                                    ended_ ? PackedRest::none : PackedRest::unknown, {to, most});
            taken_ += step.taken;
            if (step.damage) {
                refuse_damaged(packing_, path_, step.damage);
            }
            if (step.made > 0) {
                return step.made;
            }
            if (step.taken > 0) {
                continue;
            }
            if (ended_) {
                if (!step.between) {
                    refuse_damaged(packing_, path_, "it ends too early");
                }
                return 0;
            }
            refill();
        }
    }

    [[nodiscard]] std::int64_t position() const override { return packed_.position(); }
    [[nodiscard]] std::string fingerprint() override { return packed_.fingerprint(); }

private:
    // Behind the few bytes that the unpacker left.
    void refill() {
        size_ -= taken_;
        std::memmove(piece_.data(), piece_.data() + taken_, size_);
        taken_ = 0;
        if (size_ == piece_.size()) {
            piece_.resize(2 * piece_.size());
        }
        const std::size_t got = packed_.read(piece_.data() + size_, piece_.size() - size_);
        size_ += got;
        ended_ = got == 0;
    }

    static constexpr std::size_t kPiece = std::size_t{1} << 18;

    std::string path_;
    Packing packing_;
    PlainStream packed_;
    std::unique_ptr<Unpacker> unpacker_;
    std::vector<char> piece_ = std::vector<char>(kPiece);
    std::size_t taken_ = 0, size_ = 0;  // of the piece
    bool ended_ = false;
};

class ParquetStream final : public ByteStream {
public:
    ParquetStream(std::string path, Fingerprint fingerprint)
        : path_(std::move(path)), fingerprint_(fingerprint), pieces_(open_parquet(path_)) {}

    std::size_t read(char* to, std::size_t most) override {
        if (at_ == piece_.size()) {
            at_ = 0;
            if (!pieces_->next(piece_)) {
                piece_.clear();
                return 0;
            }
        }
        const std::size_t size = std::min(most, piece_.size() - at_);
        std::memcpy(to, piece_.data() + at_, size);
        at_ += size;
        return size;
    }

    [[nodiscard]] std::int64_t position() const override { return pieces_->bytes_done(); }

    // Arrow reads the file in an order of its own, so its bytes are hashed apart.
    [[nodiscard]] std::string fingerprint() override {
        PlainStream bytes(path_, fingerprint_);
        std::vector<char> room(std::size_t{1} << 18);
        while (fingerprint_ != Fingerprint::none && bytes.read(room.data(), room.size()) > 0) {
        }
        return bytes.fingerprint();
    }

private:
    std::string path_;
    Fingerprint fingerprint_;
    std::unique_ptr<TextPieces> pieces_;
    std::string piece_;
    std::size_t at_ = 0;
};

}  // namespace

std::unique_ptr<ByteStream> open_stream(const std::string& path, Packing packing, Fingerprint fingerprint) {
    if (packing == Packing::none) {
        return std::make_unique<PlainStream>(path, fingerprint);
    }
    if (packing == Packing::parquet) {
        return std::make_unique<ParquetStream>(path, fingerprint);
    }
    return std::make_unique<UnpackedStream>(path, packing, fingerprint);
}

void skip_bytes(ByteStream& stream, std::size_t bytes) {
    std::vector<char> room(std::min(bytes, std::size_t{1} << 16));
    while (bytes > 0) {
        const std::size_t got = stream.read(room.data(), std::min(bytes, room.size()));
        if (got == 0) {
            return;
        }
        bytes -= got;
    }
}

}  // namespace rfmeans::ingest
