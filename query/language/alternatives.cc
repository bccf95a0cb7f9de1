#include "query/language/alternatives.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "indexer/index/ids.h"

namespace crib {
namespace {

constexpr std::size_t longest_phrase = 3;  // of the thesaurus, in words
constexpr std::size_t least_compound = 3;  // bytes of each word of a compound
constexpr std::size_t longest_compound = 32;
constexpr std::size_t longest_initials = 4;

// An entry of the thesaurus. Spaces separate its words.
Variant variant_of(const std::string& entry, double weight) {
    Variant variant{{}, weight};
    for (std::size_t at = 0; at <= entry.size();) {
        const std::size_t end = std::min(entry.find(' ', at), entry.size());
        variant.terms.push_back(make_term("", entry.substr(at, end - at)));
        at = end + 1;
    }
    return variant;
}

class Finder {
  public:
    Finder(const std::vector<Token>& tokens, const Vocabulary& vocabulary, const Tuning& tuning)
        : tokens_(tokens), vocabulary_(vocabulary), tuning_(tuning), found_(tokens.size()) {}

    void find_synonyms() {
        for (std::size_t length = longest_phrase; length > 0; --length) {
            for (std::size_t i = 0; i + length <= tokens_.size(); ++i) find_synonyms(i, length);
        }
    }

    void find_compounds() {
        if (tuning_.compound == 0) return;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (i + 1 < tokens_.size()) join(i);
            split(i);
            respell(i);
        }
    }

    std::vector<Alternatives> take() { return std::move(found_); }

  private:
    void find_synonyms(std::size_t first, std::size_t length) {
        if (found_[first].known || found_[first + length - 1].known) return;
        std::vector<std::string> synonyms;
        if (length == 1) {
            synonyms = synonyms_of(tokens_[first]);
        } else {
            std::string key = tokens_[first].terms.front().text;
            for (std::size_t i = first + 1; i < first + length; ++i) {
                key += " " + tokens_[i].terms.front().text;
            }
            synonyms = vocabulary_.synonyms(key);
        }
        if (synonyms.empty()) return;
        for (std::size_t i = first; i < first + length; ++i) {
            const bool known = vocabulary_.has_term(make_term("", tokens_[i].terms.front().text));
            found_[i].known = true;
            for (const std::string& entry : synonyms) {
                Variant variant =
                    variant_of(entry, known ? tuning_.synonym_known : tuning_.synonym);
                if (!is_asked(variant)) found_[i].variants.push_back(std::move(variant));
            }
        }
    }

    // The synonyms of a token. A name with dots also has the synonyms of its tail: the thesaurus
    // knows list.forEach as forEach.
    std::vector<std::string> synonyms_of(const Token& token) const {
        for (const Term& term : token.terms) {
            if (term.kind == TermKind::part && &term != &token.terms.front()) break;
            std::vector<std::string> synonyms = vocabulary_.synonyms(term.text, term.written);
            if (!synonyms.empty()) return synonyms;
        }
        return {};
    }

    // Whether the query already has the variant. A person who asks for lists and sets means two
    // things.
    bool is_asked(const Variant& variant) const {
        return std::ranges::all_of(variant.terms, [&](const std::string& term) {
            return std::ranges::any_of(tokens_, [&](const Token& token) {
                return make_term("", token.terms.front().text) == term;
            });
        });
    }

    static bool is_plain(const Token& token) {
        return !token.stop && token.terms.size() == 1 &&
               token.terms.front().kind == TermKind::word && token.written.size() >= least_compound;
    }

    // time out -> timeout, if the notes write it as one word
    void join(std::size_t first) {
        const Token& left = tokens_[first];
        const Token& right = tokens_[first + 1];
        const bool joins = left.terms.front().kind == TermKind::word &&
                           right.terms.front().kind == TermKind::word &&
                           left.written.size() + right.written.size() > 2 * least_compound - 1;
        if (!joins || (left.stop && right.stop)) return;
        const std::string joined = left.written + right.written;
        if (joined.size() > longest_compound || !vocabulary_.has_word(joined)) return;
        for (const std::string& term : vocabulary_.terms_of(joined)) {
            const Variant variant{{term}, tuning_.compound};
            add(first, variant);
            add(first + 1, variant);
        }
    }

    // threadpool -> thread pool, if the notes do not have it as one word
    void split(std::size_t index) {
        const Token& token = tokens_[index];
        const std::string& word = token.written;
        if (!is_plain(token) || word.size() > longest_compound) return;
        if (vocabulary_.has_term(make_term("", token.terms.front().text))) return;
        for (std::size_t at = least_compound; at + least_compound <= word.size(); ++at) {
            const std::string left = word.substr(0, at);
            const std::string right = word.substr(at);
            if (!vocabulary_.has_word(left) || !vocabulary_.has_word(right)) continue;
            add(index, {{vocabulary_.terms_of(left).front(), vocabulary_.terms_of(right).front()},
                        tuning_.compound});
        }
    }

    // vuejs -> vue.js, oreilly -> o'reilly, ibm -> i.b.m, and the other way round. The notes may
    // write a name with marks between its letters, or without.
    void respell(std::size_t index) {
        const Token& token = tokens_[index];
        const std::string& word = token.written;
        if (token.stop || word.size() > longest_compound) return;
        std::string bare = word;
        std::erase_if(bare, [](char c) { return c == '.' || c == '\''; });
        if (bare != word && bare.size() > 1) {
            add_known(index, vocabulary_.tokenizer().stem(bare));
            add_known(index, bare);
        } else if (is_plain(token) || (word.size() > 1 && word.size() <= longest_initials)) {
            respell_plain(index);
        }
    }

    void respell_plain(std::size_t index) {
        const Token& token = tokens_[index];
        const std::string& word = token.written;
        if (token.terms.front().kind != TermKind::word) return;
        const bool known = vocabulary_.has_term(make_term("", token.terms.front().text));
        for (std::size_t at = 1; at < word.size(); ++at) {
            const std::string_view end = std::string_view(word).substr(at);
            if (known && end != "js" && end != "io" && end != "net") continue;
            add_known(index, fmt::format("{}.{}", word.substr(0, at), end));
            if (!known) add_known(index, fmt::format("{}'{}", word.substr(0, at), end));
        }
        if (word.size() > longest_initials) return;
        std::string initials;
        for (const char c : word) initials += {initials.empty() ? '\0' : '.', c};
        add_known(index, initials.substr(1));
    }

    void add_known(std::size_t index, const std::string& text) {
        const std::string term = make_term("", text);
        const bool typed = tokens_[index].terms.front().text == text;
        if (!typed && vocabulary_.has_term(term)) add(index, {{term}, tuning_.compound});
    }

    void add(std::size_t index, Variant variant) {
        found_[index].known = true;
        found_[index].variants.push_back(std::move(variant));
    }

    const std::vector<Token>& tokens_;
    const Vocabulary& vocabulary_;
    const Tuning& tuning_;
    std::vector<Alternatives> found_;
};

}  // namespace

std::vector<Alternatives> find_alternatives(const std::vector<Token>& tokens,
                                            const Vocabulary& vocabulary, bool synonyms,
                                            const Tuning& tuning) {
    Finder finder(tokens, vocabulary, tuning);
    if (synonyms) finder.find_synonyms();
    finder.find_compounds();
    return finder.take();
}

}  // namespace crib
