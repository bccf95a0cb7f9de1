#include "indexer/index/passages.h"

#include <memory>
#include <new>

#include <zstd.h>

#include "indexer/index/schema.h"
#include "indexer/text/bytes.h"
#include "indexer/text/error.h"

namespace crib {
namespace {

constexpr int level = 1;  // level 3 takes a quarter longer and saves a hundredth

struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

// Kept, because making one takes longer than most of its work.
ZSTD_CCtx* compressor() {
    static thread_local const std::unique_ptr<ZSTD_CCtx, Free> context(ZSTD_createCCtx());
    if (!context) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
    return context.get();
}

ZSTD_DCtx* decompressor() {
    static thread_local const std::unique_ptr<ZSTD_DCtx, Free> context(ZSTD_createDCtx());
    if (!context) throw std::bad_alloc();
    return context.get();
}

// No document has as many bytes of text. The limit keeps a damaged size from taking memory.
constexpr unsigned long long most_bytes = 1ULL << 27;

}  // namespace

std::string pack_passages(const std::vector<std::string>& texts) {
    if (texts.empty()) return {};
    const std::string packed = pack(texts);
    std::string value(ZSTD_compressBound(packed.size()), '\0');
    const std::size_t size =
        ZSTD_compress2(compressor(), value.data(), value.size(), packed.data(), packed.size());
    if (ZSTD_isError(size) != 0) throw std::bad_alloc();
    value.resize(size);
    return value;
}

std::vector<std::string> unpack_passages(std::string_view value) {
    if (value.empty()) return {};
    // An unknown size and an error are the greatest numbers.
    const auto size = ZSTD_getFrameContentSize(value.data(), value.size());
    if (size > most_bytes) throw damaged_database();
    std::string packed(size, '\0');
    const std::size_t got = ZSTD_decompressDCtx(decompressor(), packed.data(), packed.size(),
                                                value.data(), value.size());
    if (got != size) throw damaged_database();
    return unpack(packed);
}

std::vector<std::string> passages_of(const Xapian::Document& document) {
    return unpack_passages(document.get_value(slot::passages));
}

}  // namespace crib
