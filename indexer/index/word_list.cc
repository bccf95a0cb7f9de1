#include "indexer/index/word_list.h"

#include <algorithm>

#include "indexer/text/error.h"

namespace crib {
namespace {

constexpr std::size_t longest = 255;  // bytes of a word, for its length takes one
constexpr std::uint32_t more = 0x80;  // in a byte of a count: the next is its, too

// How many bytes two words begin with alike.
std::size_t shared_start(std::string_view a, std::string_view b) {
    return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

class Reader {
  public:
    explicit Reader(std::string_view packed) : rest_(packed) {}

    bool done() const { return rest_.empty(); }

    std::string_view take(std::size_t size) {
        if (rest_.size() < size) throw damaged_database();
        const std::string_view taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }

    std::uint8_t byte() { return static_cast<std::uint8_t>(take(1).front()); }

    std::uint32_t count() {
        std::uint32_t number = 0;
        for (unsigned shift = 0; shift < 32; shift += 7) {
            const std::uint32_t next = byte();
            number |= (next & ~more) << shift;
            if ((next & more) == 0) return number;
        }
        throw damaged_database();
    }

  private:
    std::string_view rest_;
};

}  // namespace

std::string pack_words(const WordCounts& words) {
    std::string packed;
    std::string_view before;
    for (const auto& [whole, documents] : words) {
        const std::string_view word = std::string_view(whole).substr(0, longest);
        const std::size_t shared = shared_start(before, word);
        packed += static_cast<char>(shared);
        packed += static_cast<char>(word.size() - shared);
        packed += word.substr(shared);
        std::uint32_t count = documents;
        for (; count >= more; count >>= 7) packed += static_cast<char>(count | more);
        packed += static_cast<char>(count);
        before = word;
    }
    return packed;
}

void each_word(std::string_view packed,
               const std::function<bool(std::string_view word, std::uint32_t documents)>& sink) {
    std::string word;
    for (Reader reader(packed); !reader.done();) {
        const std::size_t shared = reader.byte();
        if (shared > word.size()) throw damaged_database();
        word.resize(shared);
        word += reader.take(reader.byte());
        if (!sink(word, reader.count())) return;
    }
}

}  // namespace crib
