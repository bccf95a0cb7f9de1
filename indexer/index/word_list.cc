#include "indexer/index/word_list.h"

#include "indexer/text/bytes.h"

namespace crib {
namespace {

constexpr std::size_t longest = 255;  // bytes of a word

}  // namespace

std::string pack_words(const WordCounts& words) {
    BytesWriter writer;
    std::string_view before;
    for (const auto& [whole, documents] : words) {
        const std::string_view word = std::string_view(whole).substr(0, longest);
        writer.sorted(word, before);
        writer(documents);
        before = word;
    }
    return writer.take();
}

void each_word(std::string_view packed,
               const std::function<bool(std::string_view word, std::uint32_t documents)>& sink) {
    std::string word;
    for (BytesReader reader(packed); !reader.at_end();) {
        reader.sorted(word);
        reader.require(word.size() <= longest);
        if (!sink(word, reader.read<std::uint32_t>())) return;
    }
}

}  // namespace crib
