#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "indexer/text/error.h"

// Values as bytes and back. A number takes seven bits a byte, the lowest first; a signed one has
// its sign in the lowest bit. A string or a list follows its size.
//
// One function lists the fields of a struct for both ways. Its binding fails to compile if a field
// is missing:
//
//     template <typename Visitor>
//     void visit(Visitor& visitor, Seen<Visitor, Place>& place) {
//         auto& [line, column] = place;
//         visitor(line, column);
//     }
namespace crib {

// How a visitor takes a T: as const if it writes bytes, because it then only reads the T.
template <typename Visitor, typename T>
using Seen = std::conditional_t<Visitor::writes, const T, T>;

template <typename T>
concept Number = std::integral<T> || std::is_enum_v<T>;

// A number near another one: written as their difference.
template <typename T>
struct Near {
    T& number;
    const T& other;
};
template <typename T>
Near(T&, const std::type_identity_t<T>&) -> Near<T>;

// A string that is mostly the same as another one: written in one byte if it is.
template <typename String>
struct Mostly {
    String& text;
    const std::string& usual;
};
template <typename String>
Mostly(String&, const std::string&) -> Mostly<String>;

class BytesWriter {
  public:
    static constexpr bool writes = true;

    template <typename... Fields>
    void operator()(const Fields&... fields) {
        (put(fields), ...);
    }
    // A list; calls `write` with each element.
    template <typename T, typename Write>
    void list(const std::vector<T>& elements, Write write) {
        put_varint(elements.size());
        for (const T& element : elements) write(element);
    }
    // A string of a sorted list, without what it shares with the one before (front coding;
    // I. Witten, A. Moffat, T. Bell, Managing Gigabytes, 1999).
    void sorted(std::string_view text, std::string_view before);
    // A value that a reader can skip.
    template <typename T>
    void skippable(const T& value) {
        BytesWriter writer;
        writer(value);
        put(writer.bytes_);
    }
    // A reader throws unless this holds.
    void require(bool /*holds*/) const {}

    std::string take() { return std::exchange(bytes_, {}); }

  private:
    template <Number T>
    void put(const T& number) {
        if constexpr (std::is_enum_v<T>) {
            put(static_cast<std::underlying_type_t<T>>(number));
        } else if constexpr (std::signed_integral<T>) {
            const std::int64_t wide = number;
            put_varint(static_cast<std::uint64_t>(wide) << 1 ^
                       static_cast<std::uint64_t>(wide >> 63));
        } else {
            put_varint(number);
        }
    }
    void put(std::string_view text) {
        put_varint(text.size());
        bytes_ += text;
    }
    void put(const std::string& text) { put(std::string_view(text)); }
    template <typename T>
    void put(const std::vector<T>& elements) {
        list(elements, [this](const T& element) { put(element); });
    }
    template <typename T>
    void put(const std::optional<T>& value) {
        put(value.has_value());
        if (value) put(*value);
    }
    template <typename T>
    void put(const Near<T>& near) {
        put(static_cast<std::int64_t>(static_cast<std::uint64_t>(near.number) -
                                      static_cast<std::uint64_t>(near.other)));
    }
    template <typename String>
    void put(const Mostly<String>& mostly) {
        const bool differs = mostly.text != mostly.usual;
        put(differs);
        if (differs) put(mostly.text);
    }
    template <typename T>
    void put(const T& record) {
        visit(*this, record);
    }

    void put_varint(std::uint64_t number);

    std::string bytes_;
};

// Reads bytes that may be damaged: throws Error if they make no sense, and trusts no size in them.
class BytesReader {
  public:
    static constexpr bool writes = false;

    // `damage` makes the error. The bytes must outlive the reader.
    explicit BytesReader(std::string_view bytes, Error (*damage)() = damaged_database)
        : bytes_(bytes), damage_(damage) {}

    template <typename... Fields>
    void operator()(Fields&&... fields) {
        (get(fields), ...);
    }
    template <typename T>
    T read() {
        T value{};
        get(value);
        return value;
    }
    template <typename T, typename Read>
    void list(std::vector<T>& elements, Read read) {
        elements.clear();
        for (std::uint64_t left = varint(); left > 0; --left) {
            // Each element takes at least one byte.
            require(left <= bytes_.size());
            read(elements.emplace_back());
        }
    }
    // `text` is the string before.
    void sorted(std::string& text) {
        const std::uint64_t shared = varint();
        require(shared <= text.size());
        text.resize(shared);
        text += take(varint());
    }
    template <typename T>
    void skippable(T& value) {
        BytesReader reader(take(varint()), damage_);
        reader(value);
        reader.finish();
    }
    void skip() { take(varint()); }
    void require(bool holds) const {
        if (!holds) throw damage_();
    }

    bool at_end() const { return bytes_.empty(); }
    // Throws unless all was read.
    void finish() const { require(at_end()); }

  private:
    template <Number T>
    void get(T& number) {
        if constexpr (std::is_enum_v<T>) {
            number = static_cast<T>(read<std::underlying_type_t<T>>());
        } else if constexpr (std::signed_integral<T>) {
            const std::uint64_t zigzag = varint();
            const auto wide = static_cast<std::int64_t>(zigzag >> 1 ^ (~(zigzag & 1) + 1));
            require(std::in_range<T>(wide));
            number = static_cast<T>(wide);
        } else {
            const std::uint64_t wide = varint();
            require(wide <= std::numeric_limits<T>::max());
            number = static_cast<T>(wide);
        }
    }
    void get(std::string& text) { text = take(varint()); }
    template <typename T>
    void get(std::vector<T>& elements) {
        list(elements, [this](T& element) { get(element); });
    }
    template <typename T>
    void get(std::optional<T>& value) {
        value.reset();
        if (read<bool>()) get(value.emplace());
    }
    template <typename T>
    void get(Near<T>& near) {
        near.number = static_cast<T>(static_cast<std::uint64_t>(near.other) +
                                     static_cast<std::uint64_t>(read<std::int64_t>()));
    }
    template <typename String>
    void get(Mostly<String>& mostly) {
        if (read<bool>()) {
            get(mostly.text);
        } else {
            mostly.text = mostly.usual;
        }
    }
    template <typename T>
    void get(T& record) {
        visit(*this, record);
    }

    std::string_view take(std::uint64_t size) {
        require(size <= bytes_.size());
        const std::string_view taken = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return taken;
    }
    std::uint64_t varint() {
        // Most numbers take one byte.
        const auto first = bytes_.empty() ? 0xFF : static_cast<unsigned char>(bytes_.front());
        if (first >= 0x80) return long_varint();
        bytes_.remove_prefix(1);
        return first;
    }
    std::uint64_t long_varint();

    std::string_view bytes_;
    Error (*damage_)();
};

// A value as bytes.
template <typename T>
std::string bytes_of(const T& value) {
    BytesWriter writer;
    writer(value);
    return writer.take();
}
// The value that all the bytes make.
template <typename T>
T from_bytes(std::string_view bytes, Error (*damage)() = damaged_database) {
    BytesReader reader(bytes, damage);
    T value = reader.read<T>();
    reader.finish();
    return value;
}

// A list of strings without its size: no bytes if it is empty.
std::string pack(const std::vector<std::string>& strings);
// Throws Error if the bytes are damaged.
std::vector<std::string> unpack(std::string_view packed);

}  // namespace crib
