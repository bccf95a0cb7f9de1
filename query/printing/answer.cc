#include "query/printing/answer.h"

#include <fmt/format.h>

#include "indexer/index/ids.h"
#include "indexer/index/record.h"

namespace crib {

Spot spot_of(const Answer& answer, const AnswerLink& link) {
    if (link.has_place()) return {link.path, link.line, link.column};
    return {answer.path, answer.place.line, answer.place.column};
}

std::string label_of(const Answer& answer, const AnswerLink& link) {
    return answer.kind == Kind::question ? answer.title + " › " + link.title : answer.title;
}

Spot best_spot(const Answer& answer) {
    for (const AnswerLink& link : answer.links) {
        if (link.has_place()) return spot_of(answer, link);
    }
    return {answer.path, answer.place.line, answer.place.column};
}

std::string Paths::shown(const std::string& root, const std::string& path) const {
    std::string whole = root.ends_with('/') ? root + path : root + "/" + path;
    if (root.empty()) whole = path;
    if (folder_.empty()) return whole;  // because the working directory is gone
    const std::string below = folder_.ends_with('/') ? folder_ : folder_ + "/";
    return whole.starts_with(below) ? whole.substr(below.size()) : whole;
}

std::string Paths::stable(const std::string& tree, const std::string& path) const {
    return several_trees_ ? path_in_tree(tree, path) : path;
}

AnswerLink make_link(const RecordLink& link, const std::string& tree, const std::string& root,
                     const Paths& paths) {
    AnswerLink result;
    result.state = link.state;
    result.title = link.title;
    result.anchor = link.anchor;
    result.breadcrumb = link.breadcrumb;
    result.url = link.url;
    const bool has_note =
        link.state == RecordLink::State::section || link.state == RecordLink::State::lost;
    if (has_note) {
        result.path = paths.shown(root, link.path);
        result.line = link.line;
        result.column = link.column;
        result.end_line = link.end_line;
    }
    if (link.state == RecordLink::State::section) {
        result.link = paths.stable(tree, link.path);
        if (!link.anchor.empty()) result.link += "#" + link.anchor;
    } else if (link.state != RecordLink::State::web) {
        result.link = link.destination;
    }
    return result;
}

Answer make_answer(const Hit& hit, std::size_t rank, const std::string& root, const Paths& paths) {
    const Record& record = hit.record;
    Answer answer;
    answer.rank = rank;
    answer.score = hit.score;
    answer.kind = record.kind;
    answer.title = record.title;
    answer.group = record.group;
    answer.path = paths.shown(root, record.path);
    answer.place = record.place;
    answer.link = fmt::format("{}:{}", paths.stable(record.tree, record.path), record.place.line);
    answer.url = record.url;
    for (const RecordLink& link : record.links) {
        answer.links.push_back(make_link(link, record.tree, root, paths));
    }
    return answer;
}

}  // namespace crib
