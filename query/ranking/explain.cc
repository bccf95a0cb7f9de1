#include "query/ranking/explain.h"

#include <algorithm>

#include <fmt/format.h>

#include "indexer/text/screen.h"

namespace crib {
namespace {

constexpr std::size_t most_variants = 12;  // at most this many variants of a word are shown

std::string written(const Variant& variant) {
    std::string text;
    for (const std::string& term : variant.terms) {
        if (!text.empty()) text += ' ';
        text += term;
    }
    return text;
}

std::string line_of(const QueryWord& word) {
    std::string line = fmt::format("  {} x {:.2f}", word.written, word.weight);
    for (std::size_t i = 0; i < word.facets.size(); ++i) {
        const Facet& facet = word.facets[i];
        line += fmt::format("{} {}", i == 0 ? ": as" : ";", written(facet.variants.front()));
        if (facet.weight != 1) line += fmt::format(" x {:.2f}", facet.weight);
        const std::size_t shown = std::min(facet.variants.size(), most_variants + 1);
        for (std::size_t j = 1; j < shown; ++j) {
            const Variant& variant = facet.variants[j];
            line += fmt::format(", {} x {:.2f}", written(variant), variant.weight);
        }
        if (facet.variants.size() > shown) {
            line += fmt::format(", and {} more", facet.variants.size() - shown);
        }
    }
    return line;
}

std::string list(const std::vector<WordPart>& parts) {
    std::string text;
    for (const WordPart& part : parts) {
        text += fmt::format("{} {} {:.2f}{}", text.empty() ? ":" : ",", part.word, part.weight,
                            part.in_title ? " (title)" : "");
    }
    return text;
}

}  // namespace

std::string explain(const Query& query) {
    std::string text = "the query, as a tree:\n" + outline(query.tree);
    text += "the words of the query, and what counts for each:\n";
    for (const QueryWord& word : query.words) text += one_line(line_of(word)) + "\n";
    for (const auto& [typed, searched] : query.corrections) {
        text += one_line(fmt::format("  {} is not in the notes", typed)) + "\n";
    }
    return text;
}

std::string explain(const Hit& hit, std::size_t rank) {
    std::string text = fmt::format("{}  {:.2f}  {}\n", rank, hit.score, one_line(hit.record.title));
    if (!hit.reasons) {
        return text + "  ranked by its plain weight, behind those that were weighed again\n";
    }
    const Reasons& reasons = *hit.reasons;
    text += fmt::format("  own words {:.2f}{}\n", reasons.own, one_line(list(reasons.own_parts)));
    if (reasons.linked > 0) {
        text += fmt::format("  the best section it leads to {:.2f}{}\n", reasons.linked,
                            one_line(list(reasons.linked_parts)));
        text += fmt::format("  the lesser of the two counts x {:.2f}\n", reasons.linked_share);
    }
    if (reasons.near > 0) text += fmt::format("  words close together + {:.2f}\n", reasons.near);
    if (reasons.asked > 0)
        text += fmt::format("  the question by itself + {:.2f}\n", reasons.asked);
    if (reasons.alone != 1) {
        text += fmt::format("  no question leads to it x {:.2f}\n", reasons.alone);
    }
    if (reasons.held > 0) {
        text += fmt::format("  it holds {:.0f} % of the query x {:.2f}\n", 100 * reasons.held,
                            reasons.whole);
    }
    if (reasons.covered > 0) {
        text += fmt::format("  the title holds {:.0f} % of the query x {:.2f}\n",
                            100 * reasons.covered, reasons.title);
    }
    if (reasons.fit >= 1.005) {
        text += fmt::format("  the query holds {:.0f} % of the title x {:.2f}\n",
                            100 * reasons.filled, reasons.fit);
    }
    if (reasons.exact) text += "  the title equals the query, so it comes first\n";
    return text;
}

}  // namespace crib
