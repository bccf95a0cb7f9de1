#include "indexer/schema.h"

#include <algorithm>

#include <fmt/format.h>
#include <xapian.h>
#include <nlohmann/json.hpp>

#include "indexer/error.h"
#include "indexer/unicode.h"

namespace crib {
namespace {

using Json = nlohmann::json;

// CBOR as a string of bytes; strings in it need not be UTF-8.
std::string to_bytes(const Json& json) {
    std::string bytes;
    Json::to_cbor(json, bytes);
    return bytes;
}

Json to_json(const RecordLink& link) {
    return Json::array({static_cast<int>(link.state), link.title, link.destination, link.path,
                        link.line, link.column, link.end_line, link.anchor, link.breadcrumb,
                        link.url});
}

// A fraction is not cut off, which has no meaning where it is too large.
int integer(const Json& json) {
    if (!json.is_number_integer()) throw damaged_database();
    return json.get<int>();
}

RecordLink link_from(const Json& json) {
    return {static_cast<RecordLink::State>(integer(json.at(0))),
            json.at(1).get<std::string>(),
            json.at(2).get<std::string>(),
            json.at(3).get<std::string>(),
            integer(json.at(4)),
            integer(json.at(5)),
            integer(json.at(6)),
            json.at(7).get<std::string>(),
            json.at(8).get<std::vector<std::string>>(),
            json.at(9).get<std::string>()};
}

Json to_json(const std::vector<RecordLink>& links) {
    Json result = Json::array();
    for (const RecordLink& link : links) result.push_back(to_json(link));
    return result;
}

std::vector<RecordLink> links_from(const Json& json) {
    std::vector<RecordLink> links;
    for (const Json& link : json) links.push_back(link_from(link));
    return links;
}

// Calls `read` with the decoded data; what it can't make sense of is damage.
template <typename Read>
auto decode(std::string_view data, Read read) {
    try {
        return read(Json::from_cbor(data.begin(), data.end()));
    } catch (const Json::exception&) {
        throw damaged_database();
    }
}

// Of all together, in bytes.
std::size_t size_of(const std::vector<std::string>& texts) {
    std::size_t size = 0;
    for (const std::string& text : texts) size += text.size();
    return size;
}

constexpr std::size_t longest_term = 245;

std::string big_endian(int number) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) {
        bytes += static_cast<char>((static_cast<unsigned>(number) >> shift) & 0xFF);
    }
    return bytes;
}

}  // namespace

// The texts come first: Xapian 1.4.22 can't read what ends in thousands of times the same, as a
// text may ("Too few chunks of compressed data").
std::string encode(const Record& record) {
    std::vector<std::string> parts = record.texts;
    parts.push_back(to_bytes(
        Json::array({static_cast<int>(record.kind), record.tree, record.title, record.group,
                     record.path, record.place.line, record.place.column, to_json(record.links),
                     record.url, record.texts.size(), size_of(record.texts)})));
    return pack(parts);
}

Record decode_record(std::string_view data) {
    std::vector<std::string> texts = unpack(data);
    const std::string rest = texts.empty() ? std::string() : std::move(texts.back());
    if (!texts.empty()) texts.pop_back();
    return decode(rest, [&](const Json& json) {
        if (json.at(9) != texts.size() || json.at(10) != size_of(texts)) throw damaged_database();
        return Record{static_cast<Kind>(integer(json.at(0))),
                      json.at(1).get<std::string>(),
                      json.at(2).get<std::string>(),
                      json.at(3).get<std::string>(),
                      json.at(4).get<std::string>(),
                      {integer(json.at(5)), integer(json.at(6))},
                      std::move(texts),
                      links_from(json.at(7)),
                      json.at(8).get<std::string>()};
    });
}

std::string encode(const NoteRecord& record) {
    return to_bytes(
        Json::array({record.tree, record.path, record.title, to_json(record.see_also)}));
}

