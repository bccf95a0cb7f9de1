#include "indexer/words/term_bag.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "indexer/index/ids.h"
#include "indexer/index/wdf.h"
#include "indexer/words/tokenizer.h"

namespace crib {

void TermBag::add(const Field& field, std::span<const std::string> texts, const Sink& sink) {
    std::size_t length = 0;
    const auto count = [&](const Token& token) {
        ++length;
        for (const Term& term : token.terms) {
            Posting& posting = postings_[term.text];
            if (posting.count++ == 0) field_.push_back(&posting);
        }
        if (sink) sink(token);
    };
    for (const std::string& text : texts) tokenizer_.each(text, count);
    const double norm = 1 - field.b + field.b * static_cast<double>(length) / field.average;
    for (Posting* posting : field_) {
        posting->weight += field.weight * std::exchange(posting->count, 0) / norm;
    }
    field_.clear();
}

void TermBag::post(Xapian::Document& document) const {
    for (const auto& [text, posting] : postings_) {
        const auto wdf = std::max(1L, std::lround(wdf_unit * posting.weight));
        document.add_term(make_term("", text), static_cast<Xapian::termcount>(wdf));
    }
}

}  // namespace crib
