#include "indexer/update/note_file.h"

#include <filesystem>
#include <system_error>

#include "indexer/files/text_file.h"
#include "indexer/formats/reader.h"
#include "indexer/text/error.h"
#include "indexer/text/hash.h"

namespace crib {
namespace {

namespace fs = std::filesystem;

bool is_absent(const fs::path& path) {
    std::error_code error;
    return fs::symlink_status(path, error).type() == fs::file_type::not_found;
}

bool is_gone(const fs::path& root, const std::string& path) {
    if (!is_absent(root / path)) return false;
    fs::path folder = fs::path(path).parent_path();
    while (!folder.empty() && is_absent(root / folder)) folder = folder.parent_path();
    std::error_code error;
    const fs::directory_iterator entry(root / folder, error);
    return !error && (!folder.empty() || entry != fs::directory_iterator());
}

}  // namespace

NoteFile read_note_file(const std::string& root, const std::string& path) {
    const TextFile file = read_text_file(root + "/" + path);
    NoteFile result{read_note(file.text, path), {}};
    result.state.stamp = file.stamp;
    result.state.young = file.young;
    result.state.text = hash64(file.text);
    result.state.sections = hash_of_sections(result.note);
    return result;
}

std::optional<NoteFile> read_found_note(const std::string& root, const std::string& path) {
    try {
        return read_note_file(root, path);
    } catch (const Error&) {
        if (is_gone(root, path)) return std::nullopt;
    }
    // A file that is replaced may be missing for a moment.
    return read_note_file(root, path);
}

}  // namespace crib
