#include "indexer/words/word_rules.h"
#include "indexer/index/tree_record.h"
#include "indexer/text/hash.h"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <xapian.h>

#include "indexer/store/compaction.h"
#include "indexer/words/tokenizer.h"
#include "tests/catch.h"
#include "tests/indexed_notes.h"
#include "tests/temporary_folder.h"

using crib::changed_rules;
using crib::parse_rules;
using crib::to_text;
using crib::word_rules;
using crib::WordRules;

namespace {

using Languages = std::set<std::string>;

// The program's own rules, with one value changed.
std::string with(const std::string& name, const std::string& value) {
    WordRules rules = word_rules({"de"});
    rules[name] = value;
    return to_text(rules);
}

}  // namespace

TEST_CASE("word rules are written in one order, and read back") {
    const WordRules rules = {{"en", "b"},        {"unicode", "14"}, {"de", "a"},
                             {"tokenizer", "1"}, {"mixed", "1"},    {"utf8proc", "2.8"}};
    CHECK(to_text(rules) == "tokenizer 1; utf8proc 2.8; unicode 14; mixed 1; de a; en b");
    CHECK(parse_rules(to_text(rules)) == rules);
    CHECK(parse_rules("").empty());
    CHECK(parse_rules("a; ; b c d;") == WordRules{{"a", ""}, {"", ""}, {"b", "c d;"}});
}

TEST_CASE("the program's own word rules are no change") {
    CHECK(changed_rules(to_text(word_rules({}))).empty());
    CHECK(changed_rules(to_text(word_rules({"de", "none"}))).empty());
    CHECK(word_rules({"de", "xx", "", "tokenizer"}) == word_rules({"de"}));
}

TEST_CASE("each word rule that differs is named") {
    CHECK(changed_rules("") == "unknown ones");
    CHECK(changed_rules(with("tokenizer", "0")) == "the tokenizer");
    CHECK(changed_rules(with("utf8proc", "0")) == "utf8proc");
    CHECK(changed_rules(with("unicode", "0")) == "Unicode");
    CHECK(changed_rules(with("de", "0")) == "stems of de");
    CHECK(changed_rules(with("mixed", "1")) == "some notes have older words");
    CHECK(changed_rules("en 0; de 0") == "the tokenizer, utf8proc, Unicode, stems of de, en");
}

TEST_CASE("a word rule that is missing, or of a language without a stemmer, differs") {
    WordRules rules = word_rules({});
    rules.erase("en");
    CHECK(changed_rules(to_text(rules)) == "stems of en");
    CHECK(changed_rules(with("xx", "0")) == "stems of xx");
    CHECK(changed_rules(std::string(1 << 20, 'x')) == "unknown ones");
}

TEST_CASE("stemmers are distinguished by their stems") {
    const Languages languages = {"arabic",     "armenian",  "basque",     "catalan",    "danish",
                                 "dutch",      "finnish",   "french",     "german",     "hungarian",
                                 "indonesian", "irish",     "italian",    "lithuanian", "nepali",
                                 "none",       "norwegian", "portuguese", "romanian",   "russian",
                                 "spanish",    "swedish",   "tamil",      "turkish"};
    Languages values;
    for (const auto& [name, value] : word_rules(languages)) {
        INFO(name);
        CHECK(values.insert(value).second);
    }
    // One rule for each language, three rules for all languages, and English.
    CHECK(values.size() == languages.size() + 4);
    CHECK(word_rules({"german"}).at("german") == word_rules({"de"}).at("de"));
}

TEST_CASE("a database has the word rules of its notes' languages and its trees'") {
    const crib::TemporaryFolder folder;
    const std::string path = folder.path("db");
    const auto open = [&] { return Xapian::Database(path, Xapian::DB_BACKEND_GLASS); };
    const auto rules = [&] { return crib::stored_rules(open()); };
    crib::Writer(path, crib::Writer::Open::create).commit();
    CHECK(rules() == to_text(word_rules({})));
    crib::TreeRecord record = crib::tree_record("notes", "/notes");
    record.language = "fr";
    {
        crib::Writer writer(path, crib::Writer::Open::existing);
        write_tree(writer, crib::tree_of({{"a.md", "# A\n"}, {"b.md", "---\nlang: de\n---\n# B\n"}},
                                         record));
        writer.commit();
    }
    CHECK(crib::languages_of(open()) == Languages{"de", "fr"});
    CHECK(rules() == to_text(word_rules({"de", "fr"})));
    crib::compact(path, folder.path("copy"));
    CHECK(crib::stored_rules(Xapian::Database(folder.path("copy"))) == rules());
    crib::Writer writer(path, crib::Writer::Open::existing);
    writer.remove(record, "b.md");
    writer.mix_rules();
    writer.commit();
    CHECK(changed_rules(rules()) == "some notes have older words");
    CHECK_FALSE(parse_rules(rules()).contains("de"));
}

// Uses no stemmer, and only letters that are the same in every version of Unicode.
TEST_CASE("the tokenizer's version is raised when the same text gives other terms") {
    constexpr std::string_view text =
        "Copies of functools.lru_cache, `getElementById` and __init__: don't *args C++ -> [[]] * "
        "n\n"
        "--no-edit x := 1 ... deep-copy e.g. @property $HOME HTTPServer2 3.11 3rd users' 日本語 "
        "\xC3\x89t\xC3\xA9 Stra\xC3\x9F\x65 n\xCC\x83 std::vector<int>& /usr/bin a_b-c.d #include "
        "O'Neil's !== 0x1F \xFF U+0041 it's PipeWire's re-read\tI/O node.js C# .NET "
        "\xD0\x98\xD0\xB9 "
        "\"quote\"";
    std::string terms;
    for (const crib::Token& token : crib::Tokenizer("none").tokens(text)) {
        terms += fmt::format("{} {}{}:", token.position, token.width, token.stop ? " small" : "");
        for (const crib::Term& term : token.terms) {
            terms += fmt::format(" {}+{}", term.text, term.offset);
            if (term.width > 1) terms += fmt::format("..{}", term.width);
        }
        terms += '\n';
    }
    INFO(terms);
    CHECK(crib::digest(terms) == "aHaCxOWf9eB");
    CHECK(crib::tokenizer_version == 2);
}
