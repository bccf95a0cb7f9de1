#include "indexer/store/document.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "indexer/index/ids.h"
#include "indexer/index/order_key.h"
#include "indexer/index/passages.h"
#include "indexer/index/record.h"
#include "indexer/index/schema.h"
#include "indexer/index/stored_record.h"
#include "indexer/index/title_size.h"
#include "indexer/links/web_address.h"
#include "indexer/note/limits.h"
#include "indexer/text/bytes.h"
#include "indexer/text/unicode.h"
#include "indexer/words/everyday.h"
#include "indexer/words/positions.h"
#include "indexer/words/term_bag.h"
#include "indexer/words/thesaurus.h"
#include "indexer/words/tokenizer.h"
#include "indexer/words/tokenizers.h"
#include "indexer/words/word_tally.h"

namespace crib {
namespace {

// A section with fewer tokens than this is a signpost: a question that leads to it leads to its
// subtree.
constexpr std::size_t little_text = 40;
constexpr std::size_t most_evidence = 2000;  // words that a question takes of a subtree
// What all links of a note's questions repeat of the sections that they lead to. A note with more
// than a thousand such links takes less for each.
constexpr std::size_t most_words_repeated = 2'000'000;
constexpr std::size_t most_passages = 32UL * 1024;  // bytes that snippets are taken from
constexpr std::size_t longest_synonym = 200;        // bytes of its term
constexpr std::size_t fewest_asked = 3;             // questions that make a note an FAQ

bool is_index_name(const std::string& path) {
    const std::string name = lower(path.substr(path.rfind('/') + 1));
    return name.starts_with("index.") || name.starts_with("readme.");
}

// Cuts a text after `most` words, each of which is followed by a space or takes 16 bytes. Returns
// how many words are left.
std::size_t keep_words(std::string& text, std::size_t most) {
    constexpr std::size_t longest_word = 16;
    std::size_t words = 0;
    for (std::size_t at = 0; at < text.size(); ++words) {
        if (words == most) {
            text = beginning(text, at);
            break;
        }
        const std::size_t end = text.find(' ', at);
        at = std::min(end == std::string::npos ? text.size() : end + 1, at + longest_word);
    }
    return words;
}

std::size_t size_of(const std::vector<std::string>& texts) {
    std::size_t size = 0;
    for (const std::string& text : texts) size += text.size();
    return size;
}

// Derives the documents of one note.
class Derivation {
  public:
    Derivation(const LinkedNote& linked, const Askers& askers, const Tokenizer& tokenizer,
               const Fields& fields)
        : tree_(linked.tree()),
          linked_(linked),
          note_(linked.note()),
          askers_(askers),
          tokenizer_(tokenizer),
          addresses_(tree_.record().url, anchor_style(anchors_of(tree_.record()))),
          fields_(fields) {}

    NoteDocuments derive() {
        NoteDocuments result;
        for (std::size_t i = 0; i < note_.sections.size(); ++i) {
            if (!is_indexed(note_, i)) continue;
            result.documents.push_back(section_document(i));
            ++result.sections;
        }
        for (const Question& question : linked_.questions()) {
            result.documents.push_back(question_document(question));
        }
        result.term = note_term(name(), note_.path);
        result.documents.push_back(note_document());
        result.words = std::move(words_);
        return result;
    }

    Xapian::Document section_document(std::size_t index) const {
        const Section& section = note_.sections[index];
        Record record;
        record.kind = Kind::section;
        record.tree = name();
        record.title = section.title;
        record.path = note_.path;
        record.place = section.place;
        record.links = {link_to(note_, index)};
        record.url = record.links.front().url;

        TermBag bag(tokenizer_);
        WordOrderWriter order;
        const std::vector<std::string> prose = texts_of(index, false);
        const std::vector<std::string> code = texts_of(index, true);
        const bool cut = size_of(prose) + size_of(code) > most_passages;
        words_.begin_document();
        const auto read = [&](const Token& token) {
            order.add(token);
            if (!cut) words_.add(token);
        };
        bag.add(fields_.title, section.title, read);
        bag.add(fields_.body, prose, read);
        bag.add(fields_.code, code, read);
        const std::vector<std::string> kept = passages(index);
        if (cut) words_.add(section.title, kept, tokenizer_);
        bag.add(fields_.breadcrumb, section.breadcrumb);
        add_keywords(bag, index);
        Xapian::Document document;
        document.add_value(slot::words, order.value());
        document.add_value(slot::passages, pack_passages(kept));
        const std::string id = id_of(tree_.record(), note_, index);
        std::vector<std::string> asked;
        if (const auto askers = askers_.find(id); askers != askers_.end()) {
            for (const Asker& asker : askers->second) {
                asked.push_back(asker.text);
                document.add_boolean_term(make_term(prefix::group, exact_form(asker.group)));
            }
        }
        bag.add(fields_.asked, asked);
        bag.post(document);
        document.add_boolean_term(id);
        for (const Block& block : section.blocks) {
            if (block.language.empty()) continue;
            document.add_boolean_term(make_term(prefix::language, block.language));
        }
        finish(document, record);
        return document;
    }

