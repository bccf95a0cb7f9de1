#include "indexer/words/tokenizer.h"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "indexer/text/error.h"
#include "tests/catch.h"

using crib::Term;
using crib::TermKind;
using crib::Token;
using crib::Tokenizer;

namespace {

using Strings = std::vector<std::string>;

const Tokenizer& tokenizer() {
    static const Tokenizer english;
    return english;
}

// The terms of each token, with a bar between tokens. Small words are in parentheses.
std::string terms(std::string_view text) {
    std::string result;
    for (const Token& token : tokenizer().tokens(text)) {
        if (!result.empty()) result += " | ";
        std::string list;
        for (const Term& term : token.terms) list += (list.empty() ? "" : " ") + term.text;
        result += token.stop ? "(" + list + ")" : list;
    }
    return result;
}

// Each term with its position.
std::string positions(std::string_view text) {
    std::string result;
    for (const Token& token : tokenizer().tokens(text)) {
        for (const Term& term : token.terms) {
            if (!result.empty()) result += ' ';
            result += term.text + "@" + std::to_string(token.position + term.offset);
        }
    }
    return result;
}

std::set<std::string> term_set(std::string_view text) {
    std::set<std::string> result;
    for (const Token& token : tokenizer().tokens(text)) {
        for (const Term& term : token.terms) result.insert(term.text);
    }
    return result;
}

bool share_a_term(std::string_view a, std::string_view b) {
    const std::set<std::string> of_b = term_set(b);
    return std::ranges::any_of(term_set(a),
                               [&](const std::string& term) { return of_b.contains(term); });
}

std::string first_term(std::string_view text) {
    const std::vector<Token> tokens = tokenizer().tokens(text);
    return tokens.empty() ? "" : tokens.front().terms.front().text;
}

}  // namespace

TEST_CASE("words are folded and stemmed, and punctuation gives nothing") {
    CHECK(terms("Copying lists, quickly!") == "copi | list | quick");
    CHECK(terms("Naïve CAFÉS") == "naiv | cafe");
    CHECK(terms("\"quoted\" (in parentheses); 'so'...") == "quot | (in) | parenthes | (so) | ...");
    CHECK(terms("") == "");
    CHECK(terms(" \t\n,;()'\"`") == "");
}

TEST_CASE("small words are marked, with their apostrophes") {
    CHECK(terms("What is the GIL?") == "(what) | (is) | (the) | gil");
    CHECK(terms("What's it? Don’t") == "(what) | (it) | (don't)");
    CHECK(terms("Python's list") == "python | list");
}

TEST_CASE("a small word with a sigil is not one, nor a name that holds one") {
    for (const Token& token : tokenizer().tokens("--not @all get_item")) CHECK_FALSE(token.stop);
}

TEST_CASE("the small words in a name are marked") {
    const Token name = tokenizer().tokens("getElementById").front();
    Strings small;
    for (const Term& term : name.terms) {
        if (term.stop) small.push_back(term.text);
    }
    CHECK(small == Strings{"get", "by"});
    CHECK(crib::is_small_word("the"));
    CHECK_FALSE(crib::is_small_word("lists"));
}

TEST_CASE("a snake_case name gives itself and its words") {
    CHECK(terms("lru_cache") == "lru_cache lru cach");
    CHECK(terms("__init__") == "__init__ init");
    CHECK(terms("_private") == "_private privat");
    CHECK(terms("MAX_SIZE") == "max_size max size");
    CHECK(terms("___") == "___");
}

TEST_CASE("a camelCase name gives itself and its words") {
    CHECK(terms("getElementById") == "getelementbyid get element by id");
    CHECK(terms("HTTPServer") == "httpserver http server");
    CHECK(terms("URLs") == "url");
    CHECK(terms("iPhone") == "iphone i phone");
    CHECK(terms("python3") == "python3 python 3");
}

TEST_CASE("a dotted name gives itself, its tails and its words") {
    CHECK(terms("functools.lru_cache") == "functools.lru_cache lru_cache functool lru cach");
    CHECK(terms("os.path.join") == "os.path.join path.join os path join");
    CHECK(terms("std::vector") == "std::vector std vector");
    CHECK(terms("3.11.2") == "3.11.2 11.2 3 11 2");
    CHECK(terms("list.md") == "list.md list md");
}

TEST_CASE("a hyphenated word gives itself, its two words in one and each of them") {
    CHECK(terms("utf-8") == "utf-8 utf8 utf 8");
    CHECK(terms("multi-threading") == "multi-threading multithread multi thread");
    CHECK(terms("state-of-the-art") == "state-of-the-art state of the art");
}

