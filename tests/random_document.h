#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/note/note.h"
#include "tests/catch.h"

// Random documents with known places of headings, items, rows and links, and a check that a reader
// finds them there. CRIB_TEST_SEED selects other documents; CRIB_TEST_FULL checks ten times as
// many.
namespace crib {

// The name of a feature that a document may have.
using Feature = const char*;

// The features of every format. put_down records them.
inline constexpr Feature tab = "tab";
inline constexpr Feature crlf = "CRLF";
inline constexpr Feature multi_byte_text = "multi-byte text";

// An element at an offset in a line.
struct Mark {
    enum class Kind { heading, item, row, link, image };

    Kind kind = Kind::link;
    std::string label;  // first word of its text; empty for items and rows
    std::size_t offset = 0;
};
using Marks = std::vector<Mark>;

struct Line {
    std::string text;
    Marks marks;
    bool continues = false;  // it continues a paragraph, so the marks before it may be left out
};
using Lines = std::vector<Line>;

// A part of a paragraph that must stay on one line.
struct Word {
    enum class Break { none, soft, any };  // the line breaks that are allowed before it

    std::string text;
    Break before = Break::any;
    Feature wraps = nullptr;  // the feature that a line break before it adds
    Marks marks;
};
using Words = std::vector<Word>;

// A document, and the places that a reader must find in it, in order. Each is "line:column label".
struct Document {
    std::string text;
    std::vector<std::string> headings;
    std::vector<std::string> items;
    std::vector<std::string> rows;
    std::vector<std::string> links;  // includes images
    std::set<std::string_view> has;  // its features

    std::vector<std::string>& list_of(Mark::Kind kind) {
        switch (kind) {
            case Mark::Kind::heading:
                return headings;
            case Mark::Kind::item:
                return items;
            case Mark::Kind::row:
                return rows;
            default:
                return links;
        }
    }
};

template <typename T>
void append(std::vector<T>& list, std::vector<T> more) {
    std::ranges::move(more, std::back_inserter(list));
}

inline Line plain_line(std::string text) { return {std::move(text), {}, false}; }

inline void indent(Line& line, std::string_view prefix) {
    line.text.insert(0, prefix);
    for (Mark& mark : line.marks) mark.offset += prefix.size();
}

inline void add_mark(Line& line, Mark::Kind kind, std::string label) {
    line.marks.insert(line.marks.begin(), Mark{kind, std::move(label), 0});
}

inline bool depends_on_column(const Line& line) {
    return line.text.starts_with(' ') || line.text.find('\t') != std::string::npos;
}

inline void cut_indentation(Line& line) {
    const std::size_t size = std::min(line.text.find_first_not_of(" \t"), line.text.size());
    line.text.erase(0, size);
    for (Mark& mark : line.marks) mark.offset -= size;
}

inline std::string spaces(std::size_t count) { return std::string(count, ' '); }

inline std::string entry(Place place, std::string_view label) {
    return std::to_string(place.line) + ":" + std::to_string(place.column) + " " +
           std::string(label);
}

class RandomAuthor {
  public:
    explicit RandomAuthor(std::uint64_t seed) : random_(seed) {}
    RandomAuthor(const RandomAuthor&) = delete;
    RandomAuthor& operator=(const RandomAuthor&) = delete;
    RandomAuthor(RandomAuthor&&) = delete;
    RandomAuthor& operator=(RandomAuthor&&) = delete;

  protected:
    ~RandomAuthor() = default;

    // The end of a line of text: empty, or a line break of the format.
    virtual const char* line_end() = 0;

    std::size_t below(std::size_t limit) { return random_() % limit; }
    bool chance(std::size_t percent) { return below(100) < percent; }

    template <typename T = const char*>
    T pick(std::initializer_list<T> choices) {
        return *(choices.begin() + below(choices.size()));
    }

    void note(Feature feature) { document_.has.insert(feature); }

    std::string named(const std::string& kind) { return kind + std::to_string(++names_); }

