#include "indexer/note/marked_text.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "indexer/note/numbering.h"
#include "indexer/note/question_words.h"
#include "indexer/text/spaces.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

using Words = std::unordered_set<std::string>;

constexpr auto npos = std::string_view::npos;

bool is_inside(const std::vector<Span>& spans, std::size_t at) {
    const auto after = std::ranges::upper_bound(spans, at, {}, &Span::begin);
    return after != spans.begin() && at < std::prev(after)->end;
}

std::string slice(const MarkedText& text, std::size_t begin, std::size_t end) {
    return single_spaced(std::string_view(text.text).substr(begin, end - begin));
}

// The part of a text that `spans` do not cover.
std::string text_outside(std::string_view text, std::size_t begin, std::size_t end,
                         const std::vector<Span>& spans) {
    std::string result;
    std::size_t at = begin;
    for (const Span span : spans) {
        if (span.end <= at) continue;
        if (span.begin >= end) break;
        if (span.begin > at) result.append(text, at, span.begin - at);
        result += ' ';
        at = span.end;
    }
    if (at < end) result.append(text, at, end - at);
    return result;
}

std::string without_ends(std::string text) {
    text = without_number(text);
    text.resize(without_separators(text).size());
    return text;
}

// Whether the range of a text asks, by a mark that is no code.
bool asks_in(const MarkedText& text, std::size_t begin, std::size_t end) {
    const std::string part = slice(text, begin, end);
    if (!asks(part)) return false;
    for (std::size_t at = end; at > begin;) {
        const Rune rune = rune_before(text.text, at);
        at -= rune.size;
        if (is_question_mark(rune.code)) return !is_inside(text.code, at);
    }
    return true;
}

// The size of a label of an answer at the start of a line: "A: ", "Ans. ", "Answer 2: ".
std::size_t size_of_answer_label(std::string_view line) {
    for (const std::string_view name : {"A", "Ans", "Answer", "ANSWER", "R", "О", "答", "答案"}) {
        if (!line.starts_with(name)) continue;
        std::size_t at = name.size();
        at = std::min(line.find_first_not_of("0123456789 ", at), line.size());
        for (const std::string_view mark : {":", ".", ")", "\uFF1A"}) {
            if (!line.substr(at).starts_with(mark)) continue;
            at += mark.size();
            return at < line.size() && (mark != "." || line[at] == ' ') ? at : 0;
        }
    }
    return 0;
}

// Finds the question of one text. Each function looks for one form.
class Finder {
  public:
    explicit Finder(const MarkedText& text)
        : text_(text),
          label_(size_of_question_label(text.text)),
          number_(size_of_number(text.text)) {}

    AskedText in_item() const {
        for (const auto find :
             {&Finder::with_answer_label, &Finder::bold, &Finder::whole, &Finder::before_links,
              &Finder::around_links, &Finder::first_line}) {
            AskedText found = (this->*find)();
            if (!found.question.empty()) return found;
        }
        return {};
    }

    AskedText in_paragraph() const {
        AskedText found = with_answer_label();
        if (found.question.empty()) found = bold();
        if (!found.question.empty()) return found;
        if (label_ > 0) {
            found = in_item();
            if (found.question.empty() && opens_like_question(rest_of(label_)))
                found.question = without_ends(slice(text_, 0, size()));
            found.by_form = true;
            return found;
        }
        if (is_bold_whole() && opens_like_question(rest_of(number_))) {
            return {without_ends(slice(text_, 0, size())), "", true};
        }
        if (const auto term = size_of_term()) {
            return {without_ends(slice(text_, 0, *term)),
                    slice(text_, text_.text.find(':', *term) + 1, size()), true};
        }
        if (number_ == 0) return {};
        found = whole();
        return found.question.empty() ? hard_line() : found;
    }

  private:
    std::size_t size() const { return text_.text.size(); }
    std::string rest_of(std::size_t begin) const { return slice(text_, begin, size()); }

    // "Q: What is it? A: It is this." The line of the answer begins with its label.
    AskedText with_answer_label() const {
        if (label_ == 0) return {};
        for (const std::size_t line : text_.breaks) {
            const std::size_t label =
                size_of_answer_label(std::string_view(text_.text).substr(line + 1));
            if (label == 0) continue;
            return {without_ends(slice(text_, 0, line)), slice(text_, line + 1 + label, size()),
                    true};
        }
        return {};
    }

    // The end of the bold text at the start of the text. Its number may be bold by itself.
    std::size_t end_of_bold() const {
        for (const Span span : text_.strong) {
            if (span.begin > std::max(number_, label_) && has_letters(slice(text_, 0, span.begin)))
                break;
            if (span.end > number_ + 1 && has_letters(slice(text_, span.begin, span.end)))
                return span.end;
        }
        return 0;
    }

