#include "indexer/words/tokenizer.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "indexer/text/error.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

constexpr std::size_t remembered_stems = 8'000;

bool is_word(char32_t code) {
    return is_letter(code) || is_number(code) || is_mark(code) || is_connector(code);
}

// A set of ASCII characters. It answers fast, because it is asked of each character of a text.
class AsciiSet {
  public:
    constexpr explicit AsciiSet(std::string_view members) {
        for (const char c : members) has_.at(static_cast<unsigned char>(c)) = true;
    }
    constexpr bool has(char32_t code) const { return code < has_.size() && has_[code]; }
    constexpr bool has(char c) const { return has(char32_t{static_cast<unsigned char>(c)}); }

  private:
    std::array<bool, 0x80> has_{};
};

// Punctuation that can be an operator or a part of one; quotes, commas and parentheses can't.
bool is_symbol(char32_t code) {
    static constexpr AsciiSet symbols("!#$%&*+-./:<=>?@[\\]^{|}~");
    return symbols.has(code);
}

// Runs of symbols that are the punctuation of a sentence or of every line of code.
bool is_noise(std::string_view run) {
    static constexpr auto noise = std::to_array<std::string_view>(
        {"!", "#", "##", "###", "-", "--", "---", ".",  "..", "/",  "//", ":",  "<",
         "=", ">", "?",  "[",   "]", "{",  "}",   "\\", "].", "}.", "]:", "?!", "!?"});
    return std::ranges::find(noise, run) != noise.end() ||
           (run.size() > 3 && run.find_first_not_of(run.front()) == std::string_view::npos);
}

// Noise that is an operator if it stands alone, as in "the ? operator".
bool is_operator_alone(std::string_view run) {
    static constexpr auto operators =
        std::to_array<std::string_view>({"!", ".", "..", "/", "//", ":", "<", ">", "?", "\\", "#"});
    return std::ranges::find(operators, run) != operators.end();
}

// Symbols that make an identifier with the word after them: @property, --no-edit, *args, $HOME,
// .gitignore
bool is_sigil(std::string_view run) {
    static constexpr auto sigils =
        std::to_array<std::string_view>({"-", "--", "@", "@@", "*", "**", "$", "#", ".", "%", "&"});
    return std::ranges::find(sigils, run) != sigils.end();
}

// In an identifier. A longer chain is no identifier, and its tails would take the square of its
// length.
constexpr std::size_t most_words = 64;

// Walks a text once and hands out its tokens.
class Scanner {
  public:
    Scanner(const Tokenizer& tokenizer, TokenCache& cache, std::string_view text,
            const std::function<void(const Token&)>& sink)
        : tokenizer_(tokenizer), cache_(cache), text_(text), sink_(sink) {}

    void scan() {
        while (at_ < text_.size()) {
            const Rune rune = rune_at(text_, at_);
            if (is_cjk(rune.code)) {
                scan_cjk();
            } else if (is_word(rune.code)) {
                if (!scan_plain_word() && !scan_bracketed()) scan_chain(at_);
            } else if (is_symbol(rune.code)) {
                if (rune.code != '[' || !scan_bracketed()) scan_symbols();
            } else {
                at_ += rune.size;
            }
        }
    }

  private:
    // The code point at `at`, or 0 past the end.
    char32_t code_at(std::size_t at) const {
        return at < text_.size() ? rune_at(text_, at).code : 0;
    }

    bool begins_word(std::size_t at) const {
        const char32_t code = code_at(at);
        return is_word(code) && !is_cjk(code);
    }

    // Whether these letters in front of a quote say what kind of string begins: b'...', rf'...'
    static bool is_string_prefix(std::string_view letters) {
        return (letters.size() == 1 || letters.size() == 2) &&
               letters.find_first_not_of("bfruBFRU") == std::string_view::npos;
    }

    std::size_t end_of_word(std::size_t at) const {
        const std::size_t begin = at;
        while (at < text_.size()) {
            const Rune rune = rune_at(text_, at);
            const bool apostrophe = (rune.code == '\'' || rune.code == 0x2019) &&
                                    is_letter(code_at(at + rune.size)) &&
                                    !is_string_prefix(text_.substr(begin, at - begin));
            if ((!is_word(rune.code) && !apostrophe) || is_cjk(rune.code)) break;
            at += rune.size;
        }
        return at;
    }

