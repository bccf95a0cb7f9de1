#include "indexer/note/question_words.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <vector>

#include "indexer/text/unicode.h"

namespace crib {
namespace {

using Words = std::unordered_set<std::string>;

constexpr auto separators = std::to_array<std::string_view>(
    {" ", "\t", ":", "-", "|", "(", "\u2013", "\u2014", "\u2192", "\u00B7"});

bool is_word(char32_t code) { return is_letter(code) || is_mark(code) || is_number(code); }

bool is_any_of(char32_t code, std::u32string_view codes) {
    return codes.find(code) != std::u32string_view::npos;
}

// The text's last character. The text may not be empty.
char32_t last_of(std::string_view text) { return rune_before(text, text.size()).code; }

void cut_last(std::string_view& text) { text.remove_suffix(rune_before(text, text.size()).size); }

bool ends_in_mark(std::string_view text) {
    return !text.empty() && is_any_of(last_of(text), U"?\uFF1F\u061F\u037E\u1367\u203D\u2047");
}

// A quick check that most texts fail: whether they hold a character that may be a question mark.
bool may_end_in_mark(std::string_view text) {
    return std::ranges::any_of(text, [](unsigned char c) { return c == '?' || !is_ascii(c); });
}

// The text up to its last letter, digit or question mark: "(Why?) -" -> "(Why?".
std::string_view without_closers(std::string_view text) {
    const auto closes = [&] {
        return !is_word(last_of(text)) && !is_any_of(last_of(text), U"([{<");
    };
    while (!text.empty() && closes() && !ends_in_mark(text)) cut_last(text);
    return text;
}

// The text before a remark in brackets, as in "Why? (hard)"; the whole text if there is no remark.
std::string_view without_remark(std::string_view text) {
    if (!text.ends_with(')') && !text.ends_with(']')) return text;
    const std::size_t open = text.rfind(text.ends_with(')') ? " (" : " [");
    return text.substr(0, open);
}

// The first words of a text, folded, without punctuation around them.
std::vector<std::string> first_words(std::string_view text, std::size_t count) {
    constexpr std::size_t most_bytes = 96;
    const std::string folded = fold(text.substr(0, most_bytes));
    std::vector<std::string> words;
    for (std::size_t at = 0; at < folded.size() && words.size() < count;) {
        const std::size_t begin = folded.find_first_not_of(" \t\"'(*_`", at);
        if (begin == std::string::npos) break;
        at = std::min(folded.find_first_of(" \t,:", begin), folded.size());
        words.push_back(folded.substr(begin, at - begin));
        at = std::min(folded.find_first_not_of(",:", at), folded.size());
    }
    return words;
}

// "When creating a view, ..." is half a sentence, but "When should" and "Where to" begin questions.
bool may_follow_when(const std::string& word) {
    static const Words verbs = {"to",  "do",   "does", "did", "is",   "are",   "was",   "were",
                                "has", "have", "had",  "can", "will", "would", "must",  "might",
                                "may", "not",  "and",  "or",  "you",  "could", "should"};
    return verbs.contains(word);
}

std::string_view without_spaces(std::string_view text) {
    while (!text.empty() && is_any_of(last_of(text), U" \u00A0\u202F")) cut_last(text);
    return text;
}

// Whether the mark at the end of a text asks. It may also be the subject of the text: "press
// Ctrl+?", "the operator ??".
bool asks_by_mark(std::string_view text) {
    const bool several = text.size() > 1 && ends_in_mark(text.substr(0, text.size() - 1));
    while (!text.empty() && (ends_in_mark(text) || text.ends_with('!'))) cut_last(text);
    // French puts a space before the mark.
    const std::string_view unspaced = without_spaces(text);
    const bool spaced = unspaced.size() < text.size();
    if (unspaced.empty()) return false;
    const char32_t before = last_of(unspaced);
    const bool follows_word =
        is_word(before) || is_any_of(before, U")]}>\"'`*_.\u2026\u2019\u201D\u00BB\u300D\uFF09");
    if (follows_word && !spaced) return true;
    return (follows_word && !several && first_words(text, 3).size() == 3) ||
           opens_like_question(text) || text.starts_with("\u00BF");
}

// Such as "What is it? Give an example."
bool goes_on_asking(std::string_view text) {
    static const Words joints = {"and", "or"};
    const std::size_t mark = text.find("? ");
    if (mark == std::string_view::npos) return false;
    const std::string_view rest = text.substr(mark + 2);
    const std::vector<std::string> next = first_words(rest, 1);
    return opens_like_question(text.substr(0, mark)) && !next.empty() &&
           (joints.contains(next[0]) || opens_like_question(rest)) &&
           rest.find(". ") == std::string_view::npos;
}

}  // namespace

bool has_letters(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Rune rune = rune_at(text, at);
        if (is_letter(rune.code)) return true;
        at += rune.size;
    }
    return false;
}

