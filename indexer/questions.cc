#include "indexer/questions.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <unordered_set>

#include "indexer/builder.h"
#include "indexer/unicode.h"

namespace crib {
namespace {

// What may stand between a question and the links that answer it.
constexpr auto separators = std::to_array<std::string_view>(
    {" ", "\t", ":", "-", "|", "(", "\u2013", "\u2014", "\u2192", "\u00B7"});

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

// The text up to its last letter, digit or mark of a question: "(Why?) -" -> "(Why?".
std::string_view without_closers(std::string_view text) {
    static constexpr std::string_view closers = " \t\"')]}*_`>:.";
    text = without_separators(text);
    const auto end = text.find_last_not_of(closers);
    return text.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

bool asks(std::string_view text) {
    const std::string_view bare = without_closers(text);
    return bare.ends_with("?") || bare.ends_with("\uFF1F") || bare.ends_with("\u061F");
}

// How a question opens that has no mark: "What is a closure", "Explain hoisting".
bool opens_like_question(std::string_view text) {
    static const std::unordered_set<std::string> openings = {
        "what",   "what's", "how",  "why",     "when",     "where",   "which",   "who",
        "whose",  "is",     "are",  "can",     "could",    "do",      "does",    "did",
        "should", "would",  "will", "explain", "describe", "compare", "discuss", "list",
        "name",   "define", "give", "tell",    "contrast", "outline", "write",   "implement"};
    const std::string folded = fold(text.substr(0, 64));
    const auto begin = folded.find_first_not_of(" \t\"'(*_");
    if (begin == std::string::npos) return false;
    const std::string opening = folded.substr(begin, folded.find_first_of(" ,:", begin) - begin);
    return openings.contains(opening) && std::ranges::count(folded.substr(begin), ' ') >= 2;
}

bool has_letters(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Rune rune = rune_at(text, at);
        if (is_letter(rune.code)) return true;
        at += rune.size;
    }
    return false;
}

// "Back to Top", an arrow, a badge: leads around, answers nothing.
bool is_navigation(const Link& link) {
    static const std::unordered_set<std::string> labels = {
        "back to top", "top", "back", "up", "next", "previous", "prev", "home", "edit", "contents"};
    std::string label = fold(link.text);
    const auto letters = label.find_first_of("abcdefghijklmnopqrstuvwxyz");
    if (letters != std::string::npos) label.erase(0, letters);
    return !has_letters(link.text) ? link.text.find_first_of("0123456789") == std::string::npos
                                   : labels.contains(label);
}

// A cell may hold the number of its row.
std::string_view without_number_cell(std::string_view row) {
    const std::size_t end = std::min(row.find_first_not_of("0123456789"), row.size());
    return end > 0 && row.substr(end, 1) == " " ? row.substr(end + 1) : row;
}

// "For more information, see": the link behind it belongs to the sentence.
bool ends_in_small_word(const std::string& text) {
    static const std::unordered_set<std::string> words = {
        "a",  "an", "and", "as",  "at",  "by",      "for", "from", "in",  "is",
        "of", "on", "or",  "see", "the", "through", "to",  "use",  "via", "with"};
    const auto last = text.find_last_of(' ');
    return words.contains(fold(last == std::string::npos ? text : text.substr(last + 1)));
}

// Words that may stand between links without making prose of them.
bool only_joins_links(const std::string& remainder) {
    static const std::unordered_set<std::string> joints = {"and", "or", "see", "also"};
    const std::string text = fold(remainder);
    std::string word;
    for (std::size_t at = 0; at <= text.size(); ++at) {
        const bool letter = at < text.size() && (is_letter(static_cast<unsigned char>(text[at])) ||
                                                 static_cast<unsigned char>(text[at]) >= 0x80);
        if (letter) {
            word += text[at];
        } else {
            if (!word.empty() && has_letters(word) && !joints.contains(word)) return false;
            word.clear();
        }
    }
    return true;
}

bool is_see_also(const Section& section) { return fold(section.title) == "see also"; }

// Decides, for one note, what its items are.
class Detection {
  public:
    explicit Detection(const Note& note) : note_(note), links_(links_of_items()) {
        survey_items();
        survey_headings();
    }

    std::vector<Question> questions() const {
        std::vector<Question> result;
        if (note_.front_matter.questions == false) return result;
        for (std::size_t i = 0; i < note_.items.size(); ++i) {
            if (is_question(i)) result.push_back(question(i));
        }
        return result;
    }

  private:
    // What of the items' shapes says about the note: how many of them ask.
    struct Survey {
        int all = 0;
        int asking = 0;  // with a question mark
        int likely = 0;  // with a mark, or opening like a question

        void count(const std::string& text) {
            ++all;
            if (asks(text)) ++asking;
            if (asks(text) || opens_like_question(text)) ++likely;
        }
        // Plainly a list of questions, where single ones need no mark any more.
        bool is_list(int least) const {
            const bool most = likely * 10 >= all * 6 && asking * 10 >= all * 3;
            return all >= least && (most || likely * 10 >= all * 8);
        }
    };