TEST_CASE("the spellings of a name find each other, itself first") {
    CHECK(share_a_term("lru cache", "lru_cache"));
    CHECK(share_a_term("lru cache", "functools.lru_cache"));
    CHECK(share_a_term("lru_cache", "functools.lru_cache"));
    CHECK(share_a_term("init", "__init__"));
    CHECK(share_a_term("element", "getElementById"));
    CHECK(share_a_term("utf8", "UTF-8"));
    for (const std::string name : {"functools.lru_cache", "__init__", "getelementbyid", "--no-edit",
                                   "c++", "c#", ".gitignore"}) {
        CHECK(first_term(name) == name);
    }
}

TEST_CASE("a sigil before a word can belong to it, and is found by itself") {
    CHECK(terms("*args") == "* | *args arg");
    CHECK(terms("f(**kwargs)") == "f | ** | **kwargs kwarg");
    CHECK(terms("[*args]") == "* | *args arg");
    CHECK(terms("@property") == "@ | @property properti");
    CHECK(terms("$HOME") == "$ | $home home");
    CHECK(terms("--no-edit") == "--no-edit no-edit noedit no edit");
    CHECK(terms(".gitignore") == ".gitignore gitignor");
}

TEST_CASE("signs after a word can belong to it") {
    CHECK(terms("C++") == "c++");
    CHECK(terms("C#") == "c#");
    CHECK(terms("println!(") == "println! println");
    CHECK(terms("a+b") == "(a) | + | b");
    CHECK(terms("i++ j") == "i++ | j");
}

TEST_CASE("operators and brackets are found as they were typed") {
    CHECK(terms("[[]] * n") == "[[]] | * | n");
    CHECK(terms("x := 1") == "x | := | 1");
    CHECK(terms("-> ...") == "-> | ...");
    CHECK(terms("a == b != c") == "(a) | == | b | != | c");
    CHECK(terms("a ** b // c") == "(a) | ** | b | // | c");
}

TEST_CASE("an operator at the end of a sentence is found without its mark, too") {
    CHECK(terms("What does [[]]? mean") == "(what) | (doe) | [[]]? [[]] | (mean)");
    CHECK(terms("use :=.") == "(use) | :=. :=");
}

TEST_CASE("the marks of a sentence and rules of a page are no operators") {
    CHECK(terms("a. b! c? d: e/f - g") == "(a) | b | c | d | e | f | g");
    CHECK(terms("----- ##### =====") == "");
}

TEST_CASE("scripts without spaces give each character and each pair") {
    CHECK(terms("日本語") == "日本 日 | 本語 本 | 語");
    CHECK(terms("Python入門") == "python | 入門 入 | 門");
    CHECK(terms("한국어 list") == "한국 한 | 국어 국 | 어 | list");
    CHECK(terms("ｶﾀ") == "カタ カ | タ");
}

TEST_CASE("positions count words, so that the words of a name are as near as if written apart") {
    CHECK(positions("the lru cache works") == "the@1 lru@2 cach@3 work@4");
    CHECK(positions("the lru_cache works") == "the@1 lru_cache@2 lru@2 cach@3 work@4");
    CHECK(positions("functools.lru_cache works") ==
          "functools.lru_cache@1 lru_cache@2 functool@1 lru@2 cach@3 work@4");
    CHECK(positions("a -- b") == "a@1 b@2");
}

TEST_CASE("a token knows what was written and where") {
    const std::string text = "The LRU_Cache, C++!";
    const std::vector<Token> tokens = tokenizer().tokens(text);
    REQUIRE(tokens.size() == 3);
    CHECK(tokens[1].written == "lru_cache");
    CHECK(text.substr(tokens[1].begin, tokens[1].end - tokens[1].begin) == "LRU_Cache");
    CHECK(tokens[1].width == 2);
    CHECK(tokens[1].terms == std::vector<Term>{{"lru_cache", TermKind::whole, 0, 2, ""},
                                               {"lru", TermKind::part, 0, 1, "lru"},
                                               {"cach", TermKind::part, 1, 1, "cache"}});
    CHECK(text.substr(tokens[2].begin, tokens[2].end - tokens[2].begin) == "C++");
}

TEST_CASE("other languages have their own stems, and one without a stemmer is an error") {
    const Tokenizer german("de");
    CHECK(german.stem("katzen") == "katz");
    CHECK(tokenizer().stem("katzen") == "katzen");
    CHECK_THROWS_AS(Tokenizer("tlh"), crib::Error);
}

TEST_CASE("words with digits are not stemmed") {
    CHECK(tokenizer().stem("caches") == "cach");
    CHECK(tokenizer().stem("3des") == "3des");
}

TEST_CASE("a word cut out of a text is found by the terms it has there") {
    const std::string text =
        "What are *args and **kwargs? Use functools.lru_cache, __init__ or [[]] * n; don’t use "
        "getElementById or UTF-8 in C++, 日本語 and --no-edit: x := 1 -> y.";
    const std::set<std::string> all = term_set(text);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        for (const std::string& term : term_set(text.substr(at, end - at))) {
            INFO(term);
            CHECK(all.contains(term));
        }
        at = end + 1;
    }
}

