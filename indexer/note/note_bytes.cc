#include "indexer/note/note_bytes.h"

#include <algorithm>
#include <array>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "indexer/text/error.h"

namespace crib {
namespace {

// What a visitor takes a T as: one that writes needs not change it.
template <typename Visitor, typename T>
using Seen = std::conditional_t<Visitor::writes, const T, T>;

// All fields of each type, for both ways. The bindings fail to compile where one is missing.

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, Place>& place) {
    auto& [line, column] = place;
    visitor(line, column);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, Problem>& problem) {
    auto& [path, place, kind, destination, message, nearest] = problem;
    visitor(path, place, kind, destination, message, nearest);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, Link>& link) {
    auto& [text, destination, place, kind] = link;
    visitor(text, destination, place, kind);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, Block>& block) {
    auto& [text, code, language, line] = block;
    visitor(text, code, language, line);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, Section>& section) {
    auto& [title, heading, anchor, slug, ids, labels, breadcrumb, level, place, last_line, end_line,
           blocks] = section;
    visitor(title, heading, anchor, slug, ids, labels, breadcrumb, level, place, last_line,
            end_line, blocks);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, Item>& item) {
    auto& [kind, text, remainder, place, end_line, section, links, link_on_new_line, parent] = item;
    visitor(kind, text, remainder, place, end_line, section, links, link_on_new_line, parent);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, FrontMatter>& front) {
    auto& [title, description, tags, aliases, language, synonyms, questions, lines] = front;
    visitor(title, description, tags, aliases, language, synonyms, questions, lines);
}

template <typename Visitor>
void visit(Visitor& visitor, Seen<Visitor, Note>& note) {
    auto& [path, title, own_anchors, front_matter, sections, links, items, problems] = note;
    visitor(path, title, own_anchors, front_matter, sections, links, items, problems);
}

template <typename T>
concept Number = std::integral<T> || std::is_enum_v<T>;

class BytesWriter {
  public:
    static constexpr bool writes = true;

    template <typename... Fields>
    void operator()(const Fields&... fields) {
        (put(fields), ...);
    }
    std::string take() { return std::move(bytes_); }

  private:
    template <Number T>
    void put(const T& number) {
        std::array<char, sizeof number> bytes{};
        std::memcpy(bytes.data(), &number, sizeof number);
        bytes_.append(bytes.data(), bytes.size());
    }
    void put(const std::string& text) {
        put(static_cast<std::uint32_t>(text.size()));
        bytes_ += text;
    }
    template <typename T>
    void put(const std::vector<T>& list) {
        put(static_cast<std::uint32_t>(list.size()));
        for (const T& element : list) put(element);
    }
    template <typename T>
    void put(const std::optional<T>& value) {
        put(value.has_value());
        if (value) put(*value);
    }
    template <typename T>
    void put(const T& record) {
        visit(*this, record);
    }

    std::string bytes_;
};

class BytesReader {
  public:
    static constexpr bool writes = false;

    explicit BytesReader(std::string_view bytes) : bytes_(bytes) {}

    template <typename... Fields>
    void operator()(Fields&... fields) {
        (get(fields), ...);
    }

  private:
    std::string_view take(std::size_t size) {
        if (size > bytes_.size()) throw Error("a note in the temporary file is cut short");
        const std::string_view taken = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return taken;
    }
    std::uint32_t size() {
        std::uint32_t size = 0;
        get(size);
        return size;
    }

    template <Number T>
    void get(T& number) {
        std::memcpy(&number, take(sizeof number).data(), sizeof number);
    }
    void get(std::string& text) { text = take(size()); }
    template <typename T>
    void get(std::vector<T>& list) {
        const std::size_t count = size();
        list.reserve(std::min(count, bytes_.size()));
        for (std::size_t i = 0; i < count; ++i) get(list.emplace_back());
    }
    template <typename T>
    void get(std::optional<T>& value) {
        bool there = false;
        get(there);
        if (there) get(value.emplace());
    }
    template <typename T>
    void get(T& record) {
        visit(*this, record);
    }

    std::string_view bytes_;
};

}  // namespace

std::string to_bytes(const Note& note) {
    BytesWriter writer;
    writer(note);
    return writer.take();
}

Note note_of(std::string_view bytes) {
    Note note;
    BytesReader reader(bytes);
    reader(note);
    return note;
}

}  // namespace crib
