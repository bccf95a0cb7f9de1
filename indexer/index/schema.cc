#include "indexer/index/schema.h"

#include <algorithm>

#include <fmt/format.h>
#include <xapian.h>
#include <nlohmann/json.hpp>

#include "indexer/text/error.h"
#include "indexer/text/unicode.h"

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

// Where to_json has them.
constexpr std::size_t link_title = 1;
constexpr std::size_t link_path = 3;

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

// Stops where arrays nest as those of no record do: the library reads them by recursion, and
// damaged data could make it use up the stack.
class Nesting : public nlohmann::json_sax<Json> {
  public:
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool key(string_t&) override { return true; }
    bool start_object(std::size_t) override { return ++depth_ <= deepest; }
    bool start_array(std::size_t) override { return ++depth_ <= deepest; }
    bool end_object() override { return --depth_ >= 0; }
    bool end_array() override { return --depth_ >= 0; }
    bool parse_error(std::size_t, const std::string&, const Json::exception&) override {
        return false;
    }

  private:
    static constexpr int deepest = 8;
    int depth_ = 0;
};

bool nests_deep(std::string_view data) {
    // No stack ends by so few levels: most records are spared a second reading.
    constexpr std::size_t harmless = 1024;
    if (data.size() <= harmless) return false;
    Nesting nesting;
    return !Json::sax_parse(data.begin(), data.end(), &nesting, Json::input_format_t::cbor);
}

// Calls `read` with the decoded data; what it can't make sense of is damage.
template <typename Read>
auto decode(std::string_view data, Read read) {
    if (nests_deep(data)) throw damaged_database();
    try {
        return read(Json::from_cbor(data.begin(), data.end()));
    } catch (const Json::exception&) {
        throw damaged_database();
    }
}

constexpr std::size_t longest_term = 245;
constexpr std::size_t integer_size = 4;  // as big_endian makes it

// Paths are long, and each document has an id: a digest takes an eighth of the room. The tree's
// name stays, so that whoever makes two digests equal on purpose hides nothing but their own notes.
std::string id(char kind, std::string_view tree, std::string_view name) {
    return make_term(prefix::id, kind + digest(fmt::format("{}/{}", tree, name)));
}

std::string big_endian(int number) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) {
        bytes += static_cast<char>((static_cast<unsigned>(number) >> shift) & 0xFF);
    }
    return bytes;
}

int from_big_endian(std::string_view bytes) {
    unsigned number = 0;
    for (const unsigned char byte : bytes) number = number << 8 | byte;
    return static_cast<int>(number);
}

// What order_key was made of.
Record place_of(std::string_view order) {
    constexpr std::size_t after_path = 1 + integer_size + 1 + integer_size;
    const auto slash = order.find('/');
    if (slash == std::string_view::npos || order.size() < slash + 1 + after_path) {
        throw damaged_database();
    }
    Record record;
    record.tree = order.substr(0, slash);
    record.path = order.substr(slash + 1, order.size() - slash - 1 - after_path);
    order.remove_prefix(order.size() - after_path + 1);
    record.place.line = from_big_endian(order.substr(0, integer_size));
    record.kind = kind_of_key(order);
    record.place.column = from_big_endian(order.substr(integer_size + 1));
    return record;
}

}  // namespace

void set_record(Xapian::Document& document, const Record& record) {
    document.add_value(slot::order, order_key(record.tree, record.path, record.place, record.kind));
    document.add_value(slot::record, encode(record));
}

std::string encode(const Record& record) {
    Json links = Json::array();
    for (const RecordLink& link : record.links) {
        links.push_back(to_json(link));
        // Most lead to the record's own section.
        if (link.title == record.title) links.back()[link_title] = nullptr;
        if (link.path == record.path) links.back()[link_path] = nullptr;
    }
    return to_bytes(Json::array({record.title, record.group, links, record.url}));
}

Record decode_record(std::string_view data, std::string_view order) {
    Record record = place_of(order);
    return decode(data, [&](Json&& json) {
        record.title = json.at(0).get<std::string>();
        record.group = json.at(1).get<std::string>();
        for (Json& link : json.at(2)) {
            if (link.at(link_title).is_null()) link[link_title] = record.title;
            if (link.at(link_path).is_null()) link[link_path] = record.path;
        }
        record.links = links_from(json.at(2));
        record.url = json.at(3).get<std::string>();
        return std::move(record);
    });
}

Record record_of(const Xapian::Document& document) {
    return decode_record(document.get_value(slot::record), document.get_value(slot::order));
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
    while (packed.size() >= integer_size) {
        const auto size = static_cast<unsigned>(from_big_endian(packed.substr(0, integer_size)));
        packed.remove_prefix(integer_size);
        strings.emplace_back(packed.substr(0, size));
        packed.remove_prefix(std::min<std::size_t>(size, packed.size()));
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

std::string digest(std::string_view text) {
    constexpr std::string_view digits =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+-";
    std::uint64_t hash = hash64(text);
    std::string result;
    for (int i = 0; i < 11; ++i, hash >>= 6) result += digits[hash & 63];
    return result;
}

std::string section_id(std::string_view tree, std::string_view path, std::string_view anchor) {
    return id('s', tree, fmt::format("{}{}{}", path, '\0', anchor));
}

std::string question_id(std::string_view tree, std::string_view path, Place place) {
    return id('q', tree, fmt::format("{}:{}:{}", path, place.line, place.column));
}

std::string note_id(std::string_view tree, std::string_view path) { return id('n', tree, path); }

std::string note_term(std::string_view path) { return make_term(prefix::note, digest(path)); }

std::string note_term(std::string_view tree, std::string_view path) {
    return note_term(fmt::format("{}/{}", tree, path));
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

std::string exact_term(std::string_view form) { return make_term(prefix::exact, digest(form)); }

std::string order_key(std::string_view tree, std::string_view path, Place place, Kind kind) {
    std::string key = fmt::format("{}/{}", tree, path);
    key += '\0';
    key += big_endian(place.line);
    key += kind == Kind::question ? '\0' : '\1';
    key += big_endian(place.column);
    return key;
}

std::pair<std::string, std::string> order_keys_below(std::string_view folder) {
    constexpr char after_slash = '/' + 1;
    return {fmt::format("{}/", folder), fmt::format("{}{}", folder, after_slash)};
}

Kind kind_of_key(std::string_view order) {
    if (order.size() <= integer_size) throw damaged_database();
    return order[order.size() - integer_size - 1] == '\0' ? Kind::question : Kind::section;
}

}  // namespace crib
