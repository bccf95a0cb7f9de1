#include <string>
#include <vector>

#include "query/options.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

using Catch::Matchers::ContainsSubstring;
using crib::Format;
using crib::QueryOptions;
using crib::Usage;

namespace {

using Strings = std::vector<std::string>;

QueryOptions parse(const Strings& words, const crib::Defaults& defaults = {}) {
    std::vector<const char*> argv = {"crib"};
    for (const std::string& word : words) argv.push_back(word.c_str());
    return crib::parse_query_options(static_cast<int>(argv.size()), argv.data(), defaults);
}

// The text printed in place of any work. Errors begin with "error: ".
std::string usage(const Strings& words) {
    try {
        parse(words);
    } catch (const Usage& usage) {
        return (usage.error ? "error: " : "") + usage.text;
    }
    return "";
}

}  // namespace

TEST_CASE("all words that are no options are the query") {
    CHECK(parse({"copy", "a", "list"}).query == "copy a list");
    CHECK(parse({"list", "-copy", "-9"}).query == "list -copy -9");
    CHECK(parse({"-"}).query == "-");
    CHECK(parse({"-n", "3", "->", "-n"}).query == "-> -n");
    CHECK(parse({"-->"}).query == "-->");
    CHECK(parse({"a  b", ""}).query == "a  b ");
    CHECK(parse({}).query.empty());
}

TEST_CASE("an option of crib's counts behind the query too") {
    CHECK(parse({"-n", "3", "list", "-n", "5"}).limit == 5);
    CHECK(parse({"list", "-n5", "copy"}).limit == 5);
    CHECK(parse({"list", "-n5", "copy"}).query == "list copy");
    CHECK(parse({"list", "--limit=5", "-f", "tsv"}).format == Format::tsv);
    CHECK(parse({"list", "--prefix", "-fjson", "-d", "a", "--db=b"}).databases ==
          Strings{"a", "b"});
    CHECK_THAT(usage({"list", "-h"}), ContainsSubstring("Usage: crib"));
    CHECK_THAT(usage({"list", "--batch"}), ContainsSubstring("leave out the query"));
}

TEST_CASE("an option behind the query that is not whole is a word") {
    using Searched = std::vector<std::pair<std::string, std::string>>;
    const auto read = [](const Strings& words) {
        const QueryOptions options = parse(words);
        Searched searched;
        for (const auto& [word, reason] : options.searched) searched.emplace_back(word, reason);
        return std::pair(options.query, searched);
    };
    const std::string needs = "the option needs a value";
    const std::string unknown = "crib has no such option";
    CHECK(read({"head", "-n"}) == std::pair<std::string, Searched>("head -n", {{"-n", needs}}));
    CHECK(read({"cut", "-f", "--", "1"}) ==
          std::pair<std::string, Searched>("cut -f 1", {{"-f", needs}}));
    CHECK(read({"push", "--dry-run", "now"}) ==
          std::pair<std::string, Searched>("push --dry-run now", {{"--dry-run", unknown}}));
    CHECK(read({"push", "--limit"}) ==
          std::pair<std::string, Searched>("push --limit", {{"--limit", needs}}));
    // A bundle of letters or a free text behind a letter is no option of crib's.
    CHECK(read({"tar", "-0o", "-gdwarf", "-dir", "-k2"}) ==
          std::pair<std::string, Searched>("tar -0o -gdwarf -dir -k2", {}));
    const auto [query, searched] = read({"sort", "-k", "2", "--limit=x"});
    CHECK(query == "sort -k 2 --limit=x");
    CHECK(searched.size() == 2);
    CHECK_THAT(searched.front().second, ContainsSubstring("2: not one of all, question"));
}

TEST_CASE("two dashes begin the query") {
    CHECK(parse({"copy", "--", "-n", "1"}).query == "copy -n 1");
    CHECK(parse({"--", "-copy"}).query == "-copy");
    CHECK(parse({"-n", "3", "--", "--no-edit"}).query == "--no-edit");
    CHECK(parse({"--", "--"}).query == "--");
    CHECK(parse({"--"}).query.empty());
}

TEST_CASE("a value may be a word of its own, or stand with its option") {
    for (const Strings& words :
         {Strings{"-n", "5", "list"}, Strings{"-n5", "list"}, Strings{"--limit", "5", "list"},
          Strings{"--limit=5", "list"}, Strings{"-0n", "5", "list"}, Strings{"-0n5", "list"}}) {
        const QueryOptions options = parse(words);
        CHECK(options.limit == 5);
        CHECK(options.query == "list");
    }
    CHECK_FALSE(parse({"list"}).limit);
}

TEST_CASE("each option is read") {
    const QueryOptions options =
        parse({"-d", "a", "--db=b", "-k", "question", "-g", "Lists", "-f", "json", "-0", "--prefix",
               "--no-spelling", "--color", "never", "list"});
    CHECK(options.databases == Strings{"a", "b"});
    CHECK(options.kind == "question");
    CHECK(options.group == "Lists");
    CHECK(options.format == Format::json);
    CHECK((options.null && options.prefix && options.no_spelling));
    CHECK(options.color == "never");
    CHECK(options.query == "list");
    CHECK(parse({"--groups"}).groups);
    CHECK(parse({"--show", "a.md#b"}).show == "a.md#b");
}

TEST_CASE("the last value of a repeated option counts") {
    const QueryOptions options = parse({"-f", "grep", "-n", "1", "-f", "json", "-n2", "list"});
    CHECK(options.format == Format::json);
    CHECK(options.limit == 2);
    CHECK(parse({"--shuffle=1", "--shuffle=2"}).seed == 2);
}

