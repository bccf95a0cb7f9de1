#include "indexer/note/questions.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_set>

#include "indexer/note/answers.h"
#include "indexer/note/limits.h"
#include "indexer/note/marked_text.h"
#include "indexer/note/numbering.h"
#include "indexer/note/question_words.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

bool leads_to_web(const Link& link) { return link.destination.find("://") != std::string::npos; }

// Decides which items of a note are questions.
class Detection {
  public:
    explicit Detection(const Note& note) : note_(note), tops_(tops()), links_(links_of_items()) {
        survey_items();
        survey_headings();
        find_groups();
        survey_answers();
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
    // Counts of items or headings that ask. They tell what kind of page the note is.
    struct Survey {
        int all = 0;
        int asking = 0;  // end in a question mark
        int likely = 0;  // end in a mark, or begin like a question

        void count(bool asks_plainly, std::string_view text) {
            ++all;
            if (asks_plainly) ++asking;
            if (asks_plainly || opens_like_question(text)) ++likely;
        }
        // Whether this is clearly a list of questions. Then a single question in it needs no mark.
        bool is_list(int least) const {
            constexpr int many = 6;
            const bool most = likely * 10 >= all * 6 && (asking * 10 >= all * 3 || likely >= many);
            return all >= least && (most || likely * 10 >= all * 8);
        }
    };

    // The links of each item. An item also takes over the links of a nested item that has no text.
    // An item that asks and has no links takes over those of every nested item that does not ask.
    std::vector<std::vector<std::size_t>> links_of_items() const {
        std::vector<std::vector<std::size_t>> links(note_.items.size());
        for (std::size_t i = note_.items.size(); i-- > 0;) {
            const Item& item = note_.items[i];
            for (const std::size_t link : item.links) {
                if (!leads_back(note_.links[link])) links[i].push_back(link);
            }
            std::ranges::sort(links[i]);
            if (!item.parent || asks(item)) continue;
            const Item& parent = note_.items[*item.parent];
            if (parent.text.empty() || !parent.answer.empty()) continue;
            if (!item.text.empty() && !(asks(parent) && parent.links.empty())) continue;
            auto& above = links[*item.parent];
            above.insert(above.end(), links[i].begin(), links[i].end());
        }
        for (auto& list : links) std::ranges::sort(list);
        return links;
    }

    static bool asks(const Item& item) { return !item.question.empty(); }

    void survey_items() {
        for (std::size_t i = 0; i < note_.items.size(); ++i) {
            const Item& item = note_.items[i];
            if (item.kind == Item::Kind::heading || is_see_also(note_.sections[item.section]))
                continue;
            if (item.kind == Item::Kind::paragraph) {
                paragraphs_.count(crib::asks(item.question), item.question);
            } else if (is_entry(item)) {
                if (!links_[i].empty()) entries_.count(crib::asks(label(i)), label(i));
            } else if (links_[i].empty()) {
                bullets_.count(asks(item), without_number(item.text));
            } else {
                linked_.count(asks(item), without_number(item.text));
                if (is_separate(item)) ++separate_;
            }
        }
    }

    void survey_headings() {
        for (std::size_t i = 0; i < note_.items.size(); ++i) {
            const Item& item = note_.items[i];
            if (item.kind != Item::Kind::heading) continue;
            const Section& section = note_.sections[item.section];
            if (!names_answer(section.title))
                headings_[section.level].count(asks(item), section.title);
            if (opens_item(i)) listed_.count(asks(item), section.title);
        }
    }

    // Finds the heading above each section that can be its group: the nearest one that is no
    // answer, and no question either.
    void find_groups() {
        std::vector<bool> asking(note_.sections.size());
        for (std::size_t i = 0; i < note_.items.size(); ++i) {
            const Item& item = note_.items[i];
            if (item.kind == Item::Kind::heading) asking[item.section] = is_question(i);
        }
        std::vector<std::size_t> above = {0};
        groups_.resize(note_.sections.size());
        answers_.resize(note_.sections.size());
        for (std::size_t i = 1; i < note_.sections.size(); ++i) {
            const Section& section = note_.sections[i];
            while (above.size() > 1 && note_.sections[above.back()].end_line < section.place.line)
                above.pop_back();
            const std::size_t nearest = above.back();
            groups_[i] = asking[nearest] ? groups_[nearest] : nearest;
            answers_[i] = (asking[i - 1] || answers_[i - 1]) && names_answer(section.title);
            if (!answers_[i]) above.push_back(i);
        }
    }

    // Whether an item's links stand apart from its text, and not within a sentence.
    static bool is_separate(const Item& item) {
        if (!only_joins_links(item.remainder)) return false;
        if (asks(item) || item.kind == Item::Kind::row) return true;
        if (item.text.find(". ") != std::string::npos) return false;
        return item.text.ends_with('.') || ends_in_separator(item.text) ||
               (item.link_on_new_line && !ends_in_small_word(item.text));
    }

    // Whether this is a heading that is the text of a list item: `1. ### What is it?`
    bool opens_item(std::size_t index) const {
        const Item& item = note_.items[index];
        return item.kind == Item::Kind::heading && index > 0 && item.parent == index - 1 &&
               note_.items[index - 1].text.empty();
    }

    // The ids of the note's only title, unless it asks, and of its contents.
    std::unordered_set<std::string> tops() const {
        std::unordered_set<std::string> ids = {"", "top"};
        const auto& sections = note_.sections;
        const auto titles = std::ranges::count(sections, 1, &Section::level);
        const std::vector<bool> holds_contents = sections_of_contents();
        for (std::size_t i = 1; i < sections.size(); ++i) {
            const Section& section = sections[i];
            const bool title = section.level == 1 && titles == 1 && !crib::asks(section.title);
            if (!title && !holds_contents[i] && !names_contents(section.title)) continue;
            ids.insert(lower(section.anchor));
            ids.insert(lower(section.slug));
            for (const std::string& id : section.ids) ids.insert(lower(id));
        }
        return ids;
    }

    // For each section, whether it has several items that are only a link within the note.
    std::vector<bool> sections_of_contents() const {
        constexpr int several = 3;
        std::vector<int> entries(note_.sections.size());
        std::vector<bool> result(note_.sections.size());
        for (const Item& item : note_.items) {
            if (item.kind == Item::Kind::heading || !is_entry(item) || item.links.empty()) continue;
            if (note_.links[item.links.front()].destination.starts_with('#'))
                result[item.section] = ++entries[item.section] >= several;
        }
        return result;
    }

    // The fragment of a link within the note.
    std::optional<std::string> own_fragment(const Link& link) const {
        std::string_view destination = link.destination;
        if (link.kind != LinkKind::url) return std::nullopt;
        const std::string_view name =
            std::string_view(note_.path).substr(note_.path.rfind('/') + 1);
        if (destination.starts_with(name)) destination.remove_prefix(name.size());
        if (!destination.starts_with('#')) return std::nullopt;
        return lower(destination.substr(1));
    }

    // Whether a link leads to the note's own top, or to its contents. If its fragment leads
    // nowhere, its label tells.
    bool leads_back(const Link& link) const {
        const auto fragment = own_fragment(link);
        if (!fragment) return false;
        if (tops_.contains(*fragment)) return true;
        if (!is_navigation(link.text)) return false;
        if (!ids_) ids_ = all_ids();
        return !ids_->contains(*fragment);
    }

    std::unordered_set<std::string> all_ids() const {
        std::unordered_set<std::string> ids;
        for (const Section& section : note_.sections) {
            ids.insert(lower(section.anchor));
            ids.insert(lower(section.slug));
            for (const std::string& id : section.ids) ids.insert(lower(id));
        }
        return ids;
    }

    bool overruled() const { return note_.front_matter.questions == true; }

    // Whether the page maps questions or topics to sections. A page that only contains links does
    // not.
    bool is_map() const {
        return overruled() || linked_.is_list(linked_.asking > 0 ? 2 : 4) ||
               (linked_.all >= 3 && linked_.asking * 10 >= linked_.all * 2 &&
                separate_ * 10 >= linked_.all * 8);
    }

    bool is_question(std::size_t index) const {
        const Item& item = note_.items[index];
        // Sections repeat the questions that lead to them, so a text of any length is none.
        if (item.text.size() > longest_title) return false;
        if (is_see_also(note_.sections[item.section])) return false;
        if (item.kind == Item::Kind::heading) return is_question_heading(index);
        if (item.kind == Item::Kind::paragraph) return is_question_paragraph(index);
        if (is_entry(item)) return is_question_entry(index);
        if (asks(item)) return true;
        if (!links_[index].empty()) return is_map() && (overruled() || is_separate(item));
        const bool list = overruled() || (bullets_.is_list(4) && bullets_.asking >= 2);
        return list && opens_like_question(without_number(item.text));
    }

    // Whether an item is no more than its links.
    static bool is_entry(const Item& item) { return !asks(item) && !has_letters(item.text); }

    // A single entry that asks and leads to the web is no question: it may be an article's title in
    // a reading list.
    bool is_question_entry(std::size_t index) const {
        const auto parent = note_.items[index].parent;
        if (!crib::asks(label(index)) || (parent && asks(note_.items[*parent]))) return false;
        return !leads_to_web(note_.links[links_[index].front()]) || entries_.is_list(2);
    }

    // A heading of a word or two, without any text below it, may be no more than a name: "FAQ?".
    bool is_question_heading(std::size_t index) const {
        const Item& item = note_.items[index];
        const Section& section = note_.sections[item.section];
        if (!has_letters(section.title)) return false;
        const auto survey = headings_.find(section.level);
        const bool list = survey != headings_.end() && survey->second.is_list(4);
        if (opens_item(index) && listed_.is_list(4)) return true;
        if (asks(item)) {
            return list || is_full_question(section.title) ||
                   opens_with_question_word(section.title) || is_answered(item);
        }
        const bool labelled = size_of_question_label(section.heading) > 0;
        const bool likely = section.level > 1 && (list || overruled());
        if ((labelled || likely) && opens_like_question(section.title)) return true;
        return likely && overruled() && linked_.all + bullets_.all == 0;
    }

    // Whether text or the heading of an answer follows the heading.
    bool is_answered(const Item& heading) const {
        const std::size_t next = heading.section + 1;
        return !note_.sections[heading.section].blocks.empty() ||
               (next < note_.sections.size() && names_answer(note_.sections[next].title));
    }

    // Without an answer below it, a bold paragraph that asks may be a figure of speech.
    bool is_question_paragraph(std::size_t index) const {
        const Item& item = note_.items[index];
        const bool list = paragraphs_.is_list(3);
        if (!crib::asks(item.question) && !overruled()) {
            return !item.answer.empty() || (list && paragraphs_.asking > 0);
        }
        const bool plain = list && opens_like_question(item.question);
        return plain || !item.answer.empty() || last_line_of_answer(index) > item.end_line;
    }

    // The last line of the answer below a paragraph. It ends before the next paragraph that asks.
    int last_line_of_answer(std::size_t index) const {
        const Item& item = note_.items[index];
        const Section& section = note_.sections[item.section];
        int end = section.last_line;
        for (std::size_t i = index + 1; i < note_.items.size(); ++i) {
            const Item& next = note_.items[i];
            if (next.section != item.section) break;
            if (next.kind != Item::Kind::paragraph) continue;
            end = next.place.line - 1;
            break;
        }
        const auto below =
            std::ranges::upper_bound(section.blocks, item.end_line, {}, &Block::line);
        return below != section.blocks.end() && below->line <= end ? end : item.end_line;
    }

    // Whether this is an item that asks and holds nothing else.
    bool is_bare(std::size_t index) const {
        const Item& item = note_.items[index];
        if (item.kind != Item::Kind::bullet || item.parent || !asks(item)) return false;
        if (!links_[index].empty() || !item.answer.empty()) return false;
        const auto& blocks = note_.sections[item.section].blocks;
        auto block = std::ranges::lower_bound(blocks, item.place.line, {}, &Block::line);
        if (block != blocks.end()) ++block;
        return block == blocks.end() || block->line > item.end_line;
    }

    // The last line of the text between an item and the next one that asks. It is that of the item
    // itself if another item follows at once.
    int last_line_of_text_below(std::size_t index) const {
        const Item& item = note_.items[index];
        const Section& section = note_.sections[item.section];
        const auto& blocks = section.blocks;
        const auto below = std::ranges::upper_bound(blocks, item.end_line, {}, &Block::line);
        if (below == blocks.end()) return item.end_line;
        for (std::size_t i = index + 1; i < note_.items.size(); ++i) {
            const Item& next = note_.items[i];
            if (next.section != item.section) break;
            if (i == index + 1 && next.place.line <= below->line) return item.end_line;
            if (!next.parent && asks(next)) return next.place.line - 1;
        }
        return section.last_line;
    }

    // Counts the items that hold only a question, and those with text below them.
    void survey_answers() {
        for (std::size_t i = 0; i < note_.items.size(); ++i) {
            if (!is_bare(i)) continue;
            ++bare_;
            if (last_line_of_text_below(i) > note_.items[i].end_line) ++answered_;
        }
    }

    // The last line of an item with its answer, which may not be indented as it should.
    int last_line_of_item(std::size_t index) const {
        const Item& item = note_.items[index];
        const bool apart = item.by_form || (answered_ >= 2 && answered_ * 2 >= bare_);
        return apart && is_bare(index) ? last_line_of_text_below(index) : item.end_line;
    }

    // The label of an item that is only a link, like a row of a table of contents.
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
            result.answers = answers_below(item.section);
        } else {
            result.entry = is_entry(item) && result.links.size() == 1;
            result.text = asks(item)       ? item.question
                          : is_entry(item) ? without_number(label(index))
                                           : without_number(item.text);
            result.text.resize(without_separators(result.text).size());
            result.answer = item.answer;
            result.end_line = item.kind == Item::Kind::paragraph ? last_line_of_answer(index)
                                                                 : last_line_of_item(index);
        }
        result.group = group(item);
        return result;
    }

    // The headings of answers that follow the heading of a question.
    std::vector<std::size_t> answers_below(std::size_t section) const {
        std::vector<std::size_t> answers;
        const int last = note_.sections[section].end_line;
        for (std::size_t i = section + 1; i < note_.sections.size(); ++i) {
            if (!answers_[i] || note_.sections[i].place.line > last) break;
            answers.push_back(i);
        }
        return answers;
    }

    // The nearest heading above the item. For a heading, the next one up that is no question.
    const std::string& group(const Item& item) const {
        const bool own = item.kind == Item::Kind::heading || answers_[item.section];
        return note_.sections[own ? groups_[item.section] : item.section].title;
    }

    const Note& note_;
    mutable std::optional<std::unordered_set<std::string>> ids_;  // made when first asked for
    std::unordered_set<std::string> tops_;  // ids of the note's top and contents, in lower case
    std::vector<std::vector<std::size_t>> links_;  // by item
    Survey bullets_;                               // items without links
    Survey linked_;                                // items with links
    int separate_ = 0;                             // how many items with links are separate
    Survey paragraphs_;                            // paragraphs of the form of questions
    int bare_ = 0;                                 // items that hold only a question
    int answered_ = 0;                             // those of them with text below
    Survey entries_;                               // labels of items that are only a link
    Survey listed_;                                // headings that are the text of list items
    std::map<int, Survey> headings_;               // by level
    std::vector<std::size_t> groups_;              // the section that is the group, by section
    std::vector<bool> answers_;  // whether a section is the answer to the heading before it
};

}  // namespace

bool is_see_also(const Section& section) { return fold(section.title) == "see also"; }

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