NoteRecord decode_note(std::string_view data) {
    return decode(data, [](const Json& json) {
        return NoteRecord{json.at(0).get<std::string>(), json.at(1).get<std::string>(),
                          json.at(2).get<std::string>(), links_from(json.at(3))};
    });
}

std::string encode(const TreeRecord& record) {
    return to_bytes(Json::array({record.name, record.root, record.only, record.exclude,
                                 record.anchors, record.url, record.language, record.ignore,
                                 record.synonym_files, record.synonyms}));
}

TreeRecord decode_tree(std::string_view data) {
    return decode(data, [](const Json& json) {
        return TreeRecord{json.at(0).get<std::string>(),
                          json.at(1).get<std::string>(),
                          json.at(2).get<std::string>(),
                          json.at(3).get<std::vector<std::string>>(),
                          json.at(4).get<std::string>(),
                          json.at(5).get<std::string>(),
                          json.at(6).get<std::string>(),
                          json.at(7).get<bool>(),
                          json.at(8).get<std::vector<std::string>>(),
                          json.at(9).get<std::string>()};
    });
}

std::vector<TreeRecord> trees_of(const Xapian::Database& database) {
    std::vector<TreeRecord> trees;
    const std::string prefix(metadata::tree);
    for (auto key = database.metadata_keys_begin(prefix); key != database.metadata_keys_end(prefix);
         ++key) {
        trees.push_back(decode_tree(database.get_metadata(*key)));
    }
    return trees;
}

std::string pack(const std::vector<std::string>& strings) {
    std::string packed;
    for (const std::string& string : strings) {
        packed += big_endian(static_cast<int>(string.size()));
        packed += string;
    }
    return packed;
}

std::vector<std::string> unpack(std::string_view packed) {
    std::vector<std::string> strings;
    while (packed.size() >= 4) {
        std::size_t size = 0;
        for (const unsigned char byte : packed.substr(0, 4)) size = size << 8 | byte;
        packed.remove_prefix(4);
        strings.emplace_back(packed.substr(0, size));
        packed.remove_prefix(std::min(size, packed.size()));
    }
    return strings;
}

std::string make_term(std::string_view prefix, std::string_view text) {
    std::string term(prefix);
    term += text;
    std::ranges::replace(term, '\0', ' ');
    if (term.size() <= longest_term) return term;
    const std::string tail = fmt::format("~{:016x}", hash64(term));
    term.resize(longest_term - tail.size());
    return term + tail;
}

std::uint64_t hash64(std::string_view text, std::uint64_t hash) {
    for (const unsigned char c : text) hash = (hash ^ c) * 0x100000001b3;
    return hash;
}

std::string section_id(std::string_view tree, std::string_view path, std::string_view anchor) {
    const std::string_view mark = anchor.empty() ? "" : "#";
    return make_term(prefix::id, fmt::format("s{}/{}{}{}", tree, path, mark, anchor));
}

std::string question_id(std::string_view tree, std::string_view path, Place place) {
    return make_term(prefix::id, fmt::format("q{}/{}:{}:{}", tree, path, place.line, place.column));
}

std::string note_id(std::string_view tree, std::string_view path) {
    return make_term(prefix::id, fmt::format("n{}/{}", tree, path));
}

std::string exact_form(std::string_view title) {
    const std::string folded = fold(title);
    std::string form;
    for (const char c : folded) {
        const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (c != '`' && !space) form += c;
        if (space && !form.empty() && form.back() != ' ') form += ' ';
    }
    form.erase(form.find_last_not_of(' ') + 1);
    if (form.size() > 1 && (form.ends_with('?') || form.ends_with('!') || form.ends_with('.')) &&
        form[form.size() - 2] != form.back()) {
        form.pop_back();
        form.erase(form.find_last_not_of(' ') + 1);
    }
    return form;
}

std::string order_key(std::string_view tree, std::string_view path, Place place, Kind kind) {
    std::string key = fmt::format("{}/{}", tree, path);
    key += '\0';
    key += big_endian(place.line);
    key += kind == Kind::question ? '\0' : '\1';
    key += big_endian(place.column);
    return key;
}

}  // namespace crib
