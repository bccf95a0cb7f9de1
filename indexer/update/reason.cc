#include "indexer/update/reason.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "indexer/text/screen.h"

namespace crib {

std::string to_text(const Reason& reason) {
    const std::string link = one_line(reason.link);
    switch (reason.kind) {
        case Reason::Kind::added:
            return "it is new";
        case Reason::Kind::changed:
            return "its text changed";
        case Reason::Kind::removed:
            return "it is gone";
        case Reason::Kind::elsewhere:
            return link.empty() ? "a link of it may lead elsewhere"
                                : fmt::format("its link to {} may lead elsewhere", link);
        case Reason::Kind::sections:
            return fmt::format(
                "its link to {} names a section of a note whose section names changed", link);
        case Reason::Kind::target:
            return fmt::format("the text changed where its link to {} leads", link);
        case Reason::Kind::other_file:
            return fmt::format(
                "the file that its link to {} leads to came, went or leads elsewhere", link);
        case Reason::Kind::asked:
            return "other questions lead to its sections";
        case Reason::Kind::touched:
            return "its file was touched, but its text is the same";
    }
    return {};
}

std::string to_text(const std::vector<Reason>& reasons) {
    constexpr std::size_t most = 3;
    std::string text;
    for (std::size_t i = 0; i < std::min(most, reasons.size()); ++i) {
        text += (i > 0 ? "; " : "") + to_text(reasons[i]);
    }
    if (reasons.size() > most) text += fmt::format("; and {} more", reasons.size() - most);
    return text;
}

std::string reason_to_write(const TreeRecord& tree, const TreeRecord* before) {
    if (before == nullptr) return "the tree is new";
    std::vector<std::string> options;
    if (tree.name != before->name) options.emplace_back("--name");
    if (tree.anchors != before->anchors) {
        options.emplace_back("--anchors");
    } else if (tree.site != before->site) {
        options.emplace_back("the site's configuration");
    }
    if (tree.url != before->url) options.emplace_back("--url");
    if (tree.language != before->language) options.emplace_back("--language");
    if (options.empty()) return "the database is made anew";
    return fmt::format("{} changed", fmt::join(options, " and "));
}

}  // namespace crib
