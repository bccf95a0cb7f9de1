#pragma once

#include <string>
#include <vector>

#include "indexer/index/record.h"
#include "query/ranking/rank.h"

namespace crib {

// A link of an answer, ready to print.
struct AnswerLink {
    RecordLink::State state = RecordLink::State::section;
    std::string title;
    std::string path;  // to open from the working directory; empty if there is none
    int line = 0;
    int column = 1;
    int end_line = 0;
    std::string anchor;
    std::vector<std::string> breadcrumb;
    std::string link;  // the section's stable name; for a broken link, the destination as written
    std::string url;

    bool is_broken() const {
        return state == RecordLink::State::lost || state == RecordLink::State::missing;
    }
    // Whether the link has a place of its own to open. If not, the question's place is used.
    bool has_place() const { return state == RecordLink::State::section; }
    bool operator==(const AnswerLink&) const = default;
};

// A question or section that answers a query, ready to print.
struct Answer {
    std::size_t rank = 0;
    double score = 0;
    Kind kind = Kind::section;
    std::string title;
    std::string group;  // of a question
    std::string path;
    Place place;
    std::string link;  // path:line from the tree's root, the stable name of its own place
    std::string url;   // of its own place; empty if there is none
    std::string snippet;
    bool stale = false;  // a note has changed, and a place in it could not be found again
    std::vector<AnswerLink> links;

    bool operator==(const Answer&) const = default;
};

// The place that a link opens: its section, or the question itself if there is no section.
struct Spot {
    std::string path;
    int line = 0;
    int column = 1;

    bool operator==(const Spot&) const = default;
};

Spot spot_of(const Answer& answer, const AnswerLink& link);
// The text for a link: `question › section`, or only the title if the answer is a section.
std::string label_of(const Answer& answer, const AnswerLink& link);
// The first section that the answer leads to, or the answer's own place if there is none.
Spot best_spot(const Answer& answer);

// Makes the printed paths of notes.
class Paths {
  public:
    // `folder` is the working directory.
    Paths(std::string folder, bool several_trees)
        : folder_(std::move(folder)), several_trees_(several_trees) {}

    // Relative to the working directory if the note is below it, else absolute.
    std::string shown(const std::string& root, const std::string& path) const;
    // From the root of the tree. The tree's name stands in front if there are several trees.
    std::string stable(const std::string& tree, const std::string& path) const;

  private:
    std::string folder_;
    bool several_trees_;
};

// `root` is the folder of the hit's tree.
Answer make_answer(const Hit& hit, std::size_t rank, const std::string& root, const Paths& paths);
AnswerLink make_link(const RecordLink& link, const std::string& tree, const std::string& root,
                     const Paths& paths);

}  // namespace crib
