#include "indexer/note/slug.h"

#include "indexer/text/unicode.h"

namespace crib {
namespace {

// Letters in circles and squares are no letters, but Unicode counts them as alphabetic.
bool is_lettered_sign(char32_t code) {
    return (code >= 0x24B6 && code <= 0x24E9) || (code >= 0x1F130 && code <= 0x1F149) ||
           (code >= 0x1F150 && code <= 0x1F169) || (code >= 0x1F170 && code <= 0x1F189);
}

bool is_kept(char32_t code) {
    return code == '-' || is_letter(code) || is_mark(code) || is_connector(code) ||
           is_lettered_sign(code) || (is_number(code) && !is_other_number(code));
}

}  // namespace

std::string github_slug(std::string_view heading) {
    const std::string lowered = full_lower(heading);
    std::string slug;
    for (std::size_t at = 0; at < lowered.size();) {
        const Rune rune = rune_at(lowered, at);
        if (rune.code == ' ') {
            slug += '-';
        } else if (is_kept(rune.code)) {
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
