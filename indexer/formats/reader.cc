#include "indexer/formats/reader.h"

#include <utility>

#include "indexer/formats/markdown/markdown.h"
#include "indexer/formats/rst/rst.h"
#include "indexer/note/note_format.h"

namespace crib {

Note read_note(std::string_view text, std::string path) {
    switch (note_format(path).value_or(NoteFormat::markdown)) {
        case NoteFormat::restructured_text:
            return read_rst(text, std::move(path));
        case NoteFormat::markdown:
            break;
    }
    return read_markdown(text, std::move(path));
}

}  // namespace crib