    Xapian::Document question_document(const Question& question) const {
        Record record;
        record.kind = Kind::question;
        record.tree = name();
        record.title = question.text;
        record.group = question.group;
        record.path = note_.path;
        record.place = question.place;
        record.links = links_of(question);
        record.url = addresses_.of(note_, section_of(question));

        Xapian::Document document;
        TermBag bag(tokenizer_);
        WordOrderWriter order;
        words_.begin_document();
        const auto read = [&](const Token& token) {
            order.add(token);
            words_.add(token);
        };
        bag.add(fields_.title, question.text, read);
        bag.add(fields_.group, question.group);
        std::vector<std::string> ids;
        std::vector<std::string> evidence;
        std::size_t behind = 0;  // the first section behind the last evidence
        for (const Target target : linked_.targets(question)) {
            const std::shared_ptr<const Note> note = tree_.read(target.note);
            ids.push_back(id_of(tree_.record(), *note, target.section));
            document.add_boolean_term(make_term(prefix::target, ids.back()));
            // The text of a question with little of its own already holds that of its answers.
            const bool answer = std::ranges::count(question.answers, target.section) > 0;
            if (answer && target.section < behind) continue;
            behind = add_evidence(*note, target.section, evidence_of_link(), evidence);
        }
        const bool answers_itself = !question.section && ids.size() == question.answers.size();
        const auto texts = answers_itself ? texts_of(question) : std::vector<std::string>();
        bag.add(fields_.body, texts, read);
        bag.add(fields_.linked, evidence);
        bag.post(document);
        document.add_value(slot::targets, pack(ids));
        document.add_value(slot::words, order.value());
        document.add_value(slot::passages, pack_passages(texts));
        document.add_boolean_term(question_id(name(), note_.path, question.place));
        if (is_heading(question)) {
            document.add_boolean_term(make_term(prefix::mark, mark_heading));
        }
        document.add_boolean_term(make_term(prefix::group, exact_form(question.group)));
        finish(document, record);
        return document;
    }

    Xapian::Document note_document() const {
        NoteRecord record{name(), note_.path, note_.title};
        // Any page may end in a See Also; only that of a map says where to look next.
        const bool is_map = std::ranges::any_of(
            linked_.questions(), [](const Question& question) { return !question.links.empty(); });
        if (is_map) {
            for (const std::size_t link : find_see_also(note_)) {
                record.see_also.push_back(link_of(note_.links[link], link));
            }
        }
        Xapian::Document document;
        document.add_boolean_term(note_id(name(), note_.path));
        document.add_boolean_term(make_term(prefix::kind, "note"));
        if (!record.see_also.empty()) {
            document.add_boolean_term(make_term(prefix::mark, mark_see_also));
        }
        if (is_index_name(note_.path)) {
            document.add_boolean_term(make_term(prefix::mark, mark_index));
        }
        document.add_boolean_term(make_term(
            prefix::mark, std::string(mark_language) + language_of(tree_.record(), note_)));
        add_synonyms(document);
        document.add_boolean_term(note_term(name(), note_.path));
        document.add_boolean_term(make_term(prefix::path, path_in_tree(name(), note_.path)));
        add_neighbours(document);
        document.add_value(slot::order, order_key(name(), note_.path, {}, Kind::section));
        document.set_data(encode(record));
        return document;
    }

  private:
    struct Lines {
        int first = 0;
        int last = 0;
    };

    const std::string& name() const { return tree_.record().name; }

