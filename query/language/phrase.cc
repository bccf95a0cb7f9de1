#include "query/language/phrase.h"

#include <algorithm>

#include "indexer/index/ids.h"
#include "indexer/index/schema.h"
#include "query/language/document_set.h"

namespace crib {

using Op = Xapian::Query::op;

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
    // Fetches all documents of a server in one request.
    if (vocabulary.has_servers()) candidates.fetch();
    std::vector<Xapian::docid> holding;
    for (auto it = candidates.begin(); it != candidates.end(); ++it) {
        const WordOrder order(it.get_document().get_value(slot::words), phrase.terms);
        if (holds(order, phrase)) holding.push_back(*it);
    }
    return {Op::OP_FILTER, all, among(std::move(holding), vocabulary)};
}

}  // namespace crib
