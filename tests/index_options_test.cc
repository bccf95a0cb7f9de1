#include <string>
#include <vector>

#include "indexer/options.h"
#include "tests/catch.h"

using Catch::Matchers::ContainsSubstring;
using crib::IndexOptions;
using crib::Usage;

namespace {

using Strings = std::vector<std::string>;

IndexOptions parse(const Strings& words) {
    std::vector<const char*> argv = {"crib-index"};
    for (const std::string& word : words) argv.push_back(word.c_str());
    return crib::parse_index_options(static_cast<int>(argv.size()), argv.data());
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

TEST_CASE("without options the trees named are indexed") {
    const IndexOptions options = parse({"a", "b c"});
    CHECK(options.folders == Strings{"a", "b c"});
    CHECK(options.wait == 5);
    CHECK(jobs_of(options) >= 1);
    CHECK_FALSE(options.check);
    CHECK_FALSE(options.exclude_given);
    CHECK(parse({}).folders.empty());
}

TEST_CASE("the last value of a repeated option of crib-index counts") {
    const IndexOptions options = parse({"-d", "a", "--wait", "1", "-d", "b", "--wait", "2"});
    CHECK(options.database == "b");
    CHECK(options.wait == 2);
}

TEST_CASE("a number out of its range is an error that says so") {
    CHECK_THAT(usage({"-j", "0"}), ContainsSubstring("--jobs: 0: not a number from 1 to 256"));
    CHECK_THAT(usage({"-j", "99999999999999999999"}),
               ContainsSubstring("not a number from 1 to 256"));
    CHECK_THAT(usage({"--wait", "nan"}), ContainsSubstring("--wait: nan: not a number of seconds"));
    CHECK_THAT(usage({"--wait", "5s"}), ContainsSubstring("--wait: 5s: not a number of seconds"));
}

TEST_CASE("each option is read, before or behind the folders") {
    const IndexOptions options = parse(
        {"--files-from", "-",   "--check",   "--strict", "--orphans", "--format", "github",
         "--url",        "u",   "--rebuild", "--list",   "-q",        "notes",    "-v",
         "--json",       "-d",  "db",        "--name=n", "--anchors", "mkdocs",   "--no-ignore",
         "--wait",       "0.5", "-j",        "3"});
    CHECK(options.folders == Strings{"notes"});
    CHECK((options.check && options.strict && options.rebuild && options.list));
    CHECK((options.quiet && options.verbose && options.json && options.no_ignore));
    CHECK((options.orphans && options.format == "github" && options.url == "u"));
    CHECK(options.files_from == "-");
    CHECK(options.database == "db");
    CHECK(options.name == "n");
    CHECK(options.anchors == "mkdocs");
    CHECK(options.wait == 0.5);
    CHECK(jobs_of(options) == 3);
}

TEST_CASE("an option that is repeated takes one value each time") {
    const IndexOptions options = parse({"--exclude", "a", "b", "--exclude=[c,d]"});
    CHECK(options.exclude == Strings{"a", "[c,d]"});
    CHECK(options.exclude_given);
    CHECK(options.folders == Strings{"b"});
    const IndexOptions forgetting = parse({"--forget", "a", "b", "--forget", "c"});
    CHECK(forgetting.forget == Strings{"a", "c"});
    CHECK(forgetting.folders == Strings{"b"});
}

TEST_CASE("a folder may be called anything") {
    CHECK(parse({"[a,b]", "--", "-v", "--check"}).folders == Strings{"[a,b]", "-v", "--check"});
    CHECK(parse({"a", "--", "--", "b"}).folders == Strings{"a", "--", "b"});
    CHECK(parse({"-"}).folders == Strings{"-"});
}

TEST_CASE("a bad option is an error, and not called a folder") {
    CHECK_THAT(usage({"--frobnicate"}),
               ContainsSubstring("error: ") && ContainsSubstring("--frobnicate"));
    CHECK_THAT(usage({"-x", "notes"}), ContainsSubstring("error: ") && ContainsSubstring("-x"));
    CHECK_THAT(usage({"--jobs", "0"}), ContainsSubstring("error: "));
    CHECK_THAT(usage({"-j", "many"}), ContainsSubstring("error: "));
    CHECK_THAT(usage({"--wait", "soon"}), ContainsSubstring("error: "));
    CHECK_THAT(usage({"--wait", "-1"}), ContainsSubstring("error: "));
    CHECK_THAT(usage({"--wait", "1e300"}), ContainsSubstring("error: "));
    CHECK_THAT(usage({"--wait", "nan"}), ContainsSubstring("error: "));
    CHECK_THAT(usage({"--anchors", "odd"}), ContainsSubstring("error: "));
    CHECK_THAT(usage({"-d"}), ContainsSubstring("error: "));
    CHECK_THAT(usage({"--files-from", "f", "a", "b"}),
               ContainsSubstring("error: ") && ContainsSubstring("one DIR"));
    CHECK_THAT(usage({"--files-from", "f"}),
               ContainsSubstring("error: ") && ContainsSubstring("one DIR"));
    CHECK_THAT(usage({"--orphans", "notes"}),
               ContainsSubstring("error: ") && ContainsSubstring("--check"));
    CHECK_THAT(usage({"--strict", "notes"}),
               ContainsSubstring("error: ") && ContainsSubstring("--check"));
    CHECK_THAT(usage({"--check", "--format", "xml"}), ContainsSubstring("error: "));
}

TEST_CASE("asking crib-index for help or its version is not an error") {
    CHECK_THAT(usage({"--help"}), ContainsSubstring("--rebuild") && !ContainsSubstring("error: "));
    CHECK_THAT(usage({"--version"}),
               ContainsSubstring("crib-index ") && !ContainsSubstring("error: "));
}