    // Adds the terms that say on which other notes these documents depend.
    void add_neighbours(Xapian::Document& document) const {
        for (std::size_t i = 0; i < note_.links.size(); ++i) {
            const Link& link = note_.links[i];
            for (const std::string& called :
                 called_names(link, note_.path, linked_.resolution(i).other)) {
                document.add_boolean_term(make_term(prefix::called, called));
            }
            if (names_section(link)) add_neighbour(document, prefix::names, link);
        }
        for (const Question& question : linked_.found()) {
            for (const std::size_t link : question.links) {
                add_neighbour(document, prefix::leads, note_.links[link]);
            }
        }
        for (const std::size_t link : find_see_also(note_)) {
            add_neighbour(document, prefix::leads, note_.links[link]);
        }
    }

    void add_neighbour(Xapian::Document& document, std::string_view prefix,
                       const Link& link) const {
        const auto note = tree_.catalogue().note_called(linked_.index(), link);
        if (!note || *note == linked_.index()) return;
        document.add_boolean_term(make_term(prefix, path_in_tree(name(), tree_.path(*note))));
    }

    // Adds the synonyms of the note's front matter.
    void add_synonyms(Xapian::Document& document) const {
        Thesaurus thesaurus;
        for (const std::string& group : note_.front_matter.synonyms) {
            thesaurus.add(group, tokenizer_);
        }
        for (const auto& [entry, others] : thesaurus.entries()) {
            for (const std::string& other : others) {
                const std::string term =
                    make_term(prefix::synonym, fmt::format("{}\t{}", entry, other));
                if (term.size() <= longest_synonym) document.add_boolean_term(term);
            }
        }
    }

    // A section's prose, or its code. Items that are questions are left out, because they are
    // documents of their own; so are items that repeat a heading that is a question.
    std::vector<std::string> texts_of(std::size_t section, bool code) const {
        std::vector<std::string> texts;
        for (const Block& block : note_.sections[section].blocks) {
            if (block.code == code && !belongs_to_question(block)) texts.push_back(block.text);
        }
        return texts;
    }

    bool belongs_to_question(const Block& block) const {
        if (!item_lines_) item_lines_ = lines_of_items();
        const auto after = std::ranges::upper_bound(*item_lines_, block.line, {}, &Lines::first);
        return after != item_lines_->begin() && block.line <= std::prev(after)->last;
    }

    // The lines of each question that is an item or row. They reach at least as far as those of the
    // questions before it.
    std::vector<Lines> lines_of_items() const {
        std::vector<Lines> lines;
        auto own = linked_.questions().begin();
        for (const Question& question : linked_.found()) {
            const bool repeats_heading =
                own == linked_.questions().end() || own->place != question.place;
            if (!repeats_heading) ++own;
            if (question.section || (repeats_heading && is_worded_otherwise(question))) continue;
            const int before = lines.empty() ? 0 : lines.back().last;
            lines.push_back({question.place.line, std::max(before, question.end_line)});
        }
        return lines;
    }

    // Whether the question's text differs from the title of each section that it leads to.
    bool is_worded_otherwise(const Question& question) const {
        return std::ranges::none_of(linked_.targets(question), [&](Target target) {
            const std::shared_ptr<const Note> note = tree_.read(target.note);
            return fold(note->sections[target.section].title) == fold(question.text);
        });
    }

    // The text of the answer to a question that leads nowhere: behind the question, and below it.
    std::vector<std::string> texts_of(const Question& question) const {
        std::vector<std::string> texts;
        if (!question.answer.empty()) texts.push_back(question.answer);
        const std::vector<Block>& blocks = note_.sections[section_at(question.place)].blocks;
        auto block = std::ranges::upper_bound(blocks, question.place.line, {}, &Block::line);
        for (; block != blocks.end() && block->line <= question.end_line; ++block) {
            texts.push_back(block->text);
        }
        return texts;
    }

    // Adds what questions and sections have in common.
    void finish(Xapian::Document& document, const Record& record) const {
        document.add_boolean_term(make_term(prefix::kind, name_of(record.kind)));
        document.add_boolean_term(exact_term(exact_form(record.title)));
        add_title(document, record.title);
        if (is_faq()) document.add_boolean_term(make_term(prefix::mark, mark_faq));
        for (const auto* tags : {&note_.front_matter.tags, &note_.tags}) {
            for (const std::string& tag : *tags) {
                document.add_boolean_term(make_term(prefix::tag, exact_form(tag)));
            }
        }
        document.add_boolean_term(note_term(name(), note_.path));
        set_record(document, record);
    }

