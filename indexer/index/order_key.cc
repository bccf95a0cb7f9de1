#include "indexer/index/order_key.h"

#include <fmt/format.h>

#include "indexer/index/ids.h"
#include "indexer/text/error.h"

namespace crib {
namespace {

constexpr std::size_t integer_size = 4;  // as big_endian makes it
// The bytes behind the path: NUL, the line, the kind, the column.
constexpr std::size_t after_path = 1 + integer_size + 1 + integer_size;

// Bytes that sort as the numbers do.
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

}  // namespace

std::string order_key(std::string_view tree, std::string_view path, Place place, Kind kind) {
    std::string key = path_in_tree(tree, path);
    key += '\0';
    key += big_endian(place.line);
    key += kind == Kind::question ? '\0' : '\1';
    key += big_endian(place.column);
    return key;
}

OrderKey read_order_key(std::string_view order) {
    const auto slash = order.find('/');
    if (slash == std::string_view::npos || order.size() < slash + 1 + after_path) {
        throw damaged_database();
    }
    const std::size_t end = order.size() - after_path;
    const std::string_view numbers = order.substr(end + 1);
    return {std::string(order.substr(0, slash)),
            std::string(order.substr(slash + 1, end - slash - 1)),
            {from_big_endian(numbers.substr(0, integer_size)),
             from_big_endian(numbers.substr(integer_size + 1))},
            kind_of_key(order)};
}

Kind kind_of_key(std::string_view order) {
    if (order.size() <= integer_size) throw damaged_database();
    return order[order.size() - integer_size - 1] == '\0' ? Kind::question : Kind::section;
}

std::pair<std::string, std::string> order_keys_below(std::string_view folder) {
    constexpr char after_slash = '/' + 1;
    return {fmt::format("{}/", folder), fmt::format("{}{}", folder, after_slash)};
}

}  // namespace crib
