#include "indexer/update/note_file.h"

#include "indexer/files/text_file.h"
#include "indexer/formats/reader.h"
#include "indexer/text/hash.h"

namespace crib {

NoteFile read_note_file(const std::string& root, const std::string& path) {
    const TextFile file = read_text_file(root + "/" + path);
    NoteFile result{read_note(file.text, path), {}};
    result.state.stamp = file.stamp;
    result.state.young = file.young;
    result.state.text = hash64(file.text);
    result.state.sections = hash_of_sections(result.note);
    return result;
}

}  // namespace crib
