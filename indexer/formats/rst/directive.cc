#include "indexer/formats/rst/directive.h"

#include <algorithm>
#include <unordered_map>

#include "indexer/text/unicode.h"

namespace crib {
namespace {

void add_list(std::vector<std::string>& list, std::string_view values) {
    while (!values.empty()) {
        const std::size_t comma = std::min(values.find(','), values.size());
        const std::string_view value = trimmed(values.substr(0, comma));
        if (!value.empty()) list.emplace_back(value);
        values.remove_prefix(std::min(comma + 1, values.size()));
    }
}

}  // namespace

RstDirective rst_directive(std::string_view name) {
    static const std::unordered_map<std::string_view, RstDirective> directives{
        {"code-block", RstDirective::code},
        {"code", RstDirective::code},
        {"sourcecode", RstDirective::code},
        {"productionlist", RstDirective::verbatim},
        {"parsed-literal", RstDirective::literal},
        {"highlight", RstDirective::highlight},
        {"meta", RstDirective::meta},
        {"image", RstDirective::image},
        {"figure", RstDirective::figure},
        {"toctree", RstDirective::toctree},
        {"list-table", RstDirective::list_table},
        {"contents", RstDirective::contents},
        {"only", RstDirective::inside},
        {"ifconfig", RstDirective::inside},
        {"container", RstDirective::inside},
        {"class", RstDirective::inside},
        {"rst-class", RstDirective::inside},
        {"cssclass", RstDirective::inside},
        {"include", RstDirective::dropped},
        {"literalinclude", RstDirective::dropped},
        {"raw", RstDirective::dropped},
        {"index", RstDirective::dropped},
        {"module", RstDirective::dropped},
        {"currentmodule", RstDirective::dropped},
        {"py:module", RstDirective::dropped},
        {"py:currentmodule", RstDirective::dropped},
        {"default-role", RstDirective::dropped},
        {"role", RstDirective::dropped},
        {"default-domain", RstDirective::dropped},
        {"program", RstDirective::dropped},
        {"sectionauthor", RstDirective::dropped},
        {"codeauthor", RstDirective::dropped},
        {"tabularcolumns", RstDirective::dropped},
        {"title", RstDirective::dropped},
        {"sectnum", RstDirective::dropped},
    };
    const auto found = directives.find(lower(name));
    return found == directives.end() ? RstDirective::text : found->second;
}

std::vector<RstField> rst_fields(std::span<const RstLine> lines) {
    std::vector<RstField> fields;
    for (const RstLine& line : lines) {
        const std::size_t marker = field_marker(line.text);
        if (marker > 0) {
            fields.push_back({std::string(line.text.substr(1, marker - 2)),
                              std::string(trimmed(line.text.substr(marker)))});
        } else if (!fields.empty() && !line.blank()) {
            std::string& value = fields.back().value;
            if (!value.empty()) value += ' ';
            value += line.text;
        }
    }
    return fields;
}

void add_field(FrontMatter& front_matter, const RstField& field) {
    // Drops attributes after the name: `description lang=en`.
    const std::string name = lower(field.name.substr(0, field.name.find(' ')));
    if (name == "title") {
        front_matter.title = field.value;
    } else if (name == "description") {
        front_matter.description = field.value;
    } else if (name == "keywords") {
        add_list(front_matter.aliases, field.value);
    } else if (name == "tags" || name == "category" || name == "categories") {
        add_list(front_matter.tags, field.value);
    }
}

Link toctree_link(const RstLine& entry) {
    const std::string_view text = entry.text;
    const std::size_t angle = text.ends_with('>') ? text.rfind('<') : std::string_view::npos;
    const bool titled = angle != std::string_view::npos && angle > 0;
    const std::string_view label = titled ? trimmed(text.substr(0, angle)) : text;
    const std::string_view destination =
        titled ? text.substr(angle + 1, text.size() - angle - 2) : text;
    const bool is_url = destination.find("://") != std::string_view::npos;
    return {std::string(label), std::string(destination), entry.place,
            is_url ? LinkKind::url : LinkKind::doc};
}

Link image_link(const RstLine& line, std::span<const RstField> options) {
    const auto is_text = [](const RstField& field) { return field.name == "alt"; };
    const auto text = std::ranges::find_if(options, is_text);
    return {text == options.end() ? "" : text->value, std::string(line.text), line.place,
            LinkKind::image};
}

}  // namespace crib
