#include "indexer/store/stored_manifest.h"

#include <algorithm>

#include <fmt/format.h>

#include "indexer/index/entries.h"
#include "indexer/index/schema.h"
#include "indexer/text/bytes.h"
#include "indexer/text/hash.h"

namespace crib {

// All fields of each type that are stored, for both ways, see bytes.h.

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, Label>& label) {
    auto& [name, section] = label;
    visitor(name, section);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, NoteNames>& note) {
    auto& [path, names, labels] = note;  // the path is written before, see write
    visitor(names, labels);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, Stamp>& stamp) {
    auto& [size, modified, changed, inode] = stamp;
    visitor(size, modified, Near{changed, modified}, inode);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, OtherFile>& other) {
    auto& [path, exists, real_path, search] = other;
    visitor(path, exists, real_path, search);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, NoteState>& state) {
    auto& [stamp, young, text, sections, section_count, question_count, link_count, broken_count,
           others] = state;
    visitor(stamp, young, text, sections, section_count, question_count, link_count, broken_count,
            others);
}

namespace {

// A piece begins at every path whose hash is a multiple of this.
constexpr std::uint64_t notes_in_piece = 32;

// The path of the first note of a piece.
std::string first_path(std::string_view piece) {
    std::string path;
    BytesReader(piece).sorted(path);
    return path;
}

// A slash ends the name of a tree, which has none.
std::string key_prefix(std::string_view tree) {
    return fmt::format("{}{}/", metadata::manifest, tree);
}

// A piece of a manifest: the notes from `begin` on, up to `end`.
struct Piece {
    std::string key;
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::vector<Piece> pieces_of(std::string_view tree, const std::vector<NoteNames>& names) {
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::uint64_t hash = hash64(names[i].path);
        if (i == 0 || hash % notes_in_piece == 0) {
            pieces.push_back({fmt::format("{}{:016x}", key_prefix(tree), hash), i, i});
        }
        pieces.back().end = i + 1;
    }
    return pieces;
}

void write(Xapian::WritableDatabase& database, const Piece& piece,
           const std::vector<NoteNames>& names, const std::vector<NoteState>& states) {
    BytesWriter writer;
    std::string_view before;
    for (std::size_t i = piece.begin; i < piece.end; ++i) {
        writer.sorted(names[i].path, before);
        writer.skippable(names[i]);
        writer(states[i]);
        before = names[i].path;
    }
    const std::string packed = writer.take();
    if (database.get_metadata(piece.key) != packed) database.set_metadata(piece.key, packed);
}

// The keys of a tree's stored pieces, ascending.
std::vector<std::string> stored_keys(const Xapian::Database& database, std::string_view tree) {
    const auto keys = metadata_with(database, key_prefix(tree));
    return {keys.begin(), keys.end()};
}

}  // namespace

StoredManifest::StoredManifest(const Xapian::Database& database, std::string_view tree) {
    for (const std::string& key : stored_keys(database, tree)) {
        pieces_.push_back(database.get_metadata(key));
    }
    std::ranges::sort(pieces_, {}, first_path);
}

bool StoredManifest::all_of(
    const std::function<bool(const std::string&, const NoteState&)>& holds) const {
    NoteState state;
    for (const std::string& piece : pieces_) {
        std::string path;
        for (BytesReader reader(piece); !reader.at_end();) {
            reader.sorted(path);
            reader.skip();
            reader(state);
            if (!holds(path, state)) return false;
        }
    }
    return true;
}

Manifest StoredManifest::unpack() const {
    Manifest manifest;
    manifest.reserve(pieces_.size() * notes_in_piece);
    for (const std::string& piece : pieces_) {
        std::string path;
        for (BytesReader reader(piece); !reader.at_end();) {
            reader.sorted(path);
            NoteNames& note = manifest.names.emplace_back();
            note.path = path;
            reader.skippable(note);
            reader(manifest.states.emplace_back());
        }
    }
    return manifest;
}

void write_manifest(Xapian::WritableDatabase& database, std::string_view tree,
                    const std::vector<NoteNames>& names, const std::vector<NoteState>& states) {
    const std::vector<Piece> pieces = pieces_of(tree, names);
    std::set<std::string_view> keys;
    for (const Piece& piece : pieces) keys.insert(piece.key);
    for (const std::string& key : stored_keys(database, tree)) {
        if (!keys.contains(key)) database.set_metadata(key, "");
    }
    for (const Piece& piece : pieces) write(database, piece, names, states);
}

void update_manifest(Xapian::WritableDatabase& database, std::string_view tree,
                     const std::vector<NoteNames>& names, const std::vector<NoteState>& states,
                     const std::set<std::size_t>& changed) {
    for (const Piece& piece : pieces_of(tree, names)) {
        const auto first = changed.lower_bound(piece.begin);
        if (first != changed.end() && *first < piece.end) write(database, piece, names, states);
    }
}

}  // namespace crib
