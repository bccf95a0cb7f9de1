#include "indexer/words/word_rules.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "indexer/index/entries.h"
#include "indexer/index/ids.h"
#include "indexer/index/schema.h"
#include "indexer/index/stored_record.h"
#include "indexer/index/tree_record.h"
#include "indexer/text/hash.h"
#include "indexer/words/tokenizer.h"

namespace crib {
namespace {

constexpr std::string_view separator = "; ";
constexpr std::string_view mixed_rule = "mixed";
// No version of crib writes as much.
constexpr std::size_t longest_text = 1UL << 16;

// The rules that belong to no language, in the order in which they are written, with their names
// for people.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> common_rules = {{
    {"tokenizer", "the tokenizer"},
    {"utf8proc", "utf8proc"},
    {"unicode", "Unicode"},
    {mixed_rule, "some notes have older words"},
}};

bool is_common(std::string_view name) {
    return std::ranges::find(common_rules, name, [](const auto& rule) { return rule.first; }) !=
           common_rules.end();
}

// Words whose stems differ if the stemmers do. Each stemmer gets all of them. Some are from
// Snowball's notes on what its versions 2 and 3 changed.
constexpr std::array<std::string_view, 56> probes = {
    // English
    "university", "emergence", "past", "evening", "geologist", "skis", "skies", "dying", "added",
    "international", "interval", "interfering", "don't", "lists'",
    // German and Dutch
    "lehrerinnen", "wandeln", "vergleichet", "fuersten", "gerechtigkeit", "mogelijkheden",
    "gebruikers", "gelopen", "systemen",
    // French, Spanish, Catalan, Italian, Portuguese, Romanian
    "continuellement", "jouissances", "organizacion", "constitucion", "hablandonos", "rapidament",
    "divano", "dell'informazione", "organizacoes", "calculatoarelor",
    // Danish, Norwegian, Swedish, Finnish, Hungarian, Estonian
    "hellighed", "arbejderne", "lovligheten", "flickornas", "rastlost", "taloissammekin",
    "hazaikban", "raamatutega",
    // Turkish, Lithuanian, Irish, Indonesian, Basque, Polish, Czech, Serbian
    "evlerimizden", "seserimis", "bhfuilimid", "mempertanyakan", "liburuarekin", "ksiazkami",
    "knihovnami", "knjigama",
    // Russian, Greek, Arabic, Armenian, Nepali, Tamil
    "важнеишими", "компьютерами", "συστηματων", "والمكتبات", "գրադարաններում", "किताबहरूले",
    "புத்தகங்களில்"};

std::string digest_of_stems(const std::string& language) {
    const Xapian::Stem stemmer(language);
    std::string stems;
    for (const std::string_view probe : probes) {
        stems += stemmer(std::string(probe));
        stems += '\n';
    }
    return digest(stems);
}

std::string rule_text(const std::string& name, const std::string& value) {
    return value.empty() ? name : fmt::format("{} {}", name, value);
}

}  // namespace

WordRules word_rules(const std::set<std::string>& languages) {
    WordRules rules = {{"tokenizer", std::to_string(tokenizer_version)},
                       {"utf8proc", utf8proc_version()},
                       {"unicode", utf8proc_unicode_version()},
                       {"en", digest_of_stems("en")}};
    for (const std::string& language : languages) {
        // Xapian takes an empty name for a stemmer that changes nothing.
        const bool known = language.empty() || rules.contains(language) || is_common(language);
        if (!known && has_stemmer(language)) rules[language] = digest_of_stems(language);
    }
    return rules;
}

std::string to_text(const WordRules& rules) {
    std::string text;
    const auto add = [&](const std::string& name, const std::string& value) {
        if (!text.empty()) text += separator;
        text += rule_text(name, value);
    };
    for (const auto& rule : common_rules) {
        const auto found = rules.find(std::string(rule.first));
        if (found != rules.end()) add(found->first, found->second);
    }
    for (const auto& [name, value] : rules) {
        if (!is_common(name)) add(name, value);
    }
    return text;
}

WordRules parse_rules(std::string_view text) {
    WordRules rules;
    while (!text.empty()) {
        const std::string_view rule = text.substr(0, text.find(separator));
        text.remove_prefix(std::min(rule.size() + separator.size(), text.size()));
        const std::size_t space = std::min(rule.find(' '), rule.size());
        const std::size_t value = std::min(space + 1, rule.size());
        rules.emplace(rule.substr(0, space), rule.substr(value));
    }
    return rules;
}

std::string changed_rules(std::string_view stored) {
    if (stored.empty() || stored.size() > longest_text) return "unknown ones";
    const WordRules before = parse_rules(stored);
    std::set<std::string> languages;
    for (const auto& rule : before) languages.insert(rule.first);
    const WordRules now = word_rules(languages);
    const auto differs = [&](const std::string& name) {
        const auto one = before.find(name);
        const auto other = now.find(name);
        if (one == before.end() || other == now.end())
            return (one == before.end()) != (other == now.end());
        return one->second != other->second;
    };
    std::string changed;
    const auto add = [&](std::string_view what) {
        if (!changed.empty()) changed += ", ";
        changed += what;
    };
    for (const auto& [name, description] : common_rules) {
        if (differs(std::string(name))) add(description);
    }
    languages.insert("en");
    std::string_view introduction = "stems of ";
    for (const std::string& language : languages) {
        if (is_common(language) || !differs(language)) continue;
        add(fmt::format("{}{}", std::exchange(introduction, ""), language));
    }
    return changed;
}

std::string stored_rules(const Xapian::Database& database) {
    return database.get_metadata(std::string(metadata::rules));
}

WordRules rules_of(const Xapian::Database& database, bool mixed) {
    std::set<std::string> languages = languages_of(database);
    for (const TreeRecord& tree : trees_of(database)) languages.insert(tree.language);
    WordRules rules = word_rules(languages);
    if (mixed) rules[std::string(mixed_rule)] = "1";
    return rules;
}

std::set<std::string> languages_of(const Xapian::Database& database) {
    std::set<std::string> languages;
    const std::string prefix = make_term(prefix::mark, mark_language);
    for (const std::string& term : terms_with(database, prefix)) {
        languages.insert(term.substr(prefix.size()));
    }
    return languages;
}

}  // namespace crib
