#include "indexer/reader.h"

#include <utility>

#include "indexer/markdown.h"
#include "indexer/note_format.h"
#include "indexer/rst.h"

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