    // How many bytes at `at` join two words into one identifier; 0 if none do.
    std::size_t joint_at(std::size_t at) const {
        if (at >= text_.size()) return 0;
        const char c = text_[at];
        if ((c == '.' || c == '-') && begins_word(at + 1)) return 1;
        if (c == ':' && code_at(at + 1) == ':' && begins_word(at + 2)) return 2;
        return c == ',' && groups_digits(at) ? 1 : 0;
    }

    // Whether a comma stands between digits and three more digits, as in 1,000,000.
    bool groups_digits(std::size_t at) const {
        const auto digit = [&](std::size_t i) {
            return i < text_.size() && text_[i] >= '0' && text_[i] <= '9';
        };
        return at > 0 && digit(at - 1) && digit(at + 1) && digit(at + 2) && digit(at + 3) &&
               !begins_word(at + 4);
    }

    void begin_token(std::size_t begin) {
        token_.terms.clear();
        token_.written.clear();
        token_.begin = begin;
        token_.width = 1;
        token_.stop = false;
    }

    void end_token(std::size_t end) {
        token_.end = end;
        hand_out(token_);
    }

    void hand_out(Token& token) {
        token.position = position_;
        position_ += token.width;
        if (!token.terms.empty()) sink_(token);
    }

    // Hands out the token of these bytes if it was met before; else returns false.
    bool hand_out_known(std::size_t begin, std::size_t end) {
        Token* const token = cache_.find(text_.substr(begin, end - begin));
        if (token == nullptr) return false;
        token->begin = begin;
        token->end = end;
        hand_out(*token);
        return true;
    }

    // Two words with one stem (copy-copies) stay two terms, so that the words of a token do not
    // depend on the language.
    void add(std::string text, TermKind kind, int offset, std::string written = {}, int width = 1) {
        const auto same = [&](const Term& term) {
            const bool other = !written.empty() && !term.written.empty() && term.written != written;
            return term.text == text && !other;
        };
        if (text.empty() || std::ranges::any_of(token_.terms, same)) return;
        token_.terms.push_back(
            {std::move(text), kind, offset, std::max(1, width), std::move(written)});
    }

    void scan_cjk() {
        while (at_ < text_.size()) {
            const Rune rune = rune_at(text_, at_);
            if (!is_cjk(rune.code)) return;
            const std::size_t next = at_ + rune.size;
            begin_token(at_);
            const std::string one = fold(text_.substr(at_, rune.size));
            if (const char32_t second = code_at(next); second != 0 && is_cjk(second)) {
                const std::size_t size = next - at_ + rune_at(text_, next).size;
                token_.written = fold(text_.substr(at_, size));
                add(token_.written, TermKind::gram, 0);
            } else {
                token_.written = one;
            }
            add(one, TermKind::gram, 0);
            end_token(next);
            at_ = next;
        }
    }

