#include "indexer/index/record.h"

#include <nlohmann/json.hpp>

#include "indexer/index/order_key.h"
#include "indexer/index/tree_record.h"
#include "indexer/text/error.h"

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

}  // namespace

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
    const OrderKey key = read_order_key(order);
    Record record;
    record.kind = key.kind;
    record.tree = key.tree;
    record.path = key.path;
    record.place = key.place;
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

}  // namespace crib