TEST_CASE("any bytes will do") {
    std::mt19937 random(19700101);
    const std::string alphabet = "aZ9_-.:@*#$+!'\"()[] \t\n\0\xC3\xA9\xE6\xAD\x97\xCC\x81\xFF";
    for (int round = 0; round < 20000; ++round) {
        std::string text(random() % 24, '\0');
        for (char& c : text) {
            c = round % 2 == 0 ? static_cast<char>(random()) : alphabet[random() % alphabet.size()];
        }
        int position = 0;
        std::size_t end = 0;
        for (const Token& token : tokenizer().tokens(text)) {
            const bool sound = !token.terms.empty() && token.position > position &&
                               token.width >= 1 && token.begin < token.end && token.end >= end &&
                               token.end <= text.size() &&
                               std::ranges::none_of(token.terms, [](const Term& term) {
                                   return term.text.empty() || term.offset < 0;
                               });
            if (!sound) FAIL("round " << round);
            position = token.position + token.width - 1;
            end = token.end;
        }
    }
}

TEST_CASE("a long line takes no longer than its length") {
    CHECK(tokenizer().tokens(std::string(1 << 20, 'a')).size() == 1);
    CHECK(tokenizer().tokens(std::string(1 << 20, '[')).empty());
    std::string dotted;
    for (int i = 0; i < 1000; ++i) dotted += "ab.";
    CHECK(tokenizer().tokens(dotted).size() == 16);
}

TEST_CASE("endlessly joined names are cut into identifiers") {
    std::string dotted = "a0";
    std::string connected = "a0";
    for (int i = 1; i < 20'000; ++i) {
        dotted += ".a" + std::to_string(i);
        connected += "_a" + std::to_string(i);
    }
    std::size_t terms = 0;
    std::size_t bytes = 0;
    for (const std::string& text : {dotted, connected}) {
        for (const crib::Token& token : crib::Tokenizer().tokens(text)) {
            terms += token.terms.size();
            for (const crib::Term& term : token.terms) bytes += term.text.size();
        }
    }
    CHECK(terms > 20'000);
    CHECK(terms < 200'000);
    CHECK(bytes < 20'000'000);
}

TEST_CASE("a text gives the same tokens whatever was read before") {
    const std::string text =
        "List list LIST [*args, **kw] C++ C# println!(x) don't dog's utf-8 multi-threading "
        "lru_cache "
        "functools.lru_cache std::move HTTPServer python3 --no-edit @property 1.5 caf\xC3\xA9 "
        "a.b.c "
        "\xE6\xB1\x89\xE5\xAD\x97 x-> URLs __init__ _ ... C++, C. list.append list.append. A++B";
    const Tokenizer fresh;
    const std::vector<Token> once = fresh.tokens(text);
    CHECK(fresh.tokens(text) == once);
    const Tokenizer used;
    std::string words;
    for (int i = 0; i < 25'000; ++i) words += "word" + std::to_string(i) + " List C++ a.b ";
    used.tokens(words);
    CHECK(used.tokens(text) == once);
    const std::string other = text.substr(text.find("utf-8")) + ' ' + text;
    CHECK(used.tokens(other) == Tokenizer().tokens(other));
}

namespace {

// The terms of a text, with spaces between them.
std::string all_terms(const std::string& text) {
    std::string terms;
    for (const Token& token : tokenizer().tokens(text)) {
        for (const crib::Term& term : token.terms) {
            if (!terms.empty()) terms += ' ';
            terms += term.text;
        }
    }
    return terms;
}

}  // namespace

TEST_CASE("the kind of a string in code is no part of its first word") {
    CHECK(all_terms("send(b'walrus')") == "send b walrus");
    CHECK(all_terms("r'otter\\d' Rb'heron' f'newt'") == "r otter d rb heron f newt");
    CHECK(all_terms("d'avui") == "avui d'avui");
}

TEST_CASE("brackets around a letter do not cut a word") {
    CHECK(all_terms("[d]elete or R[e]name") == "delet or renam");
    CHECK(all_terms("Sor[t] the lines") == "sort sor the line");
    CHECK(all_terms("sor[t]") == "sor t");
    CHECK(all_terms("rows[i](x) rows[i].n") == "row i x row i n");
    CHECK(all_terms("[x] done") == "x done");
}

TEST_CASE("a word behind an elided article is found, and the whole") {
    CHECK(all_terms("l'exemple") == "exempl l'exemple");
    CHECK(all_terms("dell\u2019albero O'Brien") == "albero dell'albero brien o'brien");
    CHECK(all_terms("drum'n'bass") == "drum'n'bass drum bass");
    CHECK(all_terms("aujourd'hui don't") == "aujourd'hui don't");
}

TEST_CASE("a number with commas is also one without") {
    CHECK(all_terms("1,250,000") == "1,250,000 1250000 1 250 000");
    CHECK(all_terms("f(1,25,3000) 1,2500") == "f 1 25 3000 1 2500");
}
