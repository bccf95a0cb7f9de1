#include "indexer/word_order.h"

#include <algorithm>
#include <utility>

#include "indexer/schema.h"

namespace crib {
namespace {

// Entries that are no term: hashes are at least 1.
constexpr std::uint16_t hole = 0;  // a word without a term
constexpr std::uint16_t next_text = 1;
constexpr Xapian::termpos gap = 100;  // in words, between texts: no phrase spans two

constexpr std::size_t most_bytes = 64 << 10;  // of a document; what follows stands nowhere

std::uint16_t code_of(std::string_view term) {
    const auto hash = static_cast<std::uint16_t>(hash64(term) & 0x7FFF);
    return static_cast<std::uint16_t>(std::max<std::uint16_t>(hash, 1) << 1);
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
            put(static_cast<std::uint16_t>(code_of(term.text) | (same ? 1 : 0)));
        }
    }
}

void WordOrderWriter::put(std::uint16_t entry) {
    if (value_.size() >= most_bytes) return;
    value_ += static_cast<char>(entry & 0xFF);
    value_ += static_cast<char>(entry >> 8);
}

WordOrder::WordOrder(std::string_view value, const std::vector<std::string>& terms) {
    std::vector<std::uint16_t> codes;
    std::vector<Positions*> positions;
    for (const std::string& term : terms) {
        const auto [wanted, is_new] = positions_.try_emplace(term);
        if (!is_new) continue;
        codes.push_back(code_of(term));
        positions.push_back(&wanted->second);
    }
    Xapian::termpos at = 0;
    for (std::size_t i = 0; i + 1 < value.size(); i += 2) {
        const auto entry = static_cast<std::uint16_t>(
            static_cast<unsigned char>(value[i]) | static_cast<unsigned char>(value[i + 1]) << 8);
        if (entry == next_text) {
            at += gap;
            continue;
        }
        if (entry == hole || (entry & 1) == 0) ++at;
        const auto code = static_cast<std::uint16_t>(entry & 0xFFFE);
        for (std::size_t term = 0; term < codes.size(); ++term) {
            if (codes[term] == code) positions[term]->push_back(at);
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
