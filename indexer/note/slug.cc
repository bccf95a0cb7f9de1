#include "indexer/note/slug.h"

#include "indexer/text/alphabetic.h"
#include "indexer/text/unicode.h"

namespace crib {

bool is_of_slug(char32_t code) {
    return code == '-' || is_alphabetic(code) || is_mark(code) || is_connector(code) ||
           (is_number(code) && !is_other_number(code));
}

std::string github_slug(std::string_view heading) {
    const std::string lowered = full_lower(heading);
    std::string slug;
    for (std::size_t at = 0; at < lowered.size();) {
        const Rune rune = rune_at(lowered, at);
        if (rune.code == ' ') {
            slug += '-';
        } else if (is_of_slug(rune.code)) {
            slug.append(lowered, at, rune.size);
        }
        at += rune.size;
    }
    return slug;
}

std::string Slugs::add(std::string_view heading) {
    const std::string slug = github_slug(heading);
    std::string anchor = slug;
    while (repeats_.contains(anchor)) {
        anchor = slug + '-' + std::to_string(++repeats_[slug]);
    }
    repeats_.emplace(anchor, 0);
    return anchor;
}

}  // namespace crib