TEST_CASE("a database may be called anything, and takes one word") {
    CHECK(parse({"-d", "[a,b]", "list"}).databases == Strings{"[a,b]"});
    CHECK(parse({"-d", "a", "list"}).query == "list");
    CHECK(parse({"--root", "[x,y]", "list"}).roots == Strings{"[x,y]"});
}

TEST_CASE("formats are known by name, and a template by its braces") {
    CHECK(parse({"-f", "text"}).format == Format::text);
    CHECK(parse({"-f", "grep"}).format == Format::grep);
    CHECK(parse({"-f", "tsv"}).format == Format::tsv);
    CHECK(parse({"-f", "link"}).format == Format::link);
    CHECK(parse({"-f", "url"}).format == Format::url);
    CHECK_FALSE(parse({}).format);
    const QueryOptions custom = parse({"-f", "{path}:{line}"});
    CHECK(custom.format == Format::custom);
    CHECK(custom.layout);
}

TEST_CASE("a shuffle may have a seed, and takes no word of the query for one") {
    CHECK(parse({"--shuffle"}).shuffle);
    CHECK_FALSE(parse({"--shuffle"}).seed);
    CHECK(parse({"--shuffle=7"}).seed == 7);
    CHECK_FALSE(parse({}).shuffle);
}

TEST_CASE("an unknown option is an error that tells how to search for it") {
    CHECK_THAT(usage({"-copy"}), ContainsSubstring("error: -copy: no such option") &&
                                     ContainsSubstring("crib -- -copy"));
    CHECK_THAT(usage({"--frobnicate", "x"}),
               ContainsSubstring("error: ") && ContainsSubstring("--frobnicate"));
}

TEST_CASE("a bad value is an error") {
    for (const Strings& words :
         {Strings{"-f", "xml"}, Strings{"-f", "{nothing}"}, Strings{"-f", "{path"},
          Strings{"-k", "note"}, Strings{"-n", "-1"}, Strings{"-n", "ten"}, Strings{"-n", "1.5"},
          Strings{"--color", "mauve"}, Strings{"-d"}, Strings{"-n"}, Strings{"--shuffle=x"},
          Strings{"--limit="}}) {
        INFO(words.front() << " " << words.back());
        CHECK_THAT(usage(words), Catch::Matchers::StartsWith("error: "));
    }
}

TEST_CASE("an error says what to write instead") {
    CHECK_THAT(usage({"-k", "note", "x"}),
               ContainsSubstring("--kind: note: not one of all, question, section"));
    CHECK_THAT(usage({"-n"}), ContainsSubstring("--limit: needs a value"));
    CHECK_THAT(usage({"-d"}), ContainsSubstring("--db: needs a value"));
    CHECK_THAT(usage({"-n", "-1", "x"}), ContainsSubstring("--limit: -1: not a whole number"));
}

TEST_CASE("options that leave nothing for each other are an error") {
    CHECK_THAT(usage({"--groups", "--show", "a.md"}), Catch::Matchers::StartsWith("error: "));
    CHECK_THAT(usage({"--batch", "list"}), Catch::Matchers::StartsWith("error: "));
    CHECK_THAT(usage({"--shuffle", "list"}), Catch::Matchers::StartsWith("error: "));
    CHECK(usage({"--batch"}).empty());
}

TEST_CASE("asking crib for help or its version is not an error") {
    CHECK_THAT(usage({"--help"}), ContainsSubstring("--links-to") && !ContainsSubstring("error: "));
    CHECK_THAT(usage({"--version"}), ContainsSubstring("crib ") && !ContainsSubstring("error: "));
}

TEST_CASE("a query is more than white space") {
    CHECK(crib::is_query("a"));
    CHECK(crib::is_query(" ? "));
    CHECK_FALSE(crib::is_query(""));
    CHECK_FALSE(crib::is_query(" \t\r\n"));
}

TEST_CASE("a section can be opened by its name") {
    const QueryOptions options = parse({"-o", "--show", "list.md#copies"});
    CHECK(options.open);
    CHECK(options.show == "list.md#copies");
}

TEST_CASE("options missing on the command line come from the configuration file") {
    const crib::TemporaryFolder folder;
    folder.write("crib.toml", "limit = 3\nformat = \"tsv\"\ndb = \"~/x\"\n");
    crib::Defaults defaults;
    defaults.config = folder.path("crib.toml");
    defaults.home = "/home/me";
    const QueryOptions options = parse({"list"}, defaults);
    CHECK(options.limit == 3);
    CHECK(options.format == Format::tsv);
    CHECK(options.databases == Strings{"/home/me/x"});
    CHECK(parse({"-n", "5", "-f", "grep", "list"}, defaults).limit == 5);
    CHECK(parse({"-n", "5", "-f", "grep", "list"}, defaults).format == Format::grep);
    CHECK(parse({"-d", "a", "list"}, defaults).databases == Strings{"a"});
    defaults.database = "env";
    CHECK(parse({"list"}, defaults).databases.empty());
    defaults.database.reset();
    folder.write("crib.toml", "db = [\"a\", \"b\"]\n");
    CHECK(parse({"list"}, defaults).databases == Strings{"a", "b"});
    folder.write("crib.toml", "nothing = 1\n");
    CHECK_THROWS_AS(parse({"list"}, defaults), Usage);
    defaults.config = folder.path("none.toml");
    CHECK_FALSE(parse({"list"}, defaults).limit);
}
