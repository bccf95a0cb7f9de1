#include "indexer/reader.h"

#include <utility>

#include "indexer/markdown.h"
#include "indexer/rst.h"
#include "indexer/unicode.h"

namespace crib {

Note read_note(std::string_view text, std::string path) {
    if (lower(path).ends_with(".rst")) return read_rst(text, std::move(path));
    return read_markdown(text, std::move(path));
}

}  // namespace crib
