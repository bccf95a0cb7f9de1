#include "indexer/text/bytes.h"

#include <algorithm>
#include <array>

namespace crib {
namespace {

constexpr std::uint64_t more = 0x80;  // in a byte of a number: another one follows
constexpr std::size_t longest = 10;   // bytes of a number

}  // namespace

void BytesWriter::sorted(std::string_view text, std::string_view before) {
    const auto end = std::ranges::mismatch(text, before).in1;
    const auto shared = static_cast<std::size_t>(end - text.begin());
    put_varint(shared);
    put(text.substr(shared));
}

void BytesWriter::put_varint(std::uint64_t number) {
    std::array<char, longest> bytes{};
    std::size_t size = 0;
    for (; number >= more; number >>= 7) bytes[size++] = static_cast<char>(number | more);
    bytes[size++] = static_cast<char>(number);
    bytes_.append(bytes.data(), size);
}

std::uint64_t BytesReader::long_varint() {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < bytes_.size() && i < longest; ++i) {
        const auto byte = static_cast<unsigned char>(bytes_[i]);
        number |= (byte & ~more) << (7 * i);
        if (byte >= more) continue;
        bytes_.remove_prefix(i + 1);
        return number;
    }
    throw damage_();
}

std::string pack(const std::vector<std::string>& strings) {
    BytesWriter writer;
    for (const std::string& string : strings) writer(string);
    return writer.take();
}

std::vector<std::string> unpack(std::string_view packed) {
    std::vector<std::string> strings;
    for (BytesReader reader(packed); !reader.at_end();) {
        strings.push_back(reader.read<std::string>());
    }
    return strings;
}

}  // namespace crib
