#include "indexer/note/note_format.h"

#include <algorithm>
#include <array>

namespace crib {
namespace {

constexpr std::array suffixes{
    NoteSuffix{".md", NoteFormat::markdown},  NoteSuffix{".markdown", NoteFormat::markdown},
    NoteSuffix{".mkd", NoteFormat::markdown}, NoteSuffix{".mdown", NoteFormat::markdown},
    NoteSuffix{".mdx", NoteFormat::markdown}, NoteSuffix{".qmd", NoteFormat::markdown},
    NoteSuffix{".rmd", NoteFormat::markdown}, NoteSuffix{".rst", NoteFormat::restructured_text},
};

char lower_ascii(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

const NoteSuffix* find_suffix(std::string_view path) {
    const std::string_view own = path.substr(std::min(path.rfind('.'), path.size()));
    const auto* const found = std::ranges::find_if(suffixes, [own](const NoteSuffix& known) {
        return std::ranges::equal(own, known.suffix, {}, lower_ascii);
    });
    return found == suffixes.end() ? nullptr : found;
}

}  // namespace

std::span<const NoteSuffix> note_suffixes() { return suffixes; }

std::string list_of_suffixes() {
    std::string list;
    for (const NoteSuffix& known : suffixes) {
        const bool last = known.suffix == suffixes.back().suffix;
        list.append(list.empty() ? "" : last ? " and " : ", ").append(known.suffix);
    }
    return list;
}

std::optional<NoteFormat> note_format(std::string_view path) {
    const NoteSuffix* const found = find_suffix(path);
    return found == nullptr ? std::nullopt : std::optional(found->format);
}

std::string without_note_suffix(std::string_view path) {
    const NoteSuffix* const found = find_suffix(path);
    return std::string(path.substr(0, path.size() - (found == nullptr ? 0 : found->suffix.size())));
}

}  // namespace crib
