// Fuzzes the path from a document's data, as in a damaged database, to records or crib's own error.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/index/order_key.h"
#include "indexer/index/passages.h"
#include "indexer/index/record.h"
#include "indexer/index/tree_record.h"
#include "indexer/index/word_list.h"
#include "indexer/note/note_bytes.h"
#include "indexer/text/bytes.h"
#include "indexer/text/error.h"

namespace {

template <typename Decode>
void attempt(std::string_view data, Decode decode) {
    try {
        decode(data);
    } catch (const crib::Error&) {
        // The error says that the database is damaged.
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    static const std::string order = crib::order_key("notes", "a.md", {1, 1}, crib::Kind::section);
    static const std::string record = crib::encode(crib::Record());
    attempt(bytes, [](std::string_view data) { crib::decode_record(data, order); });
    attempt(bytes, [](std::string_view value) { crib::decode_record(record, value); });
    attempt(bytes, crib::decode_note);
    attempt(bytes, crib::decode_tree);
    attempt(bytes, crib::unpack);
    attempt(bytes, crib::unpack_passages);
    attempt(bytes, crib::note_of);
    attempt(bytes, [](std::string_view words) {
        crib::each_word(words, [](std::string_view, std::uint32_t) { return true; });
    });
    return 0;
}
