#include "indexer/words/positions.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "indexer/text/hash.h"

namespace crib {
namespace {

// The most frequent terms of English notes. Their order is a part of the schema.
constexpr auto frequent_terms = std::to_array<std::string_view>(
    {"the",     "to",    "a",     "of",     "and",     "is",     "in",       "for",     "it",
     "you",     "that",  "be",    "this",   "are",     "with",   "on",       "as",      "or",
     "can",     "if",    "not",   "from",   "an",      "by",     "will",     "use",     "which",
     "when",    "but",   "all",   "at",     "has",     "one",    "have",     "do",      "your",
     "what",    "there", "we",    "they",   "was",     "ani",    "more",     "other",   "so",
     "how",     "no",    "also",  "then",   "than",    "into",   "onli",     "each",    "some",
     "about",   "after", "like",  "make",   "time",    "would",  "these",    "its",     "i",
     "up",      "out",   "where", "see",    "must",    "may",    "their",    "them",    "same",
     "first",   "new",   "two",   "set",    "get",     "run",    "work",     "call",    "need",
     "name",    "valu",  "file",  "exampl", "type",    "return", "function", "string",  "list",
     "code",    "data",  "error", "object", "command", "line",   "number",   "default", "class",
     "method",  "key",   "user",  "system", "follow",  "creat",  "add",      "chang",   "text",
     "paramet", "here",  "0",     "1",      "2",       "3",      "=",        "=="});

// The first entries of one byte. The entries of the frequent terms follow them.
constexpr std::uint16_t hole = 0;  // a word without a term
constexpr std::uint16_t next_text = 1;
constexpr std::uint16_t first_frequent = 2;
// An entry with this bit has two bytes, the higher first.
constexpr std::uint16_t hashed = 0x8000;
constexpr std::uint16_t same_place = 0x4000;  // it stands where the entry before it does
constexpr std::uint16_t first_width = first_frequent + frequent_terms.size();  // of two positions
constexpr int most_width = 11;  // a term that takes more counts as so many
static_assert(first_width + most_width - 2 < hashed >> 8);

constexpr Xapian::termpos gap = 100;  // words between two texts, so that no phrase spans both

constexpr std::size_t most_bytes = 64 << 10;  // of a document; later terms have no position

struct Code {
    std::uint16_t frequent = 0;  // 0 if the term is not frequent
    std::uint16_t hash = 0;
};

Code code_of(std::string_view term) {
    static const auto codes = [] {
        std::unordered_map<std::uint64_t, std::uint16_t> result;
        for (std::size_t i = 0; i < frequent_terms.size(); ++i) {
            result.emplace(hash64(frequent_terms[i]), first_frequent + i);
        }
        return result;
    }();
    const std::uint64_t hash = hash64(term);
    const auto found = codes.find(hash);
    return {found == codes.end() ? std::uint16_t(0) : found->second,
            static_cast<std::uint16_t>(hashed | (hash & 0x3FFF))};
}

// Takes the next entry from the beginning of a value. Returns nothing at the end.
std::optional<std::uint16_t> take_entry(std::string_view& value) {
    if (value.empty()) return std::nullopt;
    std::uint16_t entry = static_cast<unsigned char>(value.front());
    value.remove_prefix(1);
    if ((entry & hashed >> 8) == 0) return entry;
    if (value.empty()) return std::nullopt;
    entry = entry << 8 | static_cast<unsigned char>(value.front());
    value.remove_prefix(1);
    return entry;
}

}  // namespace

void WordOrderWriter::add(const Token& token) {
    if (token.position == 1 && !value_.empty()) {
        put(next_text);
        at_ = 0;
    }
    for (int offset = 0; offset < token.width; ++offset) {
        for (const Term& term : token.terms) {
            if (term.offset != offset) continue;
            const int position = token.position + offset;
            for (; at_ + 1 < position; ++at_) put(hole);
            const bool same = position == std::exchange(at_, position);
            const Code code = code_of(term.text);
            if (same)
                put(code.hash | same_place);
            else
                put(code.frequent != 0 ? code.frequent : code.hash);
            if (term.width > 1) {
                put(static_cast<std::uint16_t>(first_width + std::min(term.width, most_width) - 2));
            }
        }
    }
}

void WordOrderWriter::put(std::uint16_t entry) {
    if (value_.size() >= most_bytes) return;
    if ((entry & hashed) != 0) value_ += static_cast<char>(entry >> 8);
    value_ += static_cast<char>(entry & 0xFF);
}

WordOrder::WordOrder(std::string_view value, const std::vector<std::string>& terms) {
    std::vector<Code> codes;
    std::vector<Positions*> positions;
    for (const std::string& term : terms) {
        const auto [wanted, is_new] = positions_.try_emplace(term);
        if (!is_new) continue;
        codes.push_back(code_of(term));
        positions.push_back(&wanted->second);
    }
    Xapian::termpos at = 0;
    std::vector<Positions*> last;  // those of the entry before
    while (const auto read = take_entry(value)) {
        std::uint16_t entry = *read;
        const bool is_hashed = (entry & hashed) != 0;
        if (entry == next_text) {
            at += gap;
            continue;
        }
        if (!is_hashed && entry >= first_width) {
            for (Positions* const found : last) found->back().last = at + entry - first_width + 1;
            continue;
        }
        last.clear();
        if (!is_hashed || (entry & same_place) == 0) ++at;
        entry &= static_cast<std::uint16_t>(~same_place);
        for (std::size_t term = 0; term < codes.size(); ++term) {
            if (codes[term].hash == entry || (codes[term].frequent == entry && entry != hole)) {
                positions[term]->push_back({at, at});
                last.push_back(positions[term]);
            }
        }
    }
}

const Positions& WordOrder::of(const std::string& term) const {
    static const Positions none;
    const auto found = positions_.find(term);
    return found == positions_.end() ? none : found->second;
}

const Positions& WordOrder::of_first(const std::vector<std::string>& terms) const {
    const auto stands = [&](const std::string& term) { return !of(term).empty(); };
    const auto first = std::ranges::find_if(terms, stands);
    return of(first == terms.end() ? std::string() : *first);
}

}  // namespace crib