    void scan_symbols() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && is_symbol(static_cast<unsigned char>(text_[at_]))) ++at_;
        std::string_view run = text_.substr(begin, at_ - begin);
        const bool at_word_end = begin > 0 && begins_word_before(begin);
        if (!at_word_end && begins_word(at_)) {
            // A sigil belongs to the word after it, even if brackets stand before it: [*args]
            const std::size_t bracket = run.find_last_of("[]{}<>");
            const std::size_t cut = bracket == std::string_view::npos ? 0 : bracket + 1;
            if (is_sigil(run.substr(cut))) {
                emit_symbols(run.substr(0, cut), begin);
                emit_symbols(run.substr(cut), begin + cut);
                scan_chain(begin + cut);
                return;
            }
        }
        emit_symbols(run, begin);
    }

    bool stands_alone(std::size_t begin, std::size_t size) const {
        const auto is_space = [&](std::size_t at) { return text_[at] == ' ' || text_[at] == '\n'; };
        return (begin == 0 || is_space(begin - 1)) &&
               (begin + size == text_.size() || is_space(begin + size));
    }

    bool begins_word_before(std::size_t at) const {
        const auto byte = static_cast<unsigned char>(text_[at - 1]);
        return byte >= 0x80 || is_word(byte);
    }

    // Scans a word of ASCII letters that nothing joins to another, which most of a text is. If
    // there may be more to the word, does nothing and returns false.
    bool scan_plain_word() {
        std::size_t end = at_ + (is_ascii_letter(text_[at_]) ? 1 : 0);
        while (end < text_.size() && text_[end] >= 'a' && text_[end] <= 'z') ++end;
        if (end == at_ || !ends_plainly(end)) return false;
        const std::size_t begin = std::exchange(at_, end);
        if (hand_out_known(begin, end)) return true;
        begin_token(begin);
        token_.written.assign(text_, begin, end - begin);
        if (token_.written[0] <= 'Z') token_.written[0] |= 0x20;
        const Stem& stem = tokenizer_.look_up(token_.written);
        token_.stop = stem.small;
        token_.terms.push_back({stem.text, TermKind::word, 0, 1, token_.written});
        end_token(end);
        cache_.remember(text_.substr(begin, end - begin), token_);
        return true;
    }

    // Scans a word in which brackets mark single letters: [c]reate, E[x]tract, lis[t]. Returns
    // false and does nothing if this is no such word.
    bool scan_bracketed() {
        if (at_ > 0 && (begins_word_before(at_) || text_[at_ - 1] == ']')) return false;
        std::string word;
        std::size_t end = at_;
        std::size_t front = 0;  // bytes in front of the last bracket
        bool marked = false;
        while (end < text_.size()) {
            if (is_ascii_letter(text_[end])) {
                word += text_[end++];
            } else if (end + 2 < text_.size() && text_[end] == '[' &&
                       is_ascii_letter(text_[end + 1]) && text_[end + 2] == ']') {
                front = end;
                word += text_[end + 1];
                end += 3;
                marked = true;
            } else {
                break;
            }
        }
        // At the end of a word it may be an index: only in front of a further word it marks a
        // letter.
        const bool at_end = marked && text_[end - 1] == ']';
        const bool prose =
            end + 1 < text_.size() && text_[end] == ' ' && is_ascii_letter(text_[end + 1]);
        if (!marked || word.size() < 3 || !ends_plainly(end) || (at_end && !prose)) return false;
        begin_token(at_);
        token_.written = fold(word);
        const Stem& stem = tokenizer_.look_up(token_.written);
        token_.stop = stem.small;
        add(stem.text, TermKind::word, 0, token_.written);
        if (at_end && front > at_ && word.size() == front - at_ + 1) {
            const std::string name = fold(text_.substr(at_, front - at_));
            add(tokenizer_.stem(name), TermKind::part, 0, name);
        }
        end_token(end);
        at_ = end;
        return true;
    }

    static bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

    bool ends_plainly(std::size_t end) const {
        static constexpr AsciiSet enders(" \n,;)\"");
        if (end == text_.size() || enders.has(text_[end])) return true;
        const bool may_join = text_[end] == '.' || text_[end] == ':';
        return may_join &&
               (end + 1 == text_.size() || text_[end + 1] == ' ' || text_[end + 1] == '\n');
    }

    // Hands out a run of symbols as an operator. At the end of a sentence it has a second term,
    // without the mark.
    void emit_symbols(std::string_view run, std::size_t begin) {
        if (run.empty()) return;
        if (is_noise(run) && !(is_operator_alone(run) && stands_alone(begin, run.size()))) return;
        begin_token(begin);
        token_.written = run;
        add(token_.written, TermKind::symbol, 0);
        const std::string_view bare = run.substr(0, run.size() - 1);
        if (std::string_view("?!.:").find(run.back()) != std::string_view::npos &&
            !is_noise(bare) && run.find_first_not_of(run.front()) != std::string_view::npos) {
            add(std::string(bare), TermKind::symbol, 0);
        }
        end_token(begin + run.size());
    }

    // Scans a word, or words joined into an identifier, at at_; its sigil begins at `begin`.
    void scan_chain(std::size_t begin) {
        const std::size_t first = std::max(begin, at_);
        words_.clear();
        joints_.clear();
        std::size_t end = first;
        while (true) {
            const std::size_t word = end;
            end = end_of_word(word);
            words_.push_back({word, end, 0, 0});
            const std::size_t joint = joint_at(end);
            if (joint == 0 || words_.size() == most_words) break;
            joints_.push_back(text_[end]);
            end += joint;
        }
        end = with_suffix(end);
        at_ = end;
        if (hand_out_known(begin, end)) return;
        begin_token(begin);
        emit_chain(begin, first, end);
        cache_.remember(text_.substr(begin, end - begin), token_);
    }

    // The end of a word with the symbols that belong to it: C++, C#, println!(
    std::size_t with_suffix(std::size_t end) const {
        const auto closes = [&](std::size_t at) { return !begins_word(at) && !is_operator(at); };
        if (text_.substr(end, 2) == "++" && closes(end + 2)) return end + 2;
        if (text_.substr(end, 1) == "#" && closes(end + 1)) return end + 1;
        if (text_.substr(end, 2) == "!(") return end + 1;
        return end;
    }

    bool is_operator(std::size_t at) const {
        const char32_t code = code_at(at);
        return code == '+' || code == '#' || code == '=';
    }

    void emit_chain(std::size_t begin, std::size_t first, std::size_t end) {
        std::string whole = folded(first, end);
        split_words();
        if (pieces_.size() > 1 && whole.ends_with("'s")) whole.resize(whole.size() - 2);
        if (begin != first) {
            token_.written = folded(begin, end);
            add(token_.written, TermKind::whole, 0, {}, all_pieces());
        } else {
            token_.written = whole;
        }
        const bool suffixed = end != words_.back().end;
        if (pieces_.size() == 1 && whole == pieces_.front()) {
            emit_word(whole, begin == first);
        } else {
            emit_identifier(whole, suffixed);
        }
        end_token(end);
    }

    // The text between two bytes, folded and with plain apostrophes.
    std::string folded(std::size_t begin, std::size_t end) const {
        static constexpr std::string_view apostrophe = "\u2019";
        std::string text = fold(text_.substr(begin, end - begin));
        std::size_t at = text.find(apostrophe);
        if (at == std::string::npos) return text;
        std::string result;
        std::size_t from = 0;
        for (; at != std::string::npos; at = text.find(apostrophe, from)) {
            result.append(text, from, at - from).push_back('\'');
            from = at + apostrophe.size();
        }
        return result.append(text, from);
    }

    // Adds the stem of a single word.
    void emit_word(const std::string& word, bool plain) {
        std::string bare = word;
        if (bare.ends_with("'s")) bare.resize(bare.size() - 2);
        const std::size_t article = elided(bare);
        const Stem& stem = tokenizer_.look_up(bare.substr(article));
        token_.stop = plain && (stem.small || is_small_word(word));
        if (article > 0) {
            const std::string noun = bare.substr(article);
            add(stem.text, plain ? TermKind::word : TermKind::part, 0, noun);
            add(bare, TermKind::whole, 0);
            return;
        }
        add(stem.text, plain ? TermKind::word : TermKind::part, 0, bare);
        if (!plain) token_.terms.back().stop = stem.small;
        // rock'n'roll
        const std::size_t and_at = bare.find("'n'");
        if (and_at == std::string::npos) return;
        for (const std::string& half : {bare.substr(0, and_at), bare.substr(and_at + 3)}) {
            add(tokenizer_.stem(half), TermKind::part, 0, half);
        }
    }

    int all_pieces() const { return static_cast<int>(pieces_.size()); }

    // How many bytes of a word are an article or the like, with its apostrophe: l'eau, dell'acqua,
    // O'Hara. 0 if there is none.
    static std::size_t elided(const std::string& word) {
        static const std::unordered_set<std::string_view> articles = {
            "l",      "d",      "j",      "m",    "t",    "s",     "c",    "n",    "qu",   "jusqu",
            "lorsqu", "puisqu", "quoiqu", "un",   "dell", "all",   "nell", "sull", "dall", "coll",
            "quell",  "quest",  "bell",   "sant", "tutt", "quant", "anch", "o"};
        const std::size_t mark = word.find('\'');
        if (mark == std::string::npos || mark + 3 > word.size()) return 0;
        return articles.contains(std::string_view(word).substr(0, mark)) ? mark + 1 : 0;
    }

    void emit_identifier(const std::string& whole, bool suffixed) {
        add(whole, TermKind::whole, 0, {}, all_pieces());
        if (suffixed && whole.size() > 3) {
            add(folded(words_.front().begin, words_.back().end), TermKind::whole, 0, {},
                all_pieces());
        }
        emit_tails();
        emit_joined();
        int offset = 0;
        for (const std::string& piece : pieces_) {
            // The C of C++ is not a word of its own.
            const bool bare_letter = suffixed && whole.size() <= 3;
            if (!bare_letter) {
                add(tokenizer_.stem(piece), TermKind::part, offset, piece);
                const bool added = token_.terms.back().written == piece;
                if (added) token_.terms.back().stop = is_small_word(piece);
            }
            ++offset;
        }
        token_.width = std::max(1, offset);
    }

    // Adds the tails of a dotted name, and its words that are identifiers themselves.
    void emit_tails() {
        if (words_.size() < 2) return;
        for (std::size_t i = 0; i < words_.size(); ++i) {
            const Word& word = words_[i];
            const bool tail =
                i > 0 && i + 1 < words_.size() && joints_[i - 1] != '-' && joints_[i - 1] != ',';
            if (tail) {
                add(folded(word.begin, words_.back().end), TermKind::whole, word.piece, {},
                    all_pieces() - word.piece);
            }
            std::string itself = folded(word.begin, word.end);
            if (word.pieces != 1 || itself != pieces_[static_cast<std::size_t>(word.piece)]) {
                add(std::move(itself), TermKind::whole, word.piece, {}, word.pieces);
            }
        }
    }

    // utf-8 -> utf8, multi-threading -> multithread, 1,000,000 -> 1000000
    void emit_joined() {
        if (!joints_.empty() && joints_.back() == ',') {
            std::string digits;
            for (const std::string& piece : pieces_) digits += piece;
            add(std::move(digits), TermKind::whole, 0, {}, all_pieces());
        }
        if (words_.size() != 2 || joints_.front() != '-' || pieces_.size() != 2) return;
        const std::string joined = pieces_[0] + pieces_[1];
        add(tokenizer_.stem(joined), TermKind::whole, 0, joined, 2);
    }

    // Cuts the chain's words into pieces_, at underscores, changes of case and digits.
    void split_words() {
        pieces_.clear();
        for (Word& word : words_) {
            word.piece = static_cast<int>(pieces_.size());
            split_word(word.begin, word.end);
            word.pieces = static_cast<int>(pieces_.size()) - word.piece;
        }
    }

    void split_word(std::size_t begin, std::size_t end) {
        std::size_t start = begin;
        char32_t before = 0;
        for (std::size_t at = begin; at < end;) {
            const Rune rune = rune_at(text_, at);
            const std::size_t next = at + rune.size;
            if (pieces_.size() >= most_words) break;
            if (is_connector(rune.code)) {
                add_piece(start, at);
                start = next;
            } else if (before != 0 && at > start && cuts(before, rune.code, next, end)) {
                add_piece(start, at);
                start = at;
            }
            before = rune.code;
            at = next;
        }
        add_piece(start, end);
    }

    // Whether an identifier is cut between two characters: lruCache, HTTPServer, python3
    bool cuts(char32_t before, char32_t code, std::size_t next, std::size_t end) const {
        if (is_number(before) != is_number(code)) return !is_mark(code) && code != '\'';
        if (!is_upper(code)) return false;
        if (!is_upper(before)) return is_letter(before);
        const char32_t after = next < end ? code_at(next) : 0;
        const bool plural = after == 's' && (next + 1 == end);  // URLs
        return after != 0 && is_letter(after) && !is_upper(after) && !plural;
    }

    void add_piece(std::size_t begin, std::size_t end) {
        if (begin < end) pieces_.push_back(folded(begin, end));
    }

    // One word of a chain, and where its pieces are.
    struct Word {
        std::size_t begin = 0;
        std::size_t end = 0;
        int piece = 0;
        int pieces = 0;
    };

    const Tokenizer& tokenizer_;
    TokenCache& cache_;
    std::string_view text_;
    const std::function<void(const Token&)>& sink_;
    std::size_t at_ = 0;
    int position_ = 1;
    // Of the current token:
    Token token_;
    std::vector<Word> words_;
    std::vector<char> joints_;         // the first byte between each two words
    std::vector<std::string> pieces_;  // folded
};

