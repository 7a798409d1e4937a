#include "ingest/packing.hpp"

#include "ingest/gzip.hpp"
#include "ingest/parquet.hpp"
#include "ingest/zstd.hpp"

namespace rfmeans::ingest {

Packing find_packing(std::string_view bytes) {
    if (is_gzip(bytes)) {
        return Packing::gzip;
    }
    if (is_zstd(bytes)) {
        return Packing::zstd;
    }
    return is_parquet(bytes) ? Packing::parquet : Packing::none;
}

Unpacked unpack(Packing packing, std::string_view packed, const PackedInput& input) {
    switch (packing) {
        case Packing::gzip:
            return unpack_gzip(packed, input);
        case Packing::zstd:
            return unpack_zstd(packed, input);
        case Packing::parquet:
            return unpack_parquet(input);
        case Packing::none:
            break;
    }
    return {std::string(packed), input.cut};
}

}  // namespace rfmeans::ingest
