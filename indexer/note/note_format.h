#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

// The formats of notes, told by the suffixes of their files. A further one is a suffix here and a
// reader in reader.cc.
namespace crib {

enum class NoteFormat { markdown, restructured_text };

struct NoteSuffix {
    std::string_view suffix;  // ".md"; a file may have it in any case
    NoteFormat format = NoteFormat::markdown;
};

std::span<const NoteSuffix> note_suffixes();

// Of a file; nothing where it is no note.
std::optional<NoteFormat> note_format(std::string_view path);

// A note's path without its suffix; what else has a dot keeps it: "v1.2".
std::string without_note_suffix(std::string_view path);

}  // namespace crib