bool asks(std::string_view text) {
    if (!may_end_in_mark(text)) return false;
    for (const std::string_view end : {text, without_remark(without_separators(text))}) {
        const std::string_view bare = without_closers(end);
        if (ends_in_mark(bare)) return asks_by_mark(bare);
    }
    return goes_on_asking(text);
}

bool opens_like_question(std::string_view text) {
    static const Words openings = {
        "what",    "what's",   "how",     "why",   "when",    "where",     "which",   "who",
        "whose",   "is",       "are",     "was",   "were",    "can",       "could",   "do",
        "does",    "did",      "has",     "have",  "had",     "should",    "would",   "will",
        "explain", "describe", "compare", "list",  "discuss", "name",      "define",  "give",
        "tell",    "contrast", "outline", "write", "mention", "implement", "identify"};
    const std::vector<std::string> words = first_words(text, 3);
    if (words.size() < 3 || !openings.contains(words[0])) return false;
    return (words[0] != "when" && words[0] != "where") || may_follow_when(words[1]);
}

bool ends_in_separator(std::string_view text) {
    return std::ranges::any_of(separators,
                               [&](std::string_view mark) { return text.ends_with(mark); });
}

std::string_view without_separators(std::string_view text) {
    const auto ends_text = [&](std::string_view mark) { return text.ends_with(mark); };
    for (auto mark = std::ranges::find_if(separators, ends_text); mark != separators.end();
         mark = std::ranges::find_if(separators, ends_text)) {
        text.remove_suffix(mark->size());
    }
    return text;
}

bool ends_in_small_word(std::string_view text) {
    static const Words words = {"a",    "an", "and", "as",  "at",   "by",     "for",
                                "from", "in", "is",  "of",  "on",   "or",     "see",
                                "the",  "to", "use", "via", "with", "through"};
    const auto last = text.find_last_of(' ');
    return words.contains(fold(last == std::string_view::npos ? text : text.substr(last + 1)));
}

bool only_joins_links(std::string_view text) {
    static const Words joints = {"and", "or", "see", "also"};
    const std::string folded = fold(text);
    std::string word;
    for (std::size_t at = 0; at <= folded.size(); ++at) {
        const auto byte = static_cast<unsigned char>(at < folded.size() ? folded[at] : ' ');
        if (is_letter(byte) || byte >= 0x80) {
            word += folded[at];
        } else {
            if (has_letters(word) && !joints.contains(word)) return false;
            word.clear();
        }
    }
    return true;
}

bool is_navigation(std::string_view label) {
    static const Words labels = {"back to top",     "top",  "back", "up",   "next",
                                 "previous",        "prev", "home", "edit", "contents",
                                 "back to contents"};
    if (!has_letters(label)) return label.find_first_of("0123456789") == std::string_view::npos;
    std::string words = fold(label);
    words.erase(0, std::min(words.find_first_of("abcdefghijklmnopqrstuvwxyz"), words.size()));
    while (!words.empty() && !is_word(last_of(words))) words.pop_back();
    return labels.contains(words);
}

}  // namespace crib
