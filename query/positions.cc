#include "query/positions.h"

#include <algorithm>

#include "indexer/schema.h"

namespace crib {
namespace {

constexpr Xapian::termpos gap = 100;  // in words, between texts: no phrase spans two

using Op = Xapian::Query::op;

// The id of a document by its record.
std::string id_of(const Record& record) {
    return record.kind == Kind::question
               ? question_id(record.tree, record.path, record.place)
               : section_id(record.tree, record.path, record.links.front().anchor);
}

}  // namespace

WordOrder::WordOrder(const std::vector<std::string>& passages,
                     const std::vector<std::string>& terms, const Vocabulary& vocabulary) {
    for (const std::string& term : terms) positions_[term];
    for (const std::string& passage : passages) read(passage, vocabulary);
}

void WordOrder::read(std::string_view text, const Vocabulary& vocabulary) {
    const Xapian::termpos begin = end_;
    vocabulary.tokenizer().each(text, [&](const Token& token) {
        for (const Term& term : token.terms) {
            const auto at = begin + static_cast<Xapian::termpos>(token.position + term.offset);
            end_ = std::max(end_, at);
            place(term.text, at);
            if (term.written.empty()) continue;
            for (const Xapian::Stem& stemmer : vocabulary.foreign_stemmers()) {
                place(stemmer(term.written), at);
            }
        }
    });
    end_ += gap;
}

void WordOrder::place(const std::string& term, Xapian::termpos at) {
    const auto wanted = positions_.find(term);
    if (wanted == positions_.end()) return;
    Positions& known = wanted->second;
    if (known.empty() || known.back() != at) known.push_back(at);
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

bool holds(const WordOrder& order, const Phrase& phrase) {
    return std::ranges::any_of(order.of(phrase.terms.front()), [&](Xapian::termpos first) {
        for (std::size_t i = 1; i < phrase.terms.size(); ++i) {
            const auto at = first + static_cast<Xapian::termpos>(phrase.offsets[i]);
            if (!std::ranges::binary_search(order.of(phrase.terms[i]), at)) return false;
        }
        return true;
    });
}

Xapian::Query phrase_query(const Phrase& phrase, const Vocabulary& vocabulary) {
    std::vector<std::string> terms;
    for (const std::string& term : phrase.terms) terms.push_back(make_term("", term));
    Xapian::Query all(Op::OP_AND, terms.begin(), terms.end());
    if (terms.size() == 1) return all;
    Xapian::Enquire enquire(vocabulary.database());
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    enquire.set_query(all);
    const Xapian::MSet candidates = enquire.get_mset(0, vocabulary.database().get_doccount());
    std::vector<std::string> ids;
    for (auto it = candidates.begin(); it != candidates.end(); ++it) {
        const std::string data = it.get_document().get_data();
        if (holds(WordOrder(decode_passages(data), phrase.terms, vocabulary), phrase)) {
            ids.push_back(id_of(decode_record(data)));
        }
    }
    // A term of no document, for nothing would match everything.
    if (ids.empty()) ids.emplace_back(prefix::id);
    return {Op::OP_FILTER, all, Xapian::Query(Op::OP_OR, ids.begin(), ids.end())};
}

}  // namespace crib