    void add_title(Xapian::Document& document, const std::string& title) const {
        std::set<std::string> terms;
        TitleSize size;
        tokenizer_.each(title, [&](const Token& token) {
            ++size.words;
            if (!token.stop && !is_everyday_word(token.written)) {
                const auto parts = std::ranges::count(token.terms, TermKind::part, &Term::kind);
                size.telling += std::max<std::size_t>(1, static_cast<std::size_t>(parts));
            }
            for (const Term& term : token.terms) terms.insert(make_term(prefix::title, term.text));
        });
        for (const std::string& term : terms) document.add_term(term, wdf_of(size));
    }

    // Whether a question is a heading that only leads to its own section.
    static bool is_heading(const Question& question) {
        return question.section && question.links.empty();
    }

    // Whether the note is a list of questions with their answers: half of its sections at least.
    bool is_faq() const {
        if (!is_faq_) {
            const auto asked = static_cast<std::size_t>(
                std::ranges::count_if(linked_.questions(), &Derivation::is_heading));
            is_faq_ = asked >= fewest_asked && 2 * asked >= note_.sections.size();
        }
        return *is_faq_;
    }

    void add_keywords(TermBag& bag, std::size_t section) const {
        const FrontMatter& front = note_.front_matter;
        bag.add(fields_.breadcrumb, front.tags);
        // A name of the whole note leads to its beginning, not to each of its sections.
        const bool first = section == (is_indexed(note_, 0) ? 0 : 1);
        if (!first) return;
        bag.add(fields_.keyword, front.aliases);
        bag.add(fields_.keyword, front.description);
    }

    // How many links the note's questions have.
    std::size_t question_links() const {
        if (!question_links_) {
            question_links_ = 1;
            for (const Question& question : linked_.questions()) {
                *question_links_ += question.links.size() + question.answers.size() + 1;
            }
        }
        return *question_links_;
    }

    // How many words a question takes of a section that it leads to.
    std::size_t evidence_of_link() const {
        return std::min(most_evidence, most_words_repeated / question_links());
    }

    // Adds at most `most` words of a section, and of its subtree if it has little text. Returns the
    // first section whose text is not added.
    static std::size_t add_evidence(const Note& note, std::size_t begin, std::size_t most,
                                    std::vector<std::string>& texts) {
        const int last_line = note.sections[begin].end_line;
        std::size_t length = 0;
        std::size_t next = begin;
        while (next < note.sections.size()) {
            const Section& section = note.sections[next];
            if (next > begin && section.place.line > last_line) break;
            const auto add = [&](const std::string& text) {
                if (length == most) return;
                texts.push_back(text);
                length += keep_words(texts.back(), most - length);
            };
            add(section.title);
            for (const Block& block : section.blocks) add(block.text);
            ++next;
            if (length == most || (next == begin + 1 && length >= little_text)) break;
        }
        return next;
    }

    std::vector<std::string> passages(std::size_t section) const {
        std::vector<std::string> texts;
        std::size_t size = 0;
        for (const Block& block : note_.sections[section].blocks) {
            if (belongs_to_question(block)) continue;
            size += block.text.size();
            if (size > most_passages && !texts.empty()) break;
            texts.push_back(block.text.substr(0, most_passages));
        }
        return texts;
    }

    // A question's links as an answer shows them. If there are none, a link to its own place.
    std::vector<RecordLink> links_of(const Question& question) const {
        std::vector<RecordLink> links;
        if (question.section) links.push_back(link_to(note_, *question.section));
        for (const std::size_t link : question.links) {
            links.push_back(link_of(note_.links[link], link));
        }
        if (!links.empty()) return links;
        RecordLink own = link_to(note_, section_of(question));
        own.line = question.place.line;
        own.column = question.place.column;
        own.end_line = question.end_line;
        links.push_back(std::move(own));
        return links;
    }

    // The section that a question stands in. A heading stands in its own section.
    std::size_t section_of(const Question& question) const {
        return question.section.value_or(section_at(question.place));
    }

    // From a place on, up to the next such place, text belongs to a section.
    struct Start {
        Place place;
        std::size_t section = 0;
    };