    bool is_bold_whole() const {
        const std::size_t end = end_of_bold();
        return end > 0 && !has_letters(std::string_view(text_.text).substr(end));
    }

    // "**What is it?** It is this."
    AskedText bold() const {
        const std::size_t end = end_of_bold();
        if (end == 0 || !asks_in(text_, 0, end)) return {};
        const std::string question = without_ends(slice(text_, 0, end));
        if (!is_full_question(question)) return {};
        std::string answer;
        if (!points_at_links(text_outside(text_.text, end, size(), text_.links))) {
            answer = rest_of(end);
            answer.erase(0, answer.find_first_not_of(": -"));
        }
        return {question, answer, true};
    }

    AskedText whole() const {
        if (!text_.links.empty() || !asks_in(text_, 0, size())) return {};
        return {without_ends(rest_of(0)), "", false};
    }

    // "What is it? [This](x)"
    AskedText before_links() const {
        if (text_.links.empty() || !asks_in(text_, 0, text_.links.front().begin)) return {};
        return {without_ends(slice(text_, 0, text_.links.front().begin)), "", false};
    }

    // "How does [this](x) differ from [that](y)? See [both](z)."
    AskedText around_links() const {
        constexpr int most_marks = 8;
        int marks = 0;
        for (std::size_t at = text_.links.empty() ? 0 : size(); at > 0 && marks < most_marks;) {
            const Rune rune = rune_before(text_.text, at);
            const std::size_t end = at;
            at -= rune.size;
            if (!is_question_mark(rune.code) || is_inside(text_.links, at)) continue;
            ++marks;
            if (!points_at_links(text_outside_links(text_, end))) return {};
            const std::string words = text_outside(text_.text, number_, end, text_.links);
            if (!asks_in(text_, 0, end) || !is_full_question(slice(text_, number_, end))) continue;
            // What remains of a label's sentence must be more than a few words.
            if (std::ranges::count(trimmed(words), ' ') > 0 ||
                opens_like_question(slice(text_, number_, end)))
                return {without_ends(slice(text_, 0, with_closer(end))), "", false};
        }
        return {};
    }

    // The end of the question that ends in a mark before `end`, with the bracket that closes it.
    std::size_t with_closer(std::size_t end) const {
        const std::string_view question = std::string_view(text_.text).substr(0, end);
        const bool open = std::ranges::count(question, '(') > std::ranges::count(question, ')');
        return open && text_.text.substr(end).starts_with(')') ? end + 1 : end;
    }

    // A question on a line of its own, with the answer on the next.
    AskedText first_line() const {
        AskedText found = hard_line();
        if (!found.question.empty() || text_.breaks.empty()) return found;
        constexpr std::size_t widest = 60;  // a longer line may end where it was wrapped
        const std::size_t end = text_.breaks.front();
        const std::string next = rest_of(end);
        const std::string line = slice(text_, number_, end);
        if (end > widest || next.empty() || !opens_like_question(line)) return {};
        if (!is_upper(rune_at(next, 0).code)) return {};
        return line_as_question(end);
    }

    AskedText hard_line() const {
        if (text_.hard_breaks.empty()) return {};
        return line_as_question(text_.hard_breaks.front());
    }

    AskedText line_as_question(std::size_t end) const {
        const bool plain = text_.links.empty() || text_.links.front().begin >= end;
        if (!plain || !asks_in(text_, 0, end) || !is_full_question(slice(text_, number_, end)))
            return {};
        return {without_ends(slice(text_, 0, end)), rest_of(end), false};
    }

    // The size of a term that asks, above a line that defines it: ": It is this."
    std::optional<std::size_t> size_of_term() const {
        if (text_.breaks.empty()) return std::nullopt;
        const std::size_t end = text_.breaks.front();
        const std::string_view next = trimmed(std::string_view(text_.text).substr(end));
        if (!next.starts_with(": ") || !asks_in(text_, 0, end)) return std::nullopt;
        return end;
    }

    const MarkedText& text_;
    std::size_t label_;   // size of "Q1. "
    std::size_t number_;  // size of "1. " or "Q1. "
};

// The text of a cell before its first link.
std::string text_before_link(const MarkedText& cell) {
    const std::size_t end = cell.links.empty() ? cell.text.size() : cell.links.front().begin;
    return slice(cell, 0, end);
}

// Whether a cell is only a link, and the link's label asks.
bool is_entry_that_asks(const MarkedText& cell) {
    return cell.links.size() == 1 && !has_letters(text_outside_links(cell, 0)) &&
           asks(slice(cell, cell.links[0].begin, cell.links[0].end));
}

// Whether another cell than `asked` holds a link or words.
bool is_answered(const std::vector<MarkedText>& cells, std::size_t asked) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i != asked && has_letters(cells[i].text)) return true;
    }
    return false;
}