bool is_alphabetic(const std::string& word) {
    return std::ranges::none_of(
        word, [](unsigned char c) { return c < 0x80 && (c < 'a' || c > 'z') && c != '\''; });
}

Xapian::Stem stemmer_of(const std::string& language) {
    try {
        return Xapian::Stem(language);
    } catch (const Xapian::InvalidArgumentError&) {
        throw Error(fmt::format("{}: no stemmer for this language; Xapian has: {}", language,
                                Xapian::Stem::get_available_languages()));
    }
}

}  // namespace

bool is_small_word(std::string_view word) {
    static const std::unordered_set<std::string_view> words = {
        "a",     "about",  "all",    "also",    "am",      "an",      "and",   "any",    "are",
        "as",    "at",     "be",     "been",    "being",   "but",     "by",    "can",    "could",
        "did",   "do",     "does",   "doesn't", "doesnt",  "doing",   "don't", "dont",   "each",
        "else",  "every",  "for",    "from",    "get",     "gets",    "give",  "given",  "go",
        "had",   "has",    "have",   "having",  "he",      "her",     "here",  "his",    "how",
        "i",     "i'm",    "if",     "in",      "instead", "into",    "is",    "isn't",  "isnt",
        "it",    "it's",   "its",    "just",    "let",     "like",    "make",  "makes",  "many",
        "may",   "me",     "mean",   "means",   "might",   "more",    "most",  "much",   "must",
        "my",    "need",   "no",     "not",     "of",      "off",     "on",    "one",    "ones",
        "only",  "or",     "other",  "our",     "out",     "over",    "own",   "please", "same",
        "shall", "she",    "should", "so",      "some",    "such",    "than",  "that",   "that's",
        "the",   "their",  "them",   "then",    "there",   "these",   "they",  "thing",  "things",
        "this",  "those",  "to",     "too",     "up",      "us",      "use",   "used",   "uses",
        "using", "versus", "very",   "vs",      "want",    "was",     "way",   "we",     "were",
        "what",  "what's", "whats",  "when",    "where",   "whether", "which", "while",  "who",
        "whom",  "whose",  "why",    "will",    "with",    "without", "would", "yet",    "you",
        "your"};
    return words.contains(word);
}

bool has_stemmer(const std::string& language) {
    try {
        const Xapian::Stem stemmer(language);
        return true;
    } catch (const Xapian::InvalidArgumentError&) {
        return false;
    }
}

Tokenizer::Tokenizer(const std::string& language) : stemmer_(stemmer_of(language)) {}

void Tokenizer::each(std::string_view text, const std::function<void(const Token&)>& sink) const {
    Scanner(*this, cache_, text, sink).scan();
}

std::vector<Token> Tokenizer::tokens(std::string_view text) const {
    std::vector<Token> result;
    each(text, [&](const Token& token) { result.push_back(token); });
    return result;
}

const Stem& Tokenizer::look_up(const std::string& word) const {
    const auto known = stems_.find(word);
    if (known != stems_.end()) return known->second;
    if (stems_.size() >= remembered_stems) stems_.clear();
    Stem stem{is_alphabetic(word) ? stemmer_(word) : word, is_small_word(word)};
    return stems_.emplace(word, std::move(stem)).first->second;
}

}  // namespace crib
