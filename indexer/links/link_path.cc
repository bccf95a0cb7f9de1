#include "indexer/links/link_path.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

#include "indexer/text/percent.h"
#include "indexer/text/spaces.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

WikiName parts_of(std::string_view written) {
    const std::size_t hash = std::min(written.find('#'), written.size());
    WikiName parts{std::string(trimmed(written.substr(0, hash))), {}, {}};
    if (hash == written.size()) return parts;
    parts.heading = written.substr(hash + 1);
    for (std::size_t at = hash + 1; at <= written.size();) {
        const std::size_t end = std::min(written.find('#', at), written.size());
        parts.steps.emplace_back(written.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

// The page that a shortcode of Hugo's, or a tag of Jekyll's, names: `{{< ref "a.md" >}}`.
std::optional<std::string_view> page_referred_to(std::string_view destination) {
    static constexpr auto openings = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"{{<", ">}}"}, {"{{%", "%}}"}, {"{%", "%}"}});
    for (const auto& [open, close] : openings) {
        if (!destination.starts_with(open) || !destination.ends_with(close)) continue;
        if (destination.size() < open.size() + close.size()) continue;
        destination.remove_prefix(open.size());
        destination.remove_suffix(close.size());
        const std::string_view inside = trimmed(destination);
        const std::size_t word = std::min(inside.find(' '), inside.size());
        const std::string_view name = inside.substr(0, word);
        if (name != "ref" && name != "relref" && name != "link") return std::nullopt;
        std::string_view page = trimmed(inside.substr(word));
        if (page.size() > 1 && page.front() == page.back() && page.find_first_of("\"'`") == 0) {
            page = page.substr(1, page.size() - 2);
        }
        const bool is_path = page.find_first_of(" \"'{=") == std::string_view::npos;
        return is_path && !page.empty() ? std::optional(page) : std::nullopt;
    }
    return std::nullopt;
}

bool has_template(std::string_view destination) {
    return destination.find("{{") != std::string_view::npos ||
           destination.find("{%") != std::string_view::npos;
}

// The size of the mark before a path that counts from the root of a site.
std::size_t size_of_site_mark(std::string_view destination) {
    for (const std::string_view mark : {"~/", "@/", "@site/"}) {
        if (destination.starts_with(mark)) return mark.size();
    }
    return 0;
}

}  // namespace

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
    std::string_view destination = link.destination;
    Address::Kind kind = Address::Kind::plain;
    if (const auto page = page_referred_to(destination)) {
        destination = *page;
        kind = Address::Kind::reference;
    } else if (has_template(destination)) {
        return {false, std::nullopt, {}, Address::Kind::unknown, std::string(destination)};
    } else if (const std::size_t mark = size_of_site_mark(destination)) {
        destination.remove_prefix(mark);
        kind = Address::Kind::site;
    }
    const std::size_t hash = std::min(destination.find('#'), destination.size());
    const std::size_t query = std::min(destination.find('?'), hash);
    Address address;
    std::string& written = address.written;
    written = percent_decoded(destination.substr(0, query));
    if (hash < destination.size()) {
        // What stands behind `:~:` is for the browser: a text to go to.
        const std::string_view fragment = destination.substr(hash + 1);
        address.fragment = percent_decoded(fragment.substr(0, fragment.find(":~:")));
    }
    address.kind = kind;
    address.own = written.empty();
    const bool plain = kind == Address::Kind::plain;
    if (!address.own) address.path = joined_path(plain ? folder_of(from) : "", written);
    return address;
}

WikiName wiki_name(const Link& link) {
    return parts_of(std::string_view(link.destination).substr(0, link.destination.find('|')));
}

std::optional<WikiName> wiki_name_behind_bar(const Link& link) {
    const std::size_t bar = link.destination.find('|');
    if (bar == std::string::npos) return std::nullopt;
    return parts_of(trimmed(std::string_view(link.destination).substr(bar + 1)));
}

bool is_relative(std::string_view name) {
    return name.starts_with("./") || name.starts_with("../");
}

std::optional<std::pair<int, int>> lines_named_by(std::string_view fragment) {
    const char* at = fragment.data();
    const char* const end = at + fragment.size();
    // Reads `L3` or `L3C1`, and returns the line; 0 if there is none.
    const auto read = [&] {
        int line = 0;
        int column = 0;
        if (at == end || *at != 'L') return 0;
        const auto [behind, error] = std::from_chars(at + 1, end, line);
        if (error != std::errc() || line <= 0) return 0;
        at = behind;
        if (at != end && *at == 'C') at = std::from_chars(at + 1, end, column).ptr;
        return line;
    };
    const int first = read();
    int last = first;
    if (first > 0 && at != end && *at == '-') {
        ++at;
        last = read();
    }
    if (first == 0 || last == 0 || at != end) return std::nullopt;
    return std::pair(first, last);
}

}  // namespace crib
