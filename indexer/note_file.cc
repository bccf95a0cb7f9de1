#include "indexer/note_file.h"

#include "indexer/reader.h"
#include "indexer/schema.h"
#include "indexer/text_file.h"

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
