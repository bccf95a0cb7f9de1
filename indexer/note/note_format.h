#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

// The formats of notes. A file's suffix tells its format. To add a format, add a suffix here and a
// reader in reader.cc.
namespace crib {

enum class NoteFormat { markdown, restructured_text };

struct NoteSuffix {
    std::string_view suffix;  // such as ".md"; case does not matter in a file's name
    NoteFormat format = NoteFormat::markdown;
};

std::span<const NoteSuffix> note_suffixes();
// All suffixes, for a message: ".md, .markdown and .rst".
std::string list_of_suffixes();

// The format of a file; nothing if it is not a note.
std::optional<NoteFormat> note_format(std::string_view path);

// A note's path without its suffix. Other paths stay as they are, even with a dot: "v1.2".
std::string without_note_suffix(std::string_view path);

}  // namespace crib
