#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include <xapian.h>

// The rules by which text becomes words, as far as a library or a new version of crib may change
// them. Old words don't meet new queries, and a run that only reads what has changed would mix
// both, so a database says by which rules its words were made.
namespace crib {

// What stands for each rule, by the rule's name: `tokenizer`, `utf8proc` and `unicode` have a
// version, and each language has a digest of the stems of some words. `mixed` is there where some
// notes have words by older rules; no program has that rule, so such a database is always
// different.
using WordRules = std::map<std::string, std::string>;

// The program's own, for these languages and for English, in which the thesaurus is. A language
// that has no stemmer has no rule.
WordRules word_rules(const std::set<std::string>& languages);

// As the database has them: `tokenizer 1; utf8proc 2.8.0; unicode 14.0.0; de 4fX…; en 0aB…`.
std::string to_text(const WordRules& rules);
// Takes any bytes; what has no value gets an empty one.
WordRules parse_rules(std::string_view text);

// What is different now from rules that a database has, for people: `the tokenizer, stems of de`.
// Empty where nothing is.
std::string changed_rules(std::string_view stored);

std::string stored_rules(const Xapian::Database& database);
// Those that a database should have: of all languages of its notes and trees. `mixed` says whether
// some notes keep words by older ones.
WordRules rules_of(const Xapian::Database& database, bool mixed);
// The languages by whose stemmers a database's notes were indexed.
std::set<std::string> languages_of(const Xapian::Database& database);

}  // namespace crib
