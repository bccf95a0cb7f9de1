#include "indexer/links/lookup.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/formats/reader.h"
#include "tests/catch.h"

using crib::Lookup;
using crib::Note;

namespace {

using Texts = std::map<std::string, std::string>;  // by path

class Notes {
  public:
    explicit Notes(const Texts& texts) : lookup_(made(texts)) {}

    Lookup& lookup() { return lookup_; }
    // The path of a note that was found.
    std::string path(std::optional<std::size_t> note) const {
        return note ? lookup_.path_of(*note) : "none";
    }

  private:
    static Lookup made(const Texts& texts) {
        std::vector<Note> notes;
        std::vector<crib::NoteNames> names;
        for (const auto& [path, text] : texts) notes.push_back(crib::read_note(text, path));
        for (const Note& note : notes) names.push_back(crib::names_of(note));
        const auto exists = [](const std::string& path) { return path == "docs"; };
        return {std::move(names),
                std::make_shared<crib::HeldNotes>(std::move(notes)),
                {exists, {}},
                crib::AnchorStyle::github};
    }

    Lookup lookup_;
};

}  // namespace

TEST_CASE("a note is looked up by its path, the exact one first") {
    Notes notes(Texts{{"A.md", ""}, {"a.md", ""}, {"b/index.md", ""}, {"c.rst", ""}});
    Lookup& lookup = notes.lookup();
    CHECK(notes.path(lookup.note_at("a.md")) == "a.md");
    CHECK(notes.path(lookup.note_at("A")) == "A.md");
    CHECK(notes.path(lookup.note_at("B")) == "b/index.md");
    CHECK(notes.path(lookup.note_at("c.html")) == "c.rst");
    CHECK(notes.path(lookup.note_at("docs/c")) == "none");
    CHECK(notes.path(lookup.document("docs/c")) == "c.rst");
}

TEST_CASE("a note is looked up by its name, its file's before any title") {
    Notes notes(Texts{{"a/two.md", "# One\n"}, {"b/one.md", ""}});
    Lookup& lookup = notes.lookup();
    CHECK(notes.path(lookup.note_named("One")) == "b/one.md");
    CHECK(notes.path(lookup.note_named("a/two")) == "a/two.md");
    CHECK(notes.path(lookup.note_named("three")) == "none");
}

TEST_CASE("a section is looked up by its label") {
    Notes notes(Texts{{"one.rst", ".. _my label:\n\nSetup\n=====\n\ntext\n"}});
    Lookup& lookup = notes.lookup();
    const auto target = lookup.labelled("My  Label");
    REQUIRE(target);
    CHECK(lookup.read(target->note)->sections[target->section].title == "Setup");
    CHECK_FALSE(lookup.labelled("label"));
    CHECK(lookup.nearest_label("my lable") == "my label");
}

TEST_CASE("a path that begins with a folder of the tree, or names a note, is meant for the tree") {
    Notes notes(Texts{{"a.md", ""}});
    CHECK(notes.lookup().is_of_tree("docs/b"));
    CHECK(notes.lookup().is_of_tree("elsewhere/b.md"));
    CHECK(notes.lookup().is_of_tree("b"));
    CHECK_FALSE(notes.lookup().is_of_tree("elsewhere/b"));
}
