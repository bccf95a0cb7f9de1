#include "indexer/term_bag.h"

#include <algorithm>
#include <cmath>

#include "indexer/schema.h"

namespace crib {
namespace {

constexpr Xapian::termpos gap = 100;  // in words, between texts

}  // namespace

void TermBag::add(const Field& field, std::span<const std::string> texts, bool positions) {
    counts_.clear();
    std::size_t length = 0;
    for (const std::string& text : texts) length += add(text, positions);
    const double norm = 1 - field.b + field.b * static_cast<double>(length) / field.average;
    for (const auto& [term, count] : counts_) {
        postings_[term].weight += field.weight * count / norm;
    }
}

std::size_t TermBag::add(const std::string& text, bool positions) {
    std::size_t length = 0;
    Xapian::termpos end = position_;
    tokenizer_.each(text, [&](const Token& token) {
        ++length;
        for (const Term& term : token.terms) {
            ++counts_[term.text];
            if (!positions) continue;
            const auto offset = static_cast<Xapian::termpos>(token.position + term.offset);
            postings_[term.text].positions.push_back(position_ + offset);
            end = std::max(end, position_ + offset);
        }
    });
    position_ = end + gap;
    return length;
}

void TermBag::post(Xapian::Document& document) const {
    for (const auto& [text, posting] : postings_) {
        const std::string term = make_term("", text);
        const auto wdf = std::max(1L, std::lround(wdf_unit * posting.weight));
        for (const Xapian::termpos position : posting.positions) {
            document.add_posting(term, position, 0);
        }
        document.add_term(term, static_cast<Xapian::termcount>(wdf));
    }
}

}  // namespace crib
