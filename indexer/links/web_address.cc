#include "indexer/links/web_address.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "indexer/text/error.h"
#include "indexer/text/percent.h"

namespace crib {
namespace {

constexpr std::array<std::string_view, 4> placeholders{"path", "stem", "name", "anchor"};

std::string stem_of(const std::string& path) {
    const auto slash = path.rfind('/');
    const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
    const auto dot = path.rfind('.');
    return dot == std::string::npos || dot <= name ? path : path.substr(0, dot);
}

std::string encoded_path(const std::string& path) { return percent_encoded(path, "/-._~"); }

}  // namespace

WebAddress::WebAddress(std::string_view layout) : parts_(split_braces(layout)) {
    for (const TemplatePart& part : parts_) {
        if (!part.is_name || std::ranges::find(placeholders, part.text) != placeholders.end()) {
            continue;
        }
        throw Error(fmt::format("--url {}: unknown placeholder {{{}}}; the known ones are {{{}}}",
                                layout, part.text, fmt::join(placeholders, "}, {")));
    }
}

std::string WebAddress::of(const std::string& path, const std::string& anchor) const {
    const std::string stem = stem_of(path);
    std::string address;
    for (const TemplatePart& part : parts_) {
        if (!part.is_name) {
            address += part.text;
        } else if (part.text == "path") {
            address += encoded_path(path);
        } else if (part.text == "stem") {
            address += encoded_path(stem);
        } else if (part.text == "name") {
            address += encoded_path(stem.substr(stem.rfind('/') + 1));
        } else if (!anchor.empty()) {
            address += percent_encoded(anchor, "-._~");
        } else if (address.ends_with('#')) {
            address.pop_back();
        }
    }
    return address;
}

std::string SiteAddresses::of(const Note& note, std::size_t section) const {
    if (address_.empty()) return {};
    const auto [known, fresh] = anchors_.try_emplace(note.path);
    if (fresh) known->second = site_anchors(note, style_);
    return address_.of(note.path, known->second[section]);
}

}  // namespace crib
