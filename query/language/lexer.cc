#include "query/language/lexer.h"

#include <algorithm>

#include "indexer/text/unicode.h"

namespace crib {
namespace {

constexpr int deepest = 50;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Lexer {
  public:
    explicit Lexer(std::string_view text) : text_(text) {}

    std::optional<std::vector<Lexeme>> lex() {
        while (skip_space()) {
            if (text_[at_] == '(') {
                if (++depth_ > deepest) return std::nullopt;
                add({Lexeme::Kind::open, 0, {}, ""});
                ++at_;
            } else if (text_[at_] == ')' && depth_ > 0) {
                close();
                ++at_;
            } else {
                lex_operand();
            }
        }
        if (depth_ > 0) return std::nullopt;
        return std::move(lexemes_);
    }

  private:
    bool skip_space() {
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
        return at_ < text_.size();
    }

    void add(Lexeme lexeme) { lexemes_.push_back(std::move(lexeme)); }

    void close() {
        --depth_;
        add({Lexeme::Kind::close, 0, {}, ""});
    }

    void lex_operand() {
        Lexeme lexeme;
        lexeme.sign = take_sign();
        lexeme.field = take_field();
        if (const auto phrase = take_phrase()) {
            lexeme.kind = Lexeme::Kind::phrase;
            lexeme.text = *phrase;
            add(std::move(lexeme));
            return;
        }
        std::string_view word = take_word();
        const int closing = count_closing(word);
        word.remove_suffix(static_cast<std::size_t>(closing));
        add_word(std::move(lexeme), word);
        for (int i = 0; i < closing; ++i) close();
    }

    void add_word(Lexeme lexeme, std::string_view word) {
        const bool bare = lexeme.sign == 0 && !lexeme.field;
        if (bare && word == "AND") lexeme.kind = Lexeme::Kind::op_and;
        if (bare && word == "OR") lexeme.kind = Lexeme::Kind::op_or;
        if (bare && word == "NOT") lexeme.kind = Lexeme::Kind::op_not;
        if (is_wildcard(word) && !lexeme.field) {
            lexeme.kind = Lexeme::Kind::wildcard;
            word.remove_suffix(1);
        }
        lexeme.text = word;
        if (!word.empty()) add(std::move(lexeme));
    }

    // Whether this is `word*`, with at least two characters before the star.
    static bool is_wildcard(std::string_view word) {
        if (!word.ends_with('*')) return false;
        int characters = 0;
        for (std::size_t at = 0; at + 1 < word.size(); ++characters) {
            const Rune rune = rune_at(word, at);
            if (rune.code < 0x80 && !is_letter(rune.code) && !is_number(rune.code) &&
                rune.code != '_') {
                return false;
            }
            at += rune.size;
        }
        return characters >= 2;
    }

    // Takes a sign in front of a letter or a quote. So `--word` has no sign.
    char take_sign() {
        const char c = text_[at_];
        if ((c != '-' && c != '+') || at_ + 1 >= text_.size()) return 0;
        const bool before = text_[at_ + 1] == '"' || is_letter(rune_at(text_, at_ + 1).code);
        if (!before) return 0;
        ++at_;
        return c;
    }

    std::optional<QueryField> take_field() {
        for (const QueryFieldRow& field : query_fields) {
            const std::size_t colon = at_ + field.name.size();
            if (text_.substr(at_, field.name.size()) != field.name || colon + 1 >= text_.size()) {
                continue;
            }
            const bool follows =
                text_[colon] == ':' && !is_space(text_[colon + 1]) && text_[colon + 1] != ':';
            if (!follows) continue;
            at_ = colon + 1;
            return field.id;
        }
        return std::nullopt;
    }

    std::optional<std::string> take_phrase() {
        if (text_[at_] != '"') return std::nullopt;
        const std::size_t end = text_.find('"', at_ + 1);
        if (end == std::string_view::npos) return std::nullopt;
        const bool closed = end + 1 == text_.size() || is_space(text_[end + 1]) ||
                            (text_[end + 1] == ')' && depth_ > 0);
        const std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
        if (!closed || inside.find_first_not_of(" \t") == std::string_view::npos) {
            return std::nullopt;
        }
        at_ = end + 1;
        return std::string(inside);
    }

    std::string_view take_word() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && !is_space(text_[at_])) ++at_;
        return text_.substr(begin, at_ - begin);
    }

    // How many parentheses at the end of a word close a group. Those that close a parenthesis of
    // the word itself, as in f(x), do not count.
    int count_closing(std::string_view word) const {
        auto own = std::ranges::count(word, '(');
        auto closers = std::ranges::count(word, ')');
        int count = 0;
        while (word.ends_with(')') && count < depth_ && closers > own) {
            word.remove_suffix(1);
            --closers;
            ++count;
        }
        return count;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
    std::vector<Lexeme> lexemes_;
};

}  // namespace

std::optional<std::vector<Lexeme>> lex(std::string_view query) { return Lexer(query).lex(); }

std::vector<Lexeme> lex_plain(std::string_view query) {
    std::vector<Lexeme> lexemes;
    for (std::size_t at = 0; at < query.size();) {
        std::size_t end = at;
        while (end < query.size() && !is_space(query[end])) ++end;
        if (end > at) {
            lexemes.push_back({Lexeme::Kind::word, 0, {}, std::string(query.substr(at, end - at))});
        }
        at = end + 1;
    }
    return lexemes;
}

}  // namespace crib
