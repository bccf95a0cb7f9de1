#include "indexer/update/spilled_notes.h"

#include <string>

#include "indexer/formats/reader.h"
#include "indexer/note/note_bytes.h"
#include "indexer/text/error.h"
#include "tests/catch.h"

using crib::Note;
using crib::SpilledNotes;

namespace {

// A note with a part of every kind.
Note a_note(const std::string& name) {
    return crib::read_note(
        "---\ntitle: T\ntags: [a, b]\naliases: x\nquestions: true\n---\n# " + name +
            "\n\nText with a [link](b.md#c).\n\n- What?\n  - [Here](#d)\n\n"
            "## <a name=\"e\"></a> D\n\n```py\nx = 1\n```\n\n|a|b|\n|-|-|\n|c|d|\n",
        name + ".md");
}

}  // namespace

TEST_CASE("a note comes back from its bytes") {
    const Note note = a_note("one");
    REQUIRE(!note.links.empty());
    REQUIRE(!note.items.empty());
    CHECK(crib::note_of(crib::to_bytes(note)) == note);
    CHECK(crib::note_of(crib::to_bytes(Note())) == Note());
    const std::string bytes = crib::to_bytes(note);
    CHECK_THROWS_AS(crib::note_of(bytes.substr(0, bytes.size() - 1)), crib::Error);
}

TEST_CASE("notes are the same when they come back from the disk, in any order") {
    constexpr std::size_t many = 300;  // more than are kept in memory
    SpilledNotes notes(many);
    for (std::size_t i = many; i-- > 0;) notes.put(i, a_note(std::to_string(i)));
    for (std::size_t i = 0; i < many; ++i) CHECK(*notes.note(i) == a_note(std::to_string(i)));
    CHECK(notes.note(7)->path == "7.md");
    const auto held = notes.note(7);
    CHECK(notes.note(7) == held);
}

TEST_CASE("notes that were not put can be left out") {
    SpilledNotes notes(4);
    notes.put(1, a_note("b"));
    notes.put(3, a_note("d"));
    notes.keep({1, 3});
    CHECK(notes.note(0)->path == "b.md");
    CHECK(notes.note(1)->path == "d.md");
}
