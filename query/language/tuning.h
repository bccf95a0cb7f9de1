#pragma once

#include "indexer/index/wdf.h"

namespace crib {

// How much each idea of the ranking counts. The programs never change these numbers. The benchmark
// of the ranking changes them to turn off single ideas.
struct Tuning {
    // BM25's k1, in the unit of the index's wdf. BM25's b is 0 because the wdf already includes the
    // length of fields.
    double k1 = 0.9 * wdf_unit;

    // The weights of a word as a person typed it.
    double small_word = 0.25;
    double everyday = 0.6;
    double tail = 0.5;  // lru_cache in functools.lru_cache
    double part = 0.4;  // lru in lru_cache

    // The weights of what a word may stand for.
    double completion = 0.8;
    double correction = 0.7;
    double synonym = 0.9;         // for a word that the notes do not have
    double synonym_known = 0.65;  // for a word that the notes have
    double synonym_phrase = 0.5;  // a factor for synonyms that are phrases
    double compound = 0.8;        // timeout for time out, thread pool for threadpool
    double wildcard = 0.8;

    // How many of the best by plain weight are weighed again, with facts that Xapian cannot see.
    double window = 60;
    // For how many of these the distance between words counts too, the best first.
    double read = 20;
    // A question counts as much as the better of two weights, its own and that of the best section
    // it leads to, plus this share of the lesser one.
    double linked = 0.7;
    // What a section gains if no question leads to it. It makes up for the share that a question
    // gains from its section.
    double alone = 0.3;
    double proximity = 0.6;  // in the unit of the words' weight
    double coverage = 1;     // for a title that holds all of the query
    double fit = 0.75;       // for a title that holds all of the query, and nothing else
    double held = 0.3;       // for an answer that holds all of the query

    // In a list of questions with their answers, the question alone is a second witness.
    double asked = 2;             // its weight, where an answer weighs 1
    double asked_small = 0.8;     // small words in it: where, who and how say what is asked
    double asked_length = 1;      // how much the length of the question lowers its weight
    double asked_coverage = 0.5;  // `coverage`, where small words count too
    double asked_match = 0.5;     // the plain weight of small words in it
};

}  // namespace crib
