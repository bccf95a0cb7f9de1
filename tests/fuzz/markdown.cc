// Fuzzes the path from Markdown to a note and its questions.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "indexer/formats/markdown/markdown.h"
#include "indexer/note/questions.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const crib::Note note = crib::read_markdown(text, "note.md");
    crib::find_questions(note);
    return 0;
}
