#include "indexer/text/bytes.h"

#include <algorithm>

namespace crib {
namespace {

constexpr std::size_t integer_size = 4;

std::string big_endian(std::size_t number) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xFF);
    return bytes;
}

std::size_t from_big_endian(std::string_view bytes) {
    std::size_t number = 0;
    for (const unsigned char byte : bytes) number = number << 8 | byte;
    return number;
}

}  // namespace

std::string pack(const std::vector<std::string>& strings) {
    std::string packed;
    for (const std::string& string : strings) {
        packed += big_endian(string.size());
        packed += string;
    }
    return packed;
}

std::vector<std::string> unpack(std::string_view packed) {
    std::vector<std::string> strings;
    while (packed.size() >= integer_size) {
        const auto size = from_big_endian(packed.substr(0, integer_size));
        packed.remove_prefix(integer_size);
        strings.emplace_back(packed.substr(0, size));
        packed.remove_prefix(std::min(size, packed.size()));
    }
    return strings;
}

}  // namespace crib
