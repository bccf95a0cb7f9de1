#include "query/language/phrase.h"

#include <algorithm>
#include <set>
#include <utility>

#include "indexer/index/ids.h"
#include "indexer/index/schema.h"
#include "query/language/document_set.h"

namespace crib {

using Op = Xapian::Query::op;

namespace {

using Ends = std::set<Xapian::termpos>;

// Where a row of terms ends that begins behind one of these positions.
Ends ends_of(const WordOrder& order, const Phrase::Row& row, Ends ends) {
    for (const std::string& term : row) {
        Ends next;
        for (const Stand& stand : order.of(term)) {
            if (ends.contains(stand.first - 1)) next.insert(stand.last);
        }
        ends = std::move(next);
    }
    return ends;
}

// The positions in front of all places where a way of the word begins.
Ends all_starts(const WordOrder& order, const Phrase::Ways& ways) {
    Ends starts;
    for (const Phrase::Row& row : ways) {
        for (const Stand& stand : order.of(row.front())) starts.insert(stand.first - 1);
    }
    return starts;
}

Xapian::Query terms_query(const Phrase& phrase) {
    std::vector<Xapian::Query> words;
    for (const Phrase::Ways& ways : phrase.words) {
        std::vector<Xapian::Query> rows;
        for (const Phrase::Row& row : ways) {
            std::vector<std::string> terms;
            for (const std::string& term : row) terms.push_back(make_term("", term));
            rows.emplace_back(Op::OP_AND, terms.begin(), terms.end());
        }
        words.emplace_back(Op::OP_OR, rows.begin(), rows.end());
    }
    return {Op::OP_AND, words.begin(), words.end()};
}

}  // namespace

std::vector<std::string> Phrase::terms() const {
    std::vector<std::string> terms;
    for (const Ways& ways : words) {
        for (const Row& row : ways) terms.insert(terms.end(), row.begin(), row.end());
    }
    return terms;
}

bool holds(const WordOrder& order, const Phrase& phrase) {
    Ends ends = all_starts(order, phrase.words.front());
    for (const Phrase::Ways& ways : phrase.words) {
        Ends next;
        for (const Phrase::Row& row : ways) next.merge(ends_of(order, row, ends));
        ends = std::move(next);
    }
    return !ends.empty();
}

Xapian::Query phrase_query(const Phrase& phrase, const Vocabulary& vocabulary) {
    Xapian::Query all = terms_query(phrase);
    const bool one_place = phrase.words.size() == 1 &&
                           std::ranges::all_of(phrase.words.front(), [](const Phrase::Row& row) {
                               return row.size() == 1;
                           });
    if (one_place) return all;
    const std::vector<std::string> terms = phrase.terms();
    Xapian::Enquire enquire(vocabulary.database());
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    enquire.set_query(all);
    const Xapian::MSet candidates = enquire.get_mset(0, vocabulary.database().get_doccount());
    // Fetches all documents of a server in one request.
    if (vocabulary.has_servers()) candidates.fetch();
    std::vector<Xapian::docid> holding;
    for (auto it = candidates.begin(); it != candidates.end(); ++it) {
        const WordOrder order(it.get_document().get_value(slot::words), terms);
        if (holds(order, phrase)) holding.push_back(*it);
    }
    return {Op::OP_FILTER, all, among(std::move(holding), vocabulary)};
}

}  // namespace crib
