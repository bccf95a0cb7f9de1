#include "indexer/store/stored_manifest.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "indexer/index/schema.h"
#include "indexer/text/bytes.h"
#include "indexer/text/error.h"
#include "indexer/text/hash.h"

namespace crib {
namespace {

// A piece begins at every path whose hash is a multiple of this.
constexpr std::uint64_t notes_in_piece = 32;

// Numbers of any size and strings, one behind the other.
class Packer {
  public:
    void add(std::uint64_t number) {
        std::array<char, 10> bytes{};
        std::size_t size = 0;
        for (; number >= 0x80; number >>= 7) bytes[size++] = static_cast<char>(number | 0x80);
        bytes[size++] = static_cast<char>(number);
        bytes_.append(bytes.data(), size);
    }
    // Small ones of either sign are short.
    void add_signed(std::int64_t number) {
        add(static_cast<std::uint64_t>(number) << 1 ^ static_cast<std::uint64_t>(number >> 63));
    }
    void add(std::string_view text) {
        add(text.size());
        bytes_ += text;
    }
    std::string take() { return std::exchange(bytes_, {}); }

  private:
    std::string bytes_;
};

class Unpacker {
  public:
    explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}

    bool at_end() const { return bytes_.empty(); }

    std::uint64_t number() {
        std::uint64_t result = 0;
        unsigned shift = 0;
        for (std::size_t i = 0; i < bytes_.size() && shift < 64; ++i, shift += 7) {
            const auto byte = static_cast<unsigned char>(bytes_[i]);
            result |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
            if (byte < 0x80) {
                bytes_.remove_prefix(i + 1);
                return result;
            }
        }
        throw damaged_database();
    }
    std::int64_t signed_number() {
        const std::uint64_t zigzag = number();
        return static_cast<std::int64_t>(zigzag >> 1 ^ (~(zigzag & 1) + 1));
    }
    std::uint32_t count() { return static_cast<std::uint32_t>(number()); }
    std::string_view text() { return take(number()); }

  private:
    std::string_view take(std::uint64_t size) {
        if (size > bytes_.size()) throw damaged_database();
        const std::string_view taken = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return taken;
    }

    std::string_view bytes_;
};

void pack(Packer& packer, const NoteNames& note, std::string_view path_before) {
    const auto end = std::ranges::mismatch(note.path, path_before).in1;
    const auto shared = static_cast<std::size_t>(end - note.path.begin());
    packer.add(shared);
    packer.add(std::string_view(note.path).substr(shared));
    packer.add(note.names.size());
    for (const std::string& name : note.names) packer.add(name);
    packer.add(note.labels.size());
    for (const Label& label : note.labels) {
        packer.add(label.name);
        packer.add(label.section);
    }
}

// `path` is that of the note before.
void unpack_path(Unpacker& unpacker, std::string& path) {
    const std::uint64_t shared = unpacker.number();
    if (shared > path.size()) throw damaged_database();
    path.resize(shared);
    path += unpacker.text();
}

NoteNames unpack_names(Unpacker& unpacker, std::string path) {
    NoteNames note;
    note.path = std::move(path);
    for (std::uint64_t left = unpacker.number(); left > 0; --left) {
        note.names.emplace_back(unpacker.text());
    }
    for (std::uint64_t left = unpacker.number(); left > 0; --left) {
        const std::string name(unpacker.text());
        note.labels.push_back({name, unpacker.number()});
    }
    return note;
}

void pack(Packer& packer, const NoteState& state) {
    packer.add(state.stamp.size);
    packer.add_signed(state.stamp.modified);
    packer.add_signed(state.stamp.changed - state.stamp.modified);
    packer.add(state.stamp.inode);
    packer.add(state.young ? 1U : 0U);
    packer.add(state.text);
    packer.add(state.sections);
    packer.add(state.section_count);
    packer.add(state.question_count);
    packer.add(state.link_count);
    packer.add(state.broken_count);
    packer.add(state.others.size());
    for (const OtherFile& other : state.others) {
        packer.add(other.path);
        packer.add(other.exists ? 1U : 0U);
        packer.add(other.real_path ? 1U : 0U);
        if (other.real_path) packer.add(*other.real_path);
    }
}

void skip_names(Unpacker& unpacker) {
    for (std::uint64_t left = unpacker.number(); left > 0; --left) unpacker.text();
    for (std::uint64_t left = unpacker.number(); left > 0; --left) {
        unpacker.text();
        unpacker.number();
    }
}

void unpack_state(Unpacker& unpacker, NoteState& state) {
    state.stamp.size = unpacker.number();
    state.stamp.modified = unpacker.signed_number();
    state.stamp.changed = state.stamp.modified + unpacker.signed_number();
    state.stamp.inode = unpacker.number();
    state.young = unpacker.number() != 0;
    state.text = unpacker.number();
    state.sections = unpacker.number();
    state.section_count = unpacker.count();
    state.question_count = unpacker.count();
    state.link_count = unpacker.count();
    state.broken_count = unpacker.count();
    state.others.clear();
    for (std::uint64_t left = unpacker.number(); left > 0; --left) {
        OtherFile& other = state.others.emplace_back();
        other.path = unpacker.text();
        other.exists = unpacker.number() != 0;
        if (unpacker.number() != 0) other.real_path = unpacker.text();
    }
}

// The path of the first note of a piece.
std::string_view first_path(std::string_view piece) {
    Unpacker unpacker(piece);
    unpacker.number();
    return unpacker.text();
}

// A slash ends the name of a tree, which holds none.
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
    Packer packer;
    std::string_view before;
    for (std::size_t i = piece.begin; i < piece.end; ++i) {
        pack(packer, names[i], before);
        pack(packer, states[i]);
        before = names[i].path;
    }
    const std::string packed = packer.take();
    if (database.get_metadata(piece.key) != packed) database.set_metadata(piece.key, packed);
}

// Those of a tree that are stored, in the order of their keys.
std::vector<std::string> stored_keys(const Xapian::Database& database, std::string_view tree) {
    const std::string prefix = key_prefix(tree);
    return {database.metadata_keys_begin(prefix), database.metadata_keys_end(prefix)};
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
        for (Unpacker unpacker(piece); !unpacker.at_end();) {
            unpack_path(unpacker, path);
            skip_names(unpacker);
            unpack_state(unpacker, state);
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
        for (Unpacker unpacker(piece); !unpacker.at_end();) {
            unpack_path(unpacker, path);
            manifest.names.push_back(unpack_names(unpacker, path));
            unpack_state(unpacker, manifest.states.emplace_back());
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