    void put_down(const Lines& lines) {
        const bool windows = chance(15);
        if (windows) note(crlf);
        Place place;
        for (const Line& line : lines) {
            ++place.line;
            for (const Mark& mark : line.marks) {
                place.column = static_cast<int>(mark.offset) + 1;
                document_.list_of(mark.kind).push_back(entry(place, mark.label));
            }
            document_.text += line.text + (windows ? "\r\n" : "\n");
            if (line.text.find('\t') != std::string::npos) note(tab);
            const auto is_multi_byte = [](unsigned char byte) { return byte >= 0x80; };
            if (std::ranges::any_of(line.text, is_multi_byte)) note(multi_byte_text);
        }
    }

    Document take() { return std::move(document_); }

    // Words on several lines, which end at random.
    Lines wrapped(const Words& words) {
        Lines lines(1);
        for (const Word& word : words) {
            const bool first = &word == &words.front();
            if (!first && word.before != Word::Break::none && chance(25)) {
                if (word.wraps != nullptr) note(word.wraps);
                if (word.before == Word::Break::any) lines.back().text += line_end();
                lines.emplace_back();
            } else if (!first) {
                lines.back().text += chance(5) ? "\t" : " ";
            }
            add_word(lines.back(), word);
        }
        return lines;
    }

    // Words on one line.
    Line joined(const Words& words) {
        Line line;
        for (const Word& word : words) {
            if (&word != &words.front()) line.text += chance(5) ? "\t" : " ";
            add_word(line, word);
        }
        return line;
    }

    static void add_word(Line& line, const Word& word) {
        for (Mark mark : word.marks) {
            mark.offset += line.text.size();
            line.marks.push_back(std::move(mark));
        }
        line.text += word.text;
    }

  private:
    std::mt19937_64 random_;
    Document document_;
    int names_ = 0;
};

inline std::string_view first_word(std::string_view text) { return text.substr(0, text.find(' ')); }

// The places that a reader found. The document's text stays empty.
inline Document placed(const Note& note) {
    Document result;
    for (const Section& section : note.sections) {
        if (section.level == 0) continue;
        result.headings.push_back(entry(section.place, first_word(section.title)));
    }
    for (const Item& item : note.items) {
        if (item.kind == Item::Kind::bullet) result.items.push_back(entry(item.place, ""));
        if (item.kind == Item::Kind::row) result.rows.push_back(entry(item.place, ""));
    }
    for (const Link& link : note.links) {
        result.links.push_back(entry(link.place, first_word(link.text)));
    }
    return result;
}

// The first difference between two lists; empty if there is none.
inline std::string difference(const std::vector<std::string>& read,
                              const std::vector<std::string>& written) {
    const auto [first, second] = std::ranges::mismatch(read, written);
    if (first == read.end() && second == written.end()) return {};
    return "read " + (first == read.end() ? "nothing" : *first) + ", written " +
           (second == written.end() ? "nothing" : *second);
}

inline std::uint64_t seed_from_environment() {
    const char* seed = std::getenv("CRIB_TEST_SEED");
    return seed == nullptr ? 20'240'229 : std::stoull(seed);
}

// Each feature must be in at least one document of twenty.
inline void check_places(const std::function<Document(std::uint64_t)>& write,
                         const std::function<Document(const std::string&)>& read,
                         const std::vector<Feature>& features) {
    const std::uint64_t first = seed_from_environment();
    const std::uint64_t documents = std::getenv("CRIB_TEST_FULL") == nullptr ? 1'000 : 10'000;
    std::map<std::string_view, std::uint64_t> counts;
    for (std::uint64_t seed = first; seed < first + documents; ++seed) {
        const Document written = write(seed);
        const Document found = read(written.text);
        INFO("CRIB_TEST_SEED=" << seed << " begins with this document:\n" << written.text);
        REQUIRE(difference(found.headings, written.headings) == "");
        REQUIRE(difference(found.items, written.items) == "");
        REQUIRE(difference(found.rows, written.rows) == "");
        REQUIRE(difference(found.links, written.links) == "");
        for (const std::string_view feature : written.has) ++counts[feature];
    }
    for (const Feature feature : features) {
        INFO(feature << " in " << counts[feature] << " of " << documents);
        CHECK(counts[feature] * 20 >= documents);
    }
}

}  // namespace crib
