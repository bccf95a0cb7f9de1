#include "query/search.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/text/error.h"
#include "tests/catch.h"
#include "tests/indexed_notes.h"

using Catch::Matchers::ContainsSubstring;
using crib::Database;
using crib::Found;
using crib::IndexedNotes;
using crib::QueryOptions;
using Strings = std::vector<std::string>;

namespace {

const crib::NoteTexts kitchen = {
    {"map.md",
     "# Map\n\n## Eggs\n\n- How long do you boil an egg?\n  [Boiling](eggs.md#boiling)\n"
     "- Why do eggs crack?\n  [Boiling](eggs.md#boiling) [Cracks](eggs.md#cracks)\n\n"
     "## Bread\n\n- Why does dough rest?\n  [Rest](bread.md#rest)\n"
     "- How much salt?\n- How hot is the oven?\n  [Oven](bread.md)\n"},
    {"eggs.md", "# Eggs\n\nAll.\n\n## Boiling\n\nSix minutes.\n\n## Cracks\n\nCold eggs crack.\n"},
    {"bread.md", "# Bread\n\nBread is baked.\n\n## Rest\n\nGluten relaxes.\n"}};

Found search(const IndexedNotes& notes, const QueryOptions& options,
             const std::string& query = "") {
    Database database({notes.path()});
    return crib::search(database, notes.tokenizer(), options, query, notes.root());
}

Strings titles(const Found& found) {
    Strings result;
    for (const crib::Answer& answer : found.answers) result.push_back(answer.title);
    return result;
}

QueryOptions links_to(const std::string& link) {
    QueryOptions options;
    options.links_to = link;
    return options;
}

QueryOptions shuffled(std::uint64_t seed) {
    QueryOptions options;
    options.shuffle = true;
    options.seed = seed;
    return options;
}

}  // namespace

TEST_CASE("without a query the questions are listed in the order of the map") {
    const IndexedNotes notes(kitchen);
    const Strings all = {"How long do you boil an egg?", "Why do eggs crack?",
                         "Why does dough rest?", "How much salt?", "How hot is the oven?"};
    CHECK(titles(search(notes, {})) == all);
    CHECK(titles(search(notes, {}, " \t\n")) == all);
    QueryOptions two;
    two.limit = 2;
    CHECK(titles(search(notes, two)) == Strings{all[0], all[1]});
}

TEST_CASE("a query ranks what matches") {
    const IndexedNotes notes(kitchen);
    const Found found = search(notes, {}, "gluten relaxes");
    REQUIRE(!found.answers.empty());
    CHECK(found.answers.front().title == "Why does dough rest?");
    CHECK(found.answers.front().rank == 1);
    CHECK(found.answers.front().snippet == "Gluten relaxes.");
    CHECK(found.elsewhere.empty());
}

TEST_CASE("a group restricts a query and a list") {
    const IndexedNotes notes(kitchen);
    QueryOptions options;
    options.group = "bread";
    CHECK(titles(search(notes, options)).size() == 3);
    options.group = "wine";
    CHECK_THROWS_WITH(search(notes, options), ContainsSubstring("wine: no such group"));
}

TEST_CASE("the questions that lead to a section are found by its links") {
    const IndexedNotes notes(kitchen);
    const Strings boiling = {"How long do you boil an egg?", "Why do eggs crack?"};
    CHECK(titles(search(notes, links_to("eggs.md#boiling"))) == boiling);
    CHECK(titles(search(notes, links_to("eggs.md:6"))) == boiling);
    CHECK(titles(search(notes, links_to(notes.root() + "/eggs.md:5:1"))) == boiling);
    CHECK(titles(search(notes, links_to("eggs.md#cracks"))) == Strings{"Why do eggs crack?"});
    CHECK(titles(search(notes, links_to("eggs.md#boiling"), "crack")) ==
          Strings{"Why do eggs crack?"});
}

TEST_CASE("the questions that lead to a note are those of all its sections") {
    const IndexedNotes notes(kitchen);
    CHECK(titles(search(notes, links_to("bread.md"))) ==
          Strings{"Why does dough rest?", "How hot is the oven?"});
    CHECK(titles(search(notes, links_to("bread.md:1"))) == Strings{"How hot is the oven?"});
}

