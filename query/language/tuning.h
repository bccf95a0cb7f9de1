#pragma once

#include "indexer/index/schema.h"

namespace crib {

// By how much each idea of the ranking counts. To the programs these are constants; what measures
// the ranking turns one idea or another off.
struct Tuning {
    // BM25's k1, in the units of the index's wdf. Its b is 0: the length of fields is in the wdf
    // already.
    double k1 = 0.9 * wdf_unit;

    // Of a word as it is typed.
    double small_word = 0.25;
    double everyday = 0.6;
    double tail = 0.5;  // of functools.lru_cache: lru_cache
    double part = 0.4;  // of lru_cache: lru

    // Of what a word may stand for.
    double completion = 0.8;
    double correction = 0.7;
    double synonym = 0.9;         // of a word that the notes don't know
    double synonym_known = 0.65;  // of one that they do
    double synonym_phrase = 0.5;  // the share of a synonym's, where it is a phrase
    double compound = 0.8;        // timeout for time out, and thread pool for threadpool
    double wildcard = 0.8;

    // So many of the best by plain weight are weighed again with what Xapian can't see.
    double window = 60;
    // And so many of the best of those by how close the words stand.
    double read = 20;
    // A question counts as much as the better of itself and the best section it leads to, and this
    // much of the other.
    double linked = 0.7;
    // What a section that no question leads to has over its own weight, to hold its own beside
    // questions that count twice.
    double alone = 0.3;
    double proximity = 0.6;  // in the units of the words' weight
    double coverage = 1;     // of the query, by a title
    double held = 0.3;       // of the query, by an answer as a whole
};

}  // namespace crib