// The cell that is the topic of a row without a question: the longest before the first link.
std::string topic_of(const std::vector<MarkedText>& cells) {
    std::string topic;
    for (const MarkedText& cell : cells) {
        const std::string text = text_before_link(cell);
        if (has_letters(text) && text.size() > topic.size() &&
            (cell.links.empty() || topic.empty()))
            topic = text;
        if (!cell.links.empty()) break;
    }
    return topic;
}

// Finds the cell that is the question of a row, and gives its text to the row. `asked` is the
// column of questions. Returns the number of cells if none is.
std::size_t choose_question(Item& row, const std::vector<MarkedText>& cells, std::size_t asked,
                            bool has_links) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        row.question = find_question(cells[i]).question;
        const bool counts = has_links || i == asked || is_full_question(row.question);
        if (counts && !row.question.empty()) return i;
        row.question.clear();
    }
    if (asked >= cells.size() || !is_answered(cells, asked)) return cells.size();
    if (has_letters(text_outside_links(cells[asked], 0))) {
        row.question = without_ends(slice(cells[asked], 0, cells[asked].text.size()));
    }
    return row.question.empty() ? cells.size() : asked;
}

}  // namespace

std::string text_outside_links(const MarkedText& text, std::size_t begin) {
    std::vector<Span> spans;
    for (const auto* kind : {&text.links, &text.emphasis, &text.strong}) {
        spans.insert(spans.end(), kind->begin(), kind->end());
    }
    std::ranges::sort(spans, {}, &Span::begin);
    return text_outside(text.text, begin, text.text.size(), spans);
}

AskedText find_question(const MarkedText& text) { return Finder(text).in_item(); }

AskedText find_question_of_paragraph(const MarkedText& text) { return Finder(text).in_paragraph(); }

AskedText find_question_of_box(const MarkedText& text) {
    const std::size_t end = text.breaks.empty() ? text.text.size() : text.breaks.front();
    std::string title = slice(text, 0, end);
    title.erase(0, std::min(title.find_first_not_of("+- "), title.size()));
    if (!asks(title) && !opens_like_question(title)) return {};
    return {without_ends(title), slice(text, end, text.text.size()), true};
}

void set_cells(Item& row, const std::vector<MarkedText>& cells, std::size_t asked) {
    const auto has_link = [](const MarkedText& cell) { return !cell.links.empty(); };
    const auto linked = std::ranges::find_if(cells, has_link);
    const bool has_links = linked != cells.end();
    if (has_links) {
        row.remainder = single_spaced(text_outside(linked->text, linked->links.front().begin,
                                                   linked->text.size(), linked->links));
    }
    if (std::ranges::any_of(cells, is_entry_that_asks)) return;
    const std::size_t chosen = choose_question(row, cells, asked, has_links);
    row.text = row.question.empty() ? topic_of(cells) : row.question;
    if (has_links) return;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i == chosen || !has_letters(cells[i].text)) continue;
        row.answer.append(row.answer.empty() ? "" : "\n").append(slice(cells[i], 0, npos));
    }
}

std::size_t column_of_questions(const std::vector<std::string>& head) {
    const auto found =
        std::ranges::find_if(head, [](const std::string& cell) { return names_question(cell); });
    return static_cast<std::size_t>(found - head.begin());
}

bool points_at_links(std::string_view text) {
    static const Words words = {
        "and",      "or",       "see",          "also",       "read",    "more",    "in",
        "at",       "the",      "here",         "answer",     "answers", "cf",      "check",
        "look",     "details",  "detail",       "info",       "docs",    "source",  "sources",
        "link",     "links",    "for",          "on",         "to",      "learn",   "about",
        "refer",    "full",     "reference",    "references", "e",       "g",       "eg",
        "solution", "example",  "article",      "video",      "by",      "via",     "with",
        "start",    "easy",     "medium",       "hard",       "junior",  "middle",  "senior",
        "beginner", "advanced", "intermediate", "basic",      "expert",  "simple",  "difficult",
        "section",  "page",     "chapter",      "note",       "notes",   "further", "reading",
        "optional"};
    std::string word;
    bool tag = false;
    const auto ends_well = [&] {
        const bool well = tag || !has_letters(word) || words.contains(word);
        word.clear();
        tag = false;
        return well;
    };
    for (const char c : fold(text)) {
        const auto byte = static_cast<unsigned char>(c);
        if (is_white_space(c)) {
            if (!ends_well()) return false;
        } else if ((c == '#' || c == ':') && word.empty()) {
            tag = true;  // #sea, or the name of a sign as in :star:
        } else if (byte >= 0x80 || is_letter(byte) || is_number(byte)) {
            word += c;
        } else if (!tag && !ends_well()) {
            return false;
        }
    }
    return ends_well();
}

}  // namespace crib
