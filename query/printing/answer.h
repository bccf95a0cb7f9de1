#pragma once

#include <string>
#include <vector>

#include "indexer/index/schema.h"
#include "query/ranking/rank.h"

namespace crib {

// Where an answer leads, as it is printed.
struct AnswerLink {
    RecordLink::State state = RecordLink::State::section;
    std::string title;
    std::string path;  // to open, as seen from the working directory; empty where there is none
    int line = 0;
    int column = 1;
    int end_line = 0;
    std::string anchor;
    std::vector<std::string> breadcrumb;
    std::string link;  // the section's stable name; of a broken link what was written
    std::string url;

    bool is_broken() const {
        return state == RecordLink::State::lost || state == RecordLink::State::missing;
    }
    // Whether it has a place of its own to open; else the question's stands for it.
    bool has_place() const { return state == RecordLink::State::section; }
    bool operator==(const AnswerLink&) const = default;
};

// A question or section that answers, as it is printed.
struct Answer {
    std::size_t rank = 0;
    double score = 0;
    Kind kind = Kind::section;
    std::string title;
    std::string group;  // of a question
    std::string path;
    Place place;
    std::string link;  // path:line from the tree's root: the stable name of its own place
    std::string url;   // of its own place; empty when there is none
    std::string snippet;
    bool stale = false;  // a note has changed, and what it names could not be found again
    std::vector<AnswerLink> links;

    bool operator==(const Answer&) const = default;
};

// Where a link opens: at its section, else at the question itself.
struct Spot {
    std::string path;
    int line = 0;
    int column = 1;

    bool operator==(const Spot&) const = default;
};

Spot spot_of(const Answer& answer, const AnswerLink& link);
// A link in a line: `question › section`, or the title of a section that is its own answer.
std::string label_of(const Answer& answer, const AnswerLink& link);
// Where to read on: the first section that the answer leads to, else the answer's own place.
Spot best_spot(const Answer& answer);

// How paths of the database's trees are printed.
class Paths {
  public:
    // `folder` is the working directory.
    Paths(std::string folder, bool several_trees)
        : folder_(std::move(folder)), several_trees_(several_trees) {}

    // Relative to the working directory when below it, else absolute.
    std::string shown(const std::string& root, const std::string& path) const;
    // From the root of the tree, behind the tree's name where there are several.
    std::string stable(const std::string& tree, const std::string& path) const;

  private:
    std::string folder_;
    bool several_trees_;
};

// `root` is where the hit's tree lies.
Answer make_answer(const Hit& hit, std::size_t rank, const std::string& root, const Paths& paths);
AnswerLink make_link(const RecordLink& link, const std::string& tree, const std::string& root,
                     const Paths& paths);

}  // namespace crib