    // Links of each item, with those of nested items that have no text or ask nothing themselves.
    std::vector<std::vector<std::size_t>> links_of_items() const {
        std::vector<std::vector<std::size_t>> links(note_.items.size());
        for (std::size_t i = note_.items.size(); i-- > 0;) {
            const Item& item = note_.items[i];
            for (const std::size_t link : item.links) {
                if (!is_navigation(note_.links[link])) links[i].push_back(link);
            }
            std::ranges::sort(links[i]);
            if (!item.parent || asks(item.text)) continue;
            const Item& parent = note_.items[*item.parent];
            if (!item.text.empty() && !(asks(parent.text) && parent.links.empty())) continue;
            auto& above = links[*item.parent];
            above.insert(above.end(), links[i].begin(), links[i].end());
        }
        for (auto& list : links) std::ranges::sort(list);
        return links;
    }

    void survey_items() {
        for (std::size_t i = 0; i < note_.items.size(); ++i) {
            const Item& item = note_.items[i];
            if (item.kind == Item::Kind::heading || is_see_also(note_.sections[item.section]))
                continue;
            if (!has_letters(item.text)) continue;
            if (links_[i].empty()) {
                bullets_.count(item.text);
            } else {
                linked_.count(item.text);
                if (is_separate(item)) ++separate_;
            }
        }
    }

    void survey_headings() {
        for (const Section& section : note_.sections) {
            if (section.level > 0) headings_[section.level].count(section.title);
        }
    }

    // Whether an item's links stand apart from its text, not within a sentence.
    static bool is_separate(const Item& item) {
        if (!only_joins_links(item.remainder)) return false;
        if (asks(item.text) || item.kind == Item::Kind::row) return true;
        if (item.text.find(". ") != std::string::npos) return false;
        return item.text.ends_with('.') || ends_in_separator(item.text) ||
               (item.link_on_new_line && !ends_in_small_word(item.text));
    }

    bool overruled() const { return note_.front_matter.questions == true; }

    // A page that maps questions, or topics, to sections; one that merely holds links is none.
    bool is_map() const {
        return overruled() || linked_.is_list(2) ||
               (linked_.all >= 3 && linked_.asking * 10 >= linked_.all * 2 &&
                separate_ * 10 >= linked_.all * 8);
    }

    bool is_question(std::size_t index) const {
        const Item& item = note_.items[index];
        if (is_see_also(note_.sections[item.section])) return false;
        if (item.kind == Item::Kind::heading) return is_question_heading(item);
        if (!has_letters(item.text)) return asks(label(index));
        if (asks(item.text)) return true;
        if (!links_[index].empty()) return is_map() && (overruled() || is_separate(item));
        const bool opens = opens_like_question(item.text);
        return opens && (overruled() || (bullets_.is_list(4) && bullets_.asking >= 2));
    }

    bool is_question_heading(const Item& item) const {
        const Section& section = note_.sections[item.section];
        if (!has_letters(section.title)) return false;
        if (asks(section.title)) return true;
        if (section.level == 1) return false;
        const auto survey = headings_.find(section.level);
        const bool list = survey != headings_.end() && survey->second.is_list(4);
        if (opens_like_question(section.title)) return list || overruled();
        return overruled() && linked_.all + bullets_.all == 0;
    }

    // The label of an item that is nothing but a link: a row of a table of contents.
    std::string label(std::size_t index) const {
        return links_[index].empty() ? std::string() : note_.links[links_[index].front()].text;
    }

    Question question(std::size_t index) const {
        const Item& item = note_.items[index];
        Question result;
        result.place = item.place;
        result.end_line = item.end_line;
        result.links = links_[index];
        if (item.kind == Item::Kind::heading) {
            result.text = note_.sections[item.section].title;
            result.section = item.section;
        } else {
            const std::string text = has_letters(item.text) ? item.text : label(index);
            const bool row = item.kind == Item::Kind::row;
            result.text = without_number(std::string(row ? without_number_cell(text) : text));
            result.text.resize(without_separators(result.text).size());
        }
        result.group = group(item);
        return result;
    }

    // The nearest heading above; of a heading, the one it stands under.
    std::string group(const Item& item) const {
        if (item.kind != Item::Kind::heading) return note_.sections[item.section].title;
        const Section& section = note_.sections[item.section];
        return section.breadcrumb.empty() ? note_.title : section.breadcrumb.back();
    }

    const Note& note_;
    std::vector<std::vector<std::size_t>> links_;  // of each item
    Survey bullets_;                               // without links
    Survey linked_;                                // bullets and rows with links
    int separate_ = 0;                             // of the linked ones
    std::map<int, Survey> headings_;               // by level
};

}  // namespace

std::vector<Question> find_questions(const Note& note) { return Detection(note).questions(); }

std::vector<std::size_t> find_see_also(const Note& note) {
    std::vector<std::size_t> links;
    for (const Item& item : note.items) {
        if (item.kind == Item::Kind::heading || !is_see_also(note.sections[item.section])) continue;
        links.insert(links.end(), item.links.begin(), item.links.end());
    }
    return links;
}

}  // namespace crib
