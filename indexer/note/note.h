#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "indexer/note/problem.h"

// The model of a note: what every reader of a format makes, and all that the rest works on.
namespace crib {

// How a link's destination is to be read.
enum class LinkKind {
    url,    // a Markdown destination: a path, a fragment or a web address
    image,  // the same, of a picture: checked, never an answer
    wiki,   // [[Note#Heading]]: a note by name, a heading by its text
    ref,    // reStructuredText :ref: to a label or to document:Title
    doc,    // reStructuredText :doc: to a document without its suffix
};

struct Link {
    std::string text;         // its label, without markup
    std::string destination;  // as written, percent-encoding and all
    Place place;              // of its first byte
    LinkKind kind = LinkKind::url;

    bool operator==(const Link&) const = default;
};

// A paragraph, list item, table or code block of a section.
struct Block {
    std::string text;  // without markup
    bool code = false;
    std::string language;  // of code: lower case, aliases resolved; empty when not given
    int line = 0;          // where it begins

    bool operator==(const Block&) const = default;
};

// A heading and the text below it, up to the next heading of any level. The first section of every
// note is the text before its first heading: the note's own, of level 0, without anchor.
struct Section {
    std::string title;                    // without markup and the number before it
    std::string heading;                  // with its number
    std::string anchor;                   // unique within its note: an explicit id, else the slug
    std::string slug;                     // what its site makes of the title
    std::vector<std::string> ids;         // explicit ids that lead here, as written
    std::vector<std::string> labels;      // by which references of any note may call it
    std::vector<std::string> breadcrumb;  // the headings above, from the note's title down
    int level = 0;                        // 1 to 6; deeper in reStructuredText
    Place place;                          // of the heading
    int last_line = 0;                    // of its own text
    int end_line = 0;                     // of its subtree
    std::vector<Block> blocks;

    bool operator==(const Section&) const = default;
};

// A list item, a row of a table or a heading: what may turn out to be a question.
struct Item {
    enum class Kind { bullet, row, heading };

    Kind kind = Kind::bullet;
    std::string text;  // without markup; of bullets and rows, what stands before the first link
    std::string remainder;  // what stands after the first link and is no link
    Place place;
    int end_line = 0;
    std::size_t section = 0;            // the section it stands in; of a heading, its own
    std::vector<std::size_t> links;     // into Note::links
    bool link_on_new_line = false;      // the first link begins a line of its own
    std::optional<std::size_t> parent;  // the item that this one is nested in, into Note::items

    bool operator==(const Item&) const = default;
};

struct FrontMatter {
    std::string title;
    std::string description;
    std::vector<std::string> tags;      // tags and categories
    std::vector<std::string> aliases;   // other names and keywords
    std::string language;               // of the note's text, for the stemmer
    std::vector<std::string> synonyms;  // groups, comma-separated
    std::optional<bool> questions;      // overrules the detection of questions
    int lines = 0;                      // that it takes in the file

    bool operator==(const FrontMatter&) const = default;
};

struct Note {
    std::string path;  // from the root of its tree, with '/'
    std::string title;
    bool own_anchors = false;  // made by rules of its format, not by those of the site
    FrontMatter front_matter;
    std::vector<Section> sections;  // never empty; the first is the note's own
    std::vector<Link> links;        // in their order
    std::vector<Item> items;        // in their order
    std::vector<Problem> problems;

    bool operator==(const Note&) const = default;
};

}  // namespace crib
