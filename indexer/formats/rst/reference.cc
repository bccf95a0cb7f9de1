#include "indexer/formats/rst/reference.h"

#include <utility>

#include "indexer/formats/rst/line.h"
#include "indexer/text/spaces.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

// How many names to follow. Names may lead to each other in a circle.
constexpr int most_names = 8;

}  // namespace

std::string rst_name(std::string_view name) { return lower(single_spaced(unescaped(name))); }

std::string rst_url(std::string_view text) {
    std::string url = unescaped(text);
    std::erase_if(url, is_white_space);
    return url;
}

std::optional<std::string> name_of_reference(std::string_view destination) {
    if (!destination.ends_with('_') || destination.ends_with("\\_")) return {};
    std::string name(destination.substr(0, destination.size() - 1));
    std::erase(name, '`');
    return name;
}

void RstReferences::add(std::string_view name, std::string destination) {
    destinations_.emplace(rst_name(name), std::move(destination));
}

void RstReferences::add_anonymous(std::string destination) {
    anonymous_.push_back(std::move(destination));
}

std::optional<std::string> RstReferences::find(std::string_view name) {
    std::string key = rst_name(name);
    for (int names = 0; names < most_names; ++names) {
        const auto found = destinations_.find(key);
        if (found == destinations_.end()) return {};
        const auto other = name_of_reference(found->second);
        if (!other) {
            if (found->second.size() > left_) return {};
            left_ -= found->second.size();
            return rst_url(found->second);
        }
        key = rst_name(*other);
    }
    return {};
}

std::optional<std::string> RstReferences::next_anonymous() {
    if (next_ == anonymous_.size()) return {};
    return rst_url(anonymous_[next_++]);
}

}  // namespace crib
