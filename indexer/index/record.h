#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/index/kind.h"
#include "indexer/note/note.h"

// What a database says of an answer and of a note, and how it is written as bytes.
namespace crib {

// Where a link of an answer leads.
struct RecordLink {
    enum class State {
        section,  // to a section
        lost,     // broken: the note is there, its section is not
        missing,  // broken
        web,      // out of the tree, or to a file that is no note
    };

    State state = State::section;
    std::string title;        // of the section, else the link's label
    std::string destination;  // as written; empty if the link leads to a section
    std::string path;         // from the tree's root; this and the next three need a note
    int line = 0;
    int column = 1;
    int end_line = 0;
    std::string anchor;
    std::vector<std::string> breadcrumb;
    std::string url;  // the web address; empty when there is none

    bool operator==(const RecordLink&) const = default;
};

// What it takes to print an answer without opening its note.
struct Record {
    Kind kind = Kind::section;
    std::string tree;  // the name of its tree
    std::string title;
    std::string group;  // of a question
    std::string path;   // from the tree's root
    Place place;
    std::vector<RecordLink> links;
    std::string url;  // the web address of its own place; empty when there is none

    bool operator==(const Record&) const = default;
};

struct NoteRecord {
    std::string tree;
    std::string path;
    std::string title;
    std::vector<RecordLink> see_also = {};  // of a question map

    bool operator==(const NoteRecord&) const = default;
};

// All of the record except what its order key holds, see order_key.h.
std::string encode(const Record& record);
std::string encode(const NoteRecord& record);
// These throw Error if the data is damaged.
Record decode_record(std::string_view data, std::string_view order);
NoteRecord decode_note(std::string_view data);

}  // namespace crib
