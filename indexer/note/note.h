#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "indexer/note/problem.h"

// The model of a note. Each format's reader makes one, and all other code works on it.
namespace crib {

// How to read a link's destination.
enum class LinkKind {
    url,    // a Markdown destination: a path, a fragment or a web address
    image,  // the same, for a picture: checked, but never an answer
    wiki,   // [[Note#Heading]]: the name of a note and the text of a heading
    ref,    // reStructuredText :ref: to a label, or to document:Title
    doc,    // reStructuredText :doc: to a document, without its suffix
};

struct Link {
    std::string text;         // its label, without markup
    std::string destination;  // as written, with its percent-encoding
    Place place;              // its first byte
    LinkKind kind = LinkKind::url;

    bool operator==(const Link&) const = default;
};

// A paragraph, list item, table or block of code in a section.
struct Block {
    std::string text;  // without markup
    bool code = false;
    std::string language;  // for code: lower case, aliases resolved; empty if not given
    int line = 0;          // its first line

    bool operator==(const Block&) const = default;
};

// A piece of a heading. The generators of sites make their ids of different pieces.
struct HeadingPiece {
    enum class Kind { text, code, html, picture };

    Kind kind = Kind::text;
    std::string text;  // HTML with its tags; of a picture, the text in its place

    bool operator==(const HeadingPiece&) const = default;
};

// A heading and the text below it, up to the next heading of any level. The first section of every
// note holds the text before the first heading. It has level 0 and no anchor.
struct Section {
    std::string title;                    // without markup and without a number before it
    std::string heading;                  // with its number
    std::vector<HeadingPiece> pieces;     // of the heading; empty if it is only `heading`, as text
    std::string source;                   // its last line as written, if that is not `heading`
    std::string id;                       // an id that its own braces give to the heading
    std::string anchor;                   // unique in its note: an explicit id, else the slug
    std::string slug;                     // the anchor that the site makes from the title
    std::vector<std::string> ids;         // explicit ids that lead here, as written
    std::vector<std::string> block_ids;   // of blocks in it, as `[[Note#^id]]` calls them
    std::vector<std::string> labels;      // names by which references in any note can point here
    std::vector<std::string> breadcrumb;  // the headings above, from the note's title down
    int level = 0;                        // 1 to 6; may be deeper in reStructuredText
    Place place;                          // the heading's
    int last_line = 0;                    // the last line of its own text
    int end_line = 0;                     // the last line of its subsections, too
    std::vector<Block> blocks;

    bool operator==(const Section&) const = default;
};

// A list item, a table row, a heading, a paragraph of the form that questions have, or the summary
// of what can be unfolded. It may be a question.
struct Item {
    enum class Kind { bullet, row, heading, paragraph, summary };

    Kind kind = Kind::bullet;
    std::string text;  // without markup; for bullets and rows, only the text before the first link
    std::string remainder;  // the text after the first link, without links
    std::string question;   // what its text asks; empty if it does not ask
    std::string answer;     // the text behind the question, if there is more than links
    bool by_form = false;   // the question is bold or has a label, and not only a mark
    Place place;
    int end_line = 0;
    std::size_t section = 0;            // the section around it; for a heading, the one it begins
    std::vector<std::size_t> links;     // indices into Note::links
    bool link_on_new_line = false;      // the first link begins a new line
    std::optional<std::size_t> parent;  // the item around this one, as an index into Note::items

    bool operator==(const Item&) const = default;
};

struct FrontMatter {
    std::string title;
    std::string description;
    std::vector<std::string> tags;      // from `tags` and `categories`
    std::vector<std::string> aliases;   // other names, and keywords
    std::string language;               // the language of the text; selects the stemmer
    std::vector<std::string> synonyms;  // comma-separated groups
    std::optional<bool> questions;      // overrides the detection of questions
    int lines = 0;                      // number of lines in the file

    bool operator==(const FrontMatter&) const = default;
};

struct Note {
    std::string path;  // relative to the root of its tree, with '/'
    std::string title;
    bool own_anchors = false;  // the format makes the anchors, not the site
    FrontMatter front_matter;
    std::vector<std::string> tags;  // written in the text: #tag
    std::vector<Section> sections;  // never empty; the first has level 0
    std::vector<Link> links;        // in the order of the text
    std::vector<Item> items;        // in the order of the text
    std::vector<Problem> problems;

    bool operator==(const Note&) const = default;
};

}  // namespace crib
