#include "indexer/note/numbering.h"

#include <algorithm>
#include <array>

#include "indexer/note/question_words.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

// What may stand behind a number or a label. The second list needs no space behind it.
constexpr auto ends_of_label = std::to_array<std::string_view>({".", "-", "\u2013", "\u2014"});
constexpr auto close_ends_of_label =
    std::to_array<std::string_view>({":", ")", "\uFF1A", "\u3001", "\uFF0E", "\uFF09", "\u3011"});

std::size_t size_of_any(std::string_view text, const auto& marks) {
    const auto found =
        std::ranges::find_if(marks, [&](std::string_view mark) { return text.starts_with(mark); });
    return found == marks.end() ? 0 : found->size();
}

std::size_t count_any(std::string_view text, std::string_view bytes) {
    return std::min(text.find_first_not_of(bytes), text.size());
}

constexpr std::string_view digits = "0123456789";

// The size of a word that means "question", in some language, at the start of a text.
std::size_t size_of_question_word(std::string_view text) {
    static constexpr auto names = std::to_array<std::string_view>(
        {"questions", "question", "ques",    "q",       "pregunta",   "frage",
         "pergunta",  "domanda",  "vraag",   "fråga",   "spørsmål",   "spørgsmål",
         "pytanie",   "otázka",   "soru",    "kysymys", "kérdés",     "întrebare",
         "вопрос",    "питання",  "问题",    "問題",    "質問",       "問",
         "问",        "질문",     "câu hỏi", "câu",     "pertanyaan", "soal"});
    // Most texts begin with none of the names. That is quick to see.
    static const auto initials = [&] {
        std::array<bool, 256> result{};
        for (const std::string_view name : names) {
            const auto first = static_cast<unsigned char>(name.front());
            result.at(first) = true;
            if (is_ascii(first)) result.at(first - 'a' + 'A') = true;
        }
        return result;
    }();
    if (text.empty() || !initials.at(static_cast<unsigned char>(text.front()))) return 0;
    constexpr std::size_t longest = 24;
    const std::string start = lower(text.substr(0, longest));
    for (const std::string_view name : names) {
        if (start.starts_with(name)) return name.size();
    }
    return 0;
}

// The size of a label that begins with `word` bytes of a word: "Question 4: ", "Q1.", "P26. ".
std::size_t size_of_label(std::string_view text, std::size_t word, bool needs_number) {
    std::size_t at = word + count_any(text.substr(word), " .-#");
    const std::size_t number = count_any(text.substr(at), digits);
    if (number == 0) {
        if (needs_number) return 0;
        at = word + count_any(text.substr(word), " ");
    } else {
        at += number;
        while (at + 1 < text.size() && text[at] == '.' &&
               digits.find(text[at + 1]) != std::string_view::npos)
            at += 1 + count_any(text.substr(at + 1), digits);
    }
    const std::size_t spaces = count_any(text.substr(at), " ");
    const std::string_view rest = text.substr(at + spaces);
    std::size_t end = size_of_any(rest, close_ends_of_label);
    if (end == 0) {
        end = size_of_any(rest, ends_of_label);
        const bool is_apart = end > 0 && rest.substr(end).starts_with(' ');
        // Without a mark behind it, only a question shows that this is its number.
        if (!is_apart && (number == 0 || spaces == 0 || !opens_like_question(rest))) return 0;
        if (!is_apart) end = 0;
    }
    at += spaces + end;
    return at + count_any(text.substr(at), " ");
}

// The size of "12. ", "3.1) ", "(4) ".
std::size_t size_of_plain_number(std::string_view text) {
    if (text.starts_with('(') || text.starts_with('#')) {
        const std::size_t number = count_any(text.substr(1), digits);
        const std::string_view rest = text.substr(std::min(1 + number, text.size()));
        const bool closed = text[0] == '(' ? rest.starts_with(") ")
                                           : rest.starts_with(". ") || rest.starts_with(": ");
        return number > 0 && closed ? 1 + number + 1 + count_any(rest.substr(1), " ") : 0;
    }
    const std::size_t mark = text.find_first_not_of("0123456789.");
    if (mark == std::string_view::npos || mark == 0 || text[0] == '.') return 0;
    const bool numbered = (text[mark] == ' ' && text[mark - 1] == '.') || text[mark] == ')';
    if (!numbered) return 0;
    const std::size_t at = mark + (text[mark] == ')' ? 1 : 0);
    return at + count_any(text.substr(at), " ");
}

// The size of the signs before a label, as in "⭐ Q5: Why?".
std::size_t size_of_signs(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const Rune rune = rune_at(text, at);
        if (is_ascii(rune.code) ? text[at] != ' ' : is_letter(rune.code) || is_number(rune.code))
            break;
        at += rune.size;
    }
    return at;
}

}  // namespace

std::size_t size_of_question_label(std::string_view text) {
    const std::size_t signs = size_of_signs(text);
    const std::string_view rest = text.substr(signs);
    const std::size_t word = size_of_question_word(rest);
    const std::size_t label = word == 0 ? 0 : size_of_label(rest, word, false);
    return label == 0 || !has_letters(rest.substr(label)) ? 0 : signs + label;
}

bool names_question(std::string_view text) {
    const std::size_t word = size_of_question_word(text);
    const std::string_view rest = text.substr(word);
    return word > 0 && (rest.empty() || rest == "s" || rest == "n" || rest == "\u044B");
}

std::size_t size_of_number(std::string_view text) {
    if (const std::size_t label = size_of_question_label(text); label > 0) return label;
    std::size_t size = size_of_plain_number(text);
    const bool problem =
        text.size() > 1 && text[0] == 'P' && digits.find(text[1]) != std::string_view::npos;
    if (size == 0 && problem) size = size_of_label(text, 1, true);
    if (size == text.size()) return 0;
    // A number may stand before the label: "1. Q: Why?".
    return size + (size == 0 ? 0 : size_of_question_label(text.substr(size)));
}

std::string without_number(const std::string& text) { return text.substr(size_of_number(text)); }

}  // namespace crib
