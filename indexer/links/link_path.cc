#include "indexer/links/link_path.h"

#include <algorithm>
#include <vector>

#include "indexer/text/percent.h"
#include "indexer/text/unicode.h"

namespace crib {

std::string file_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

std::string folder_of(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

std::optional<std::string> joined_path(const std::string& folder, std::string_view path) {
    std::vector<std::string_view> parts;
    bool inside = true;
    const auto walk = [&](std::string_view steps) {
        for (std::size_t at = 0; at <= steps.size();) {
            const std::size_t end = std::min(steps.find('/', at), steps.size());
            const std::string_view step = steps.substr(at, end - at);
            if (step == "..") {
                inside = inside && !parts.empty();
                if (!parts.empty()) parts.pop_back();
            } else if (!step.empty() && step != ".") {
                parts.push_back(step);
            }
            at = end + 1;
        }
    };
    if (!path.starts_with('/')) walk(folder);
    walk(path);
    if (!inside) return std::nullopt;
    std::string result;
    for (const std::string_view part : parts) {
        if (!result.empty()) result += '/';
        result += part;
    }
    return result;
}

bool has_scheme(std::string_view destination) {
    if (destination.starts_with("//")) return true;
    std::size_t at = 0;
    while (at < destination.size() &&
           (is_letter(static_cast<unsigned char>(destination[at])) ||
            (at > 0 &&
             std::string_view("0123456789+.-").find(destination[at]) != std::string_view::npos))) {
        ++at;
    }
    return at > 1 && at < destination.size() && destination[at] == ':';
}

Address address_of(const Link& link, const std::string& from) {
    const std::string_view destination = link.destination;
    const std::size_t hash = std::min(destination.find('#'), destination.size());
    const std::size_t query = std::min(destination.find('?'), hash);
    const std::string written = percent_decoded(destination.substr(0, query));
    Address address;
    if (hash < destination.size()) address.fragment = percent_decoded(destination.substr(hash + 1));
    address.own = written.empty();
    if (!address.own) address.path = joined_path(folder_of(from), written);
    return address;
}

WikiName wiki_name(const Link& link) {
    const std::string inside = link.destination.substr(0, link.destination.find('|'));
    const std::size_t hash = std::min(inside.find('#'), inside.size());
    return {inside.substr(0, hash),
            hash < inside.size() ? inside.substr(inside.rfind('#') + 1) : std::string()};
}

}  // namespace crib
