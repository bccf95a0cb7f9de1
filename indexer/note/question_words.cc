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
    return !text.empty() && is_question_mark(last_of(text));
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

// How many words with letters a text has. A text in a script without spaces counts as many.
std::size_t count_words(std::string_view text) {
    constexpr std::size_t many = 100;
    std::size_t words = 0;
    bool inside = false;
    for (std::size_t at = 0; at < text.size();) {
        const Rune rune = rune_at(text, at);
        if (is_cjk(rune.code)) return many;
        const bool letter = is_letter(rune.code) || is_mark(rune.code);
        if (letter && !inside) ++words;
        inside = letter || (inside && (rune.code == '\'' || rune.code == 0x2019));
        at += rune.size;
    }
    return words;
}

// Whether a word of a key or of an expression comes before a question mark: `Ctrl+?`, `a+?`.
bool is_expression(std::string_view word) {
    static const Words keys = {"ctrl", "alt", "shift", "cmd", "meta", "super", "win", "option"};
    const std::size_t end = word.find_last_not_of("+-") + 1;
    if (end == 0) return word.size() == 1;
    const std::string_view before = word.substr(0, end);
    const std::string_view signs = word.substr(end);
    return signs == "+" || (signs == "-" && (before.size() == 1 || keys.contains(fold(before))));
}

// Whether a mark behind a sign asks: "What differs == from ===?".
bool asks_behind_sign(std::string_view text) {
    if (opens_like_question(text) || text.starts_with("\u00BF")) return true;
    const std::size_t space = text.rfind(' ');
    if (space == std::string_view::npos) return count_words(text) >= 3;
    const std::string_view last = text.substr(space + 1);
    const bool bare = count_words(last) == 0 && rune_at(last, 0).size == last.size();
    return !bare && !is_expression(last) && count_words(text) >= 3;
}

// French puts a space before the mark, and so do others.
bool asks_behind_space(std::string_view text, bool foreign) {
    static const Words openings = {"comment", "pourquoi", "quand",  "ou",    "qui",
                                   "que",     "quel",     "quelle", "quels", "quelles",
                                   "combien", "lequel",   "est-ce"};
    const std::vector<std::string> words = first_words(text, 3);
    const bool opens = words.size() > 1 && openings.contains(words[0]);
    return foreign || words.size() == 3 || opens;
}

// Whether the mark at the end of a text asks. It may also be the subject of the text: "press
// Ctrl+?", "the operator ??".
bool asks_by_mark(std::string_view text) {
    const char32_t mark = last_of(text);
    const bool several = text.size() > 1 && ends_in_mark(text.substr(0, text.size() - 1));
    while (!text.empty() && (ends_in_mark(text) || text.ends_with('!'))) cut_last(text);
    const std::string_view unspaced = without_spaces(text);
    const bool spaced = unspaced.size() < text.size();
    if (unspaced.empty()) return false;
    const char32_t before = last_of(unspaced);
    const bool follows_word =
        is_word(before) || is_any_of(before, U")]}>\"'`*_.\u2026\u2019\u201D\u00BB\u300D\uFF09");
    if (follows_word && !spaced) return true;
    if (several) return opens_like_question(text) || text.starts_with("\u00BF");
    if (follows_word && asks_behind_space(unspaced, !is_ascii(mark) || !is_ascii(before)))
        return true;
    return asks_behind_sign(unspaced);
}

// Whether a text ends in the Greek question mark as keyboards type it, a semicolon.
bool asks_in_greek(std::string_view text) {
    if (!text.ends_with(';')) return false;
    text = without_closers(text.substr(0, text.size() - 1));
    const char32_t last = text.empty() ? 0 : last_of(text);
    return (last >= 0x370 && last < 0x400) || (last >= 0x1F00 && last < 0x2000);
}

// Words that open questions and tasks.
const Words& openings() {
    static const Words words = {
        "what",    "what's",  "how",       "why",           "when",        "where",     "which",
        "who",     "whose",   "is",        "are",           "was",         "were",      "can",
        "could",   "do",      "does",      "did",           "has",         "have",      "had",
        "should",  "would",   "will",      "explain",       "describe",    "compare",   "list",
        "discuss", "name",    "define",    "give",          "tell",        "contrast",  "outline",
        "write",   "mention", "implement", "identify",      "how's",       "who's",     "where's",
        "why's",   "what're", "whom",      "differentiate", "distinguish", "illustrate"};
    return words;
}

// Such as "What is it? Give an example."
bool goes_on_asking(std::string_view text) {
    static const Words joints = {"and", "or"};
    const std::size_t mark = text.find("? ");
    if (mark == std::string_view::npos) return false;
    const std::string_view rest = text.substr(mark + 2);
    const std::vector<std::string> next = first_words(rest, 3);
    const bool begins = !next.empty() && (next.size() == 3 || joints.contains(next[0]));
    return begins && opens_like_question(text.substr(0, mark)) &&
           (joints.contains(next[0]) || opens_like_question(rest)) &&
           rest.find(". ") == std::string_view::npos;
}

}  // namespace

bool is_question_mark(char32_t code) {
    return is_any_of(code, U"?\uFF1F\u061F\u037E\u1367\u203D\u2047\uFE56\u2E2E");
}

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
    if (asks_in_greek(without_separators(text))) return true;
    for (const std::string_view end : {text, without_remark(without_separators(text))}) {
        const std::string_view bare = without_closers(end);
        if (ends_in_mark(bare)) return asks_by_mark(bare);
    }
    return goes_on_asking(text);
}

bool opens_like_question(std::string_view text) {
    static const Words short_openings = {"explain", "describe", "discuss", "what's", "elaborate"};
    const std::vector<std::string> words = first_words(text, 3);
    if (words.size() > 1 && short_openings.contains(words[0])) return true;
    if (words.size() < 3) return false;
    if (words[0] == "difference" || words[0] == "differences") return words[1] == "between";
    if (!openings().contains(words[0])) return false;
    return (words[0] != "when" && words[0] != "where") || may_follow_when(words[1]);
}

bool opens_with_question_word(std::string_view text) {
    std::vector<std::string> words = first_words(text, 1);
    if (words.empty()) return false;
    std::string& word = words[0];
    word.resize(word.find_last_not_of("?!.)\"'") + 1);
    return openings().contains(word);
}

bool is_full_question(std::string_view question) {
    return opens_like_question(question) || count_words(question) >= 3;
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

bool names_contents(std::string_view heading) {
    static const Words names = {"contents",
                                "content",
                                "table of contents",
                                "table of content",
                                "toc",
                                "index",
                                "menu",
                                "navigation",
                                "inhalt",
                                "inhaltsverzeichnis",
                                "sommaire",
                                "table des matieres",
                                "indice",
                                "sumario",
                                "spis tresci",
                                "obsah",
                                "icindekiler",
                                "目录",
                                "目錄",
                                "目次",
                                "목차"};
    std::string_view name = heading;
    while (!name.empty() && !is_word(rune_at(name, 0).code))
        name.remove_prefix(rune_at(name, 0).size);
    while (!name.empty() && !is_word(last_of(name))) cut_last(name);
    return names.contains(fold(name));
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
