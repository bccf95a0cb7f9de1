#include "indexer/store/stored_manifest.h"

#include <algorithm>
#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/text/error.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

using crib::Manifest;
using crib::NoteState;
using crib::StoredManifest;
using crib::TemporaryFolder;

namespace {

Xapian::WritableDatabase open_in(const TemporaryFolder& folder) {
    return Xapian::WritableDatabase(folder.path("db"),
                                    Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
}

NoteState a_state() {
    NoteState state;
    state.stamp = {1234, -5, 1'700'000'000'123'456'789, 0xFFFFFFFFFFFFFFFF};
    state.young = true;
    state.text = 0xFEDCBA9876543210;
    state.sections = 1;
    state.section_count = 2;
    state.question_count = 3;
    state.link_count = 300;
    state.broken_count = 0xFFFFFFFF;
    state.others = {{"img/a b.png", true}, {"gone", false}};
    return state;
}

Manifest many(int count) {
    Manifest manifest;
    for (int i = 100; i < 100 + count; ++i) {
        const std::string name = std::to_string(i);
        manifest.add({"folder/" + name + ".md", {"title " + name, "alias"}, {}}, a_state());
    }
    return manifest;
}

void write(Xapian::WritableDatabase& database, const Manifest& manifest,
           const std::string& tree = "notes") {
    write_manifest(database, tree, manifest.names, manifest.states);
}

std::vector<std::string> pieces(const Xapian::Database& database) {
    std::vector<std::string> result;
    for (auto key = database.metadata_keys_begin("crib.manifest.notes/");
         key != database.metadata_keys_end("crib.manifest.notes/"); ++key) {
        result.push_back(database.get_metadata(*key));
    }
    return result;
}

}  // namespace

TEST_CASE("a manifest is read back as it was written") {
    Manifest manifest = many(500);
    manifest.add({"z\xFF\n.rst", {}, {{"label one", 3}, {"", 0}}}, {});
    const TemporaryFolder folder;
    Xapian::WritableDatabase database = open_in(folder);
    write(database, manifest);
    CHECK(StoredManifest(database, "notes").unpack() == manifest);
    CHECK(StoredManifest(database, "note").unpack() == Manifest{});
}

TEST_CASE("a new manifest leaves nothing of the one before") {
    const TemporaryFolder folder;
    Xapian::WritableDatabase database = open_in(folder);
    write(database, many(500));
    write(database, many(3));
    CHECK(StoredManifest(database, "notes").unpack() == many(3));
    write(database, {});
    CHECK(pieces(database).empty());
}

TEST_CASE("a note that changes, comes or goes rewrites a small part of the manifest") {
    const TemporaryFolder folder;
    Xapian::WritableDatabase database = open_in(folder);
    Manifest manifest = many(800);
    write(database, manifest);
    const std::vector<std::string> before = pieces(database);
    manifest.states[400].text = 1;
    manifest.names.erase(manifest.names.begin() + 200);
    manifest.states.erase(manifest.states.begin() + 200);
    write(database, manifest);
    const std::vector<std::string> after = pieces(database);
    CHECK(before.size() > 10);
    std::size_t kept = 0;
    for (const std::string& piece : after) {
        if (std::ranges::find(before, piece) != before.end()) ++kept;
    }
    CHECK(kept + 4 > after.size());
    CHECK(kept < after.size());
}

TEST_CASE("the notes that changed are all that an update of a manifest looks at") {
    const TemporaryFolder folder;
    Xapian::WritableDatabase database = open_in(folder);
    const Manifest before = many(800);
    write(database, before);
    Manifest now = before;
    for (const std::size_t note : {0U, 399U, 400U, 799U}) now.states[note].text = note;
    update_manifest(database, "notes", now.names, now.states, {0, 400, 799});
    const Manifest stored = StoredManifest(database, "notes").unpack();
    CHECK(stored.names == now.names);
    CHECK(stored.states[0] == now.states[0]);
    CHECK(stored.states[400] == now.states[400]);
    CHECK(stored.states[799] == now.states[799]);
    update_manifest(database, "notes", before.names, before.states, {});
    CHECK(StoredManifest(database, "notes").unpack() == stored);
}

TEST_CASE("a manifest that is damaged is an error with the cure") {
    const TemporaryFolder folder;
    Xapian::WritableDatabase database = open_in(folder);
    for (const std::string& piece : {std::string("\x05"), std::string(12, '\xFF')}) {
        database.set_metadata("crib.manifest.notes/0", piece);
        CHECK_THROWS_WITH(StoredManifest(database, "notes").unpack(),
                          Catch::Matchers::ContainsSubstring("--rebuild"));
    }
}

TEST_CASE("the states of notes are met in the order of their paths, as far as they are wanted") {
    const TemporaryFolder folder;
    Xapian::WritableDatabase database = open_in(folder);
    const Manifest manifest = many(100);
    write(database, manifest);
    const StoredManifest stored(database, "notes");
    std::size_t met = 0;
    const auto as_written = [&](const std::string& path, const NoteState& state) {
        const std::size_t note = met++;
        return path == manifest.names[note].path && state == manifest.states[note];
    };
    CHECK(stored.all_of(as_written));
    CHECK(met == 100);
    CHECK_FALSE(stored.all_of([&](const std::string&, const NoteState&) { return --met > 97; }));
    CHECK(met == 97);
}
