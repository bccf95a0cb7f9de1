#include "indexer/note/answers.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "indexer/note/question_words.h"
#include "indexer/note/questions.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

using Words = std::unordered_set<std::string>;

Words folded(const std::vector<std::string>& words) {
    Words result;
    for (const std::string& word : words) result.insert(fold(word));
    return result;
}

bool is_word(char32_t code) { return is_letter(code) || is_mark(code) || is_number(code); }

// Takes the next word from the beginning of a text. It is empty if there is none.
std::string_view take_word(std::string_view& text) {
    const auto size_of = [&](bool of_word) {
        std::size_t size = 0;
        while (size < text.size() && is_word(rune_at(text, size).code) == of_word) {
            size += rune_at(text, size).size;
        }
        return size;
    };
    text.remove_prefix(size_of(false));
    const std::string_view word = text.substr(0, size_of(true));
    text.remove_prefix(word.size());
    return word;
}

const Words& names_of_answers() {
    static const Words names = folded(
        {"answer",    "answers",  "ans",       "solution", "solutions", "explanation", "hint",
         "hints",     "réponse",  "réponses",  "solución", "respuesta", "respuestas",  "resposta",
         "respostas", "solução",  "risposta",  "risposte", "soluzione", "antwort",     "antworten",
         "lösung",    "lösungen", "antwoord",  "svar",     "løsning",   "lösning",     "vastaus",
         "odpověď",   "odpoveď",  "odpowiedź", "odgovor",  "cevap",     "yanıt",       "çözüm",
         "jawaban",   "javob",    "ответ",     "ответы",   "решение",   "відповідь",   "απάντηση",
         "תשובה",     "الإجابة",  "الجواب",    "答案",     "解答",      "回答",        "答え",
         "解説",      "정답",     "답",        "उत्तर",     "răspuns"});
    return names;
}

// The first section after `begin` that does not belong to the answer that begins there. The
// question is of level `asked`.
std::size_t end_of_answer(const Note& note, std::size_t begin, int asked,
                          const std::vector<bool>& is_question) {
    const int level = note.sections[begin].level;
    std::size_t end = begin + 1;
    for (; end < note.sections.size(); ++end) {
        const Section& section = note.sections[end];
        if (section.level < level || (is_question[end] && section.level <= asked)) break;
        if (section.level == level && !names_answer(section.title)) break;
    }
    return end;
}

void cut(std::vector<std::string>& texts, std::size_t begin, std::size_t count) {
    begin = std::min(begin, texts.size());
    const auto first = texts.begin() + static_cast<std::ptrdiff_t>(begin);
    texts.erase(first, first + static_cast<std::ptrdiff_t>(std::min(count, texts.size() - begin)));
}

// Moves the answer in the sections `begin` to `end` below the question before it.
void move_below_question(Note& note, std::size_t begin, std::size_t end) {
    std::vector<Section>& sections = note.sections;
    Section& question = sections[begin - 1];
    question.end_line = sections[end - 1].last_line;
    std::vector<std::string> above = question.breadcrumb;
    above.push_back(question.title);
    const std::size_t depth = sections[begin].breadcrumb.size();
    std::vector<int> ends;  // the last lines of the answer's headings that reach beyond the answer
    for (std::size_t i = begin; i < end; ++i) {
        std::vector<std::string>& breadcrumb = sections[i].breadcrumb;
        cut(breadcrumb, 0, depth);
        breadcrumb.insert(breadcrumb.begin(), above.begin(), above.end());
        if (sections[i].end_line <= question.end_line) continue;
        ends.push_back(sections[i].end_line);
        sections[i].end_line = question.end_line;
    }
    // These headings are no longer above what follows the answer.
    for (std::size_t i = end; i < sections.size(); ++i) {
        const auto around = std::ranges::count_if(
            ends, [&](int last_line) { return last_line >= sections[i].place.line; });
        if (around == 0) break;
        cut(sections[i].breadcrumb, depth, static_cast<std::size_t>(around));
    }
}

}  // namespace

bool names_answer(std::string_view heading) {
    static const Words fillers = {"the",   "a",        "correct",  "right", "sample", "model",
                                  "short", "expected", "possible", "and",   "my",     "our"};
    constexpr int most_words = 5;
    bool named = false;
    std::string_view text = heading.substr(0, std::min(heading.find(':'), heading.find('(')));
    for (int words = 0; words <= most_words; ++words) {
        const std::string word = fold(take_word(text));
        if (word.empty()) return named;
        const bool option = named && (word.size() == 1 || !has_letters(word));
        if (option || fillers.contains(word)) continue;
        if (!names_of_answers().contains(word)) return false;
        named = true;
    }
    return false;
}

void adopt_answers(Note& note) {
    const auto is_answer = [](const Section& section) { return names_answer(section.title); };
    if (std::ranges::none_of(note.sections, is_answer)) return;
    std::vector<std::size_t> questions;
    std::vector<bool> is_question(note.sections.size());
    for (const Question& question : find_questions(note)) {
        if (!question.section) continue;
        questions.push_back(*question.section);
        is_question[*question.section] = true;
    }
    for (const std::size_t question : questions) {
        const std::size_t answer = question + 1;
        const int asked = note.sections[question].level;
        if (answer == note.sections.size() || is_question[answer]) continue;
        if (!is_answer(note.sections[answer]) || note.sections[answer].level > asked) continue;
        move_below_question(note, answer, end_of_answer(note, answer, asked, is_question));
    }
}

}  // namespace crib