TEST_CASE("a place that isn't there is an error, one that nothing leads to is not") {
    const IndexedNotes notes(kitchen);
    CHECK_THROWS_WITH(search(notes, links_to("eggs.md#frying")),
                      ContainsSubstring("no such section"));
    CHECK(search(notes, links_to("eggs.md:1")).answers.empty());
}

TEST_CASE("a seed gives the same order everywhere") {
    const IndexedNotes notes(kitchen);
    CHECK(titles(search(notes, shuffled(5))) ==
          Strings{"Why do eggs crack?", "How much salt?", "How hot is the oven?",
                  "How long do you boil an egg?", "Why does dough rest?"});
    CHECK(titles(search(notes, shuffled(6))) != titles(search(notes, shuffled(5))));
}

TEST_CASE("a shuffle is of all questions, whatever the limit") {
    const IndexedNotes notes(kitchen);
    QueryOptions options = shuffled(5);
    options.limit = 2;
    CHECK(titles(search(notes, options)) == Strings{"Why do eggs crack?", "How much salt?"});
    QueryOptions random;
    random.shuffle = true;
    Strings all = titles(search(notes, random));
    Strings listed = titles(search(notes, {}));
    std::ranges::sort(all);
    std::ranges::sort(listed);
    CHECK(all == listed);
}

TEST_CASE("places to look next are given when nothing is found") {
    const IndexedNotes notes(crib::NoteTexts{{"README.md", "# Read Me\n\nText.\n"}});
    const Found found = search(notes, {}, "zyzzyva");
    CHECK(found.answers.empty());
    REQUIRE(found.elsewhere.size() == 1);
    CHECK(found.elsewhere.front().title == "Read Me");
}

TEST_CASE("paths are those of the notes' present folder") {
    const IndexedNotes notes(kitchen);
    std::filesystem::create_directory(notes.folder().path("moved"));
    const auto path = [&](const std::string& root) {
        Database database({notes.path()}, {root});
        const Found found =
            crib::search(database, notes.tokenizer(), {}, "gluten", notes.folder().path());
        return found.answers.front().links.front().path;
    };
    CHECK(path(notes.folder().path("moved")) == "moved/bread.md");
    CHECK(path("notes=" + notes.folder().path("moved") + "/") == "moved/bread.md");
    CHECK_THROWS_WITH(path(notes.folder().path("gone")),
                      ContainsSubstring("there is no such folder"));
    CHECK_THROWS_WITH(path("bread=" + notes.folder().path("moved")),
                      ContainsSubstring("there is no such folder"));
}

TEST_CASE("a root must name its tree if there are several") {
    const IndexedNotes notes(kitchen);
    const IndexedNotes others(kitchen);
    const std::string folder = notes.folder().path();
    CHECK_THROWS_WITH(
        Database({notes.path(), others.path()}, {folder}),
        ContainsSubstring(
            "there are several trees; give NAME=DIR with one of these names: notes notes"));
    const Database database({notes.path(), others.path()}, {"notes=" + folder});
    CHECK(database.trees().front().root == folder);
}

TEST_CASE("a database is opened anew when a writer has finished") {
    const IndexedNotes notes(kitchen);
    Database database({notes.path()});
    const crib::DatabaseFolder folder(notes.path());
    {
        const crib::DatabaseLock lock(folder, std::chrono::milliseconds(0));
        const std::string generation = lock.new_generation();
        crib::Writer writer(generation, crib::Writer::Open::create);
        crib::write_tree(writer, crib::tree_of({{"a.md", "# What is new?\n\nThis.\n"}},
                                               crib::tree_record("notes", notes.root())));
        writer.commit();
        lock.publish(generation);
    }
    const auto search_it = [&] {
        return titles(crib::search(database, notes.tokenizer(), {}, "", notes.root()));
    };
    CHECK(search_it().size() == 5);
    database.refresh();
    CHECK(search_it() == Strings{"What is new?"});
    database.refresh();
    CHECK(search_it() == Strings{"What is new?"});
}
