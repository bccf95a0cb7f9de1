#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include <xapian.h>

// The rules by which text becomes words, as far as a library or a new version of crib may change
// them. New queries do not find words by old rules, and a run that reads only what has changed
// would mix both. So a database says by which rules its words were made.
namespace crib {

// A value for each rule, by the rule's name. `tokenizer`, `utf8proc` and `unicode` have a version;
// each language has a digest of the stems of some words. `mixed` is there if some notes have words
// by older rules; no program has that rule, so such a database always differs.
using WordRules = std::map<std::string, std::string>;

// The program's own rules, for these languages and for English, the language of the thesaurus. A
// language without a stemmer has no rule.
WordRules word_rules(const std::set<std::string>& languages);

// Rules as a database has them: `tokenizer 1; utf8proc 2.8.0; unicode 14.0.0; de 4fX…; en 0aB…`.
std::string to_text(const WordRules& rules);
// Takes any bytes; a rule without a value gets an empty one.
WordRules parse_rules(std::string_view text);

// How the program's rules differ from those that a database has, in words for people: `the
// tokenizer, stems of de`. Empty if they do not.
std::string changed_rules(std::string_view stored);

std::string stored_rules(const Xapian::Database& database);
// The rules that a database should have, for all languages of its notes and trees. `mixed` says
// whether some notes keep words by older rules.
WordRules rules_of(const Xapian::Database& database, bool mixed);
// The languages by whose stemmers a database's notes were indexed.
std::set<std::string> languages_of(const Xapian::Database& database);

}  // namespace crib