    std::vector<Start> starts_of_sections() const {
        const std::vector<Section>& sections = note_.sections;
        std::vector<Start> starts;
        std::vector<std::size_t> open = {0};
        const auto end_before = [&](int line) {
            while (open.size() > 1 && sections[open.back()].end_line < line) {
                const int end = sections[open.back()].end_line;
                open.pop_back();
                starts.push_back({{end + 1, 0}, open.back()});
            }
        };
        for (std::size_t i = 1; i < sections.size(); ++i) {
            end_before(sections[i].place.line);
            open.push_back(i);
            starts.push_back({sections[i].place, i});
        }
        end_before(std::numeric_limits<int>::max());
        return starts;
    }

    // The innermost section that a place is in.
    std::size_t section_at(Place place) const {
        if (!sections_by_place_) sections_by_place_ = starts_of_sections();
        const auto after = std::ranges::upper_bound(*sections_by_place_, place, {}, &Start::place);
        return after == sections_by_place_->begin() ? 0 : std::prev(after)->section;
    }

    RecordLink link_to(const Note& note, std::size_t index) const {
        const Section& section = note.sections[index];
        RecordLink link;
        link.title = section.title;
        link.path = note.path;
        link.line = section.place.line;
        link.column = section.place.column;
        link.end_line = section.end_line;
        link.anchor = section.anchor;
        link.breadcrumb = section.breadcrumb;
        link.url = addresses_.of(note, index);
        return link;
    }

    // How many bytes of titles a link of a question repeats.
    std::size_t titles_of_link() const { return most_repeated / question_links(); }

    void shorten(RecordLink& link) const {
        const std::size_t most = titles_of_link();
        if (link.title.size() > most) link.title = beginning(link.title, most);
        if (size_of(link.breadcrumb) + link.title.size() > most) link.breadcrumb.clear();
    }

    RecordLink link_of(const Link& link, std::size_t index) const {
        const Resolution& resolution = linked_.resolution(index);
        RecordLink result;
        if (const auto target = resolution.target) {
            result = link_to(*tree_.read(target->note), target->section);
            shorten(result);
        }
        if (resolution.line) {
            result.line = *resolution.line;
            result.column = 1;
            result.end_line = *resolution.line;
        }
        if (resolution.kind == Resolution::Kind::section) return result;
        result.title = beginning(link.text, titles_of_link());
        result.destination = link.destination;
        result.anchor.clear();
        result.breadcrumb.clear();
        result.url.clear();
        const bool web = !resolution.is_broken();
        result.state = web                 ? RecordLink::State::web
                       : resolution.target ? RecordLink::State::lost
                                           : RecordLink::State::missing;
        if (web) result.url = link.destination;
        return result;
    }

    const Tree& tree_;
    const LinkedNote& linked_;
    const Note& note_;
    const Askers& askers_;
    const Tokenizer& tokenizer_;
    SiteAddresses addresses_;
    const Fields& fields_;
    // One thread makes the documents of a note, so these need no lock.
    mutable std::optional<std::vector<Lines>> item_lines_;  // made when first asked for
    mutable std::optional<std::vector<Start>> sections_by_place_;
    mutable std::optional<std::size_t> question_links_;
    mutable std::optional<bool> is_faq_;
    mutable WordTally words_;
};

}  // namespace

NoteDocuments derive_documents(const LinkedNote& note, const Askers& askers,
                               const Tokenizer& tokenizer, const Fields& fields) {
    return Derivation(note, askers, tokenizer, fields).derive();
}

Xapian::Document derive_section(const LinkedNote& note, std::size_t section, const Askers& askers,
                                const Tokenizer& tokenizer, const Fields& fields) {
    return Derivation(note, askers, tokenizer, fields).section_document(section);
}

Xapian::Document derive_question(const LinkedNote& note, const Question& question,
                                 const Tokenizer& tokenizer, const Fields& fields) {
    return Derivation(note, {}, tokenizer, fields).question_document(question);
}

Xapian::Document derive_note(const LinkedNote& note, const Tokenizer& tokenizer) {
    return Derivation(note, {}, tokenizer, {}).note_document();
}

bool has_term(const Xapian::Document& document, const std::string& term) {
    auto it = document.termlist_begin();
    it.skip_to(term);
    return it != document.termlist_end() && *it == term;
}

}  // namespace crib
