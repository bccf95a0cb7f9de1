#include "indexer/text/unicode.h"

#include <string>
#include <vector>

#include "tests/catch.h"

using crib::Rune;

namespace {

// Each rune as "code/size", with the code in hexadecimal.
std::vector<std::string> runes(std::string_view text) {
    std::vector<std::string> result;
    for (std::size_t at = 0; at < text.size();) {
        const Rune rune = crib::rune_at(text, at);
        char code[16];
        std::snprintf(code, sizeof code, "%X", static_cast<unsigned>(rune.code));
        result.push_back(std::string(code) + "/" + std::to_string(rune.size));
        at += rune.size;
    }
    return result;
}

using Runes = std::vector<std::string>;

}  // namespace

TEST_CASE("a rune takes one to four bytes") {
    CHECK(runes("aé€😀") == Runes{"61/1", "E9/2", "20AC/3", "1F600/4"});
    CHECK(runes(std::string_view("\0", 1)) == Runes{"0/1"});
}

TEST_CASE("each byte that is not UTF-8 is a replacement character of one byte") {
    CHECK(runes("\xFF\xFE") == Runes{"FFFD/1", "FFFD/1"});
    CHECK(runes("\xC3") == Runes{"FFFD/1"});                              // truncated
    CHECK(runes("\xE2\x82z") == Runes{"FFFD/1", "FFFD/1", "7A/1"});       // truncated
    CHECK(runes("\xC0\xAF") == Runes{"FFFD/1", "FFFD/1"});                // overlong
    CHECK(runes("\xED\xA0\x80") == Runes{"FFFD/1", "FFFD/1", "FFFD/1"});  // a surrogate
    CHECK(runes("\xF4\x90\x80\x80").size() == 4);                         // above U+10FFFF
    CHECK(runes("\uFFFD") == Runes{"FFFD/3"});                            // a valid U+FFFD
}

TEST_CASE("a rune is appended as it is encoded") {
    std::string text;
    for (const char32_t code : {U'a', U'é', U'€', U'😀', U'\0'}) crib::append_rune(text, code);
    CHECK(text == std::string("aé€😀\0", 11));
}

TEST_CASE("letters, marks, numbers and connectors are distinguished in every script") {
    for (const char32_t code : {U'a', U'Z', U'é', U'Ж', U'字', U'ª'}) CHECK(crib::is_letter(code));
    for (const char32_t code : {U'1', U'_', U'-', U' ', U'@', U'[', U'`', U'{', U'\u0301', U'€'}) {
        CHECK_FALSE(crib::is_letter(code));
    }
    CHECK(crib::is_mark(U'\u0301'));
    CHECK_FALSE(crib::is_mark(U'a'));
    for (const char32_t code : {U'0', U'9', U'٣', U'½', U'Ⅷ'}) CHECK(crib::is_number(code));
    for (const char32_t code : {U'/', U':', U'a'}) CHECK_FALSE(crib::is_number(code));
    for (const char32_t code : {U'½', U'²', U'①'}) CHECK(crib::is_other_number(code));
    for (const char32_t code : {U'2', U'٣', U'Ⅷ', U'a'}) CHECK_FALSE(crib::is_other_number(code));
    CHECK(crib::is_connector(U'_'));
    CHECK(crib::is_connector(U'‿'));
    CHECK_FALSE(crib::is_connector(U'-'));
    CHECK(crib::is_upper(U'A'));
    CHECK(crib::is_upper(U'É'));
    CHECK_FALSE(crib::is_upper(U'é'));
    CHECK_FALSE(crib::is_upper(U'1'));
}

TEST_CASE("Han, kana and Hangul are the scripts without spaces") {
    for (const char32_t code : {U'字', U'あ', U'カ', U'한', U'ｶ', U'々', U'𠀀'}) {
        CHECK(crib::is_cjk(code));
    }
    for (const char32_t code : {U'a', U'é', U'Ж', U'。', U'、', U'・', U'😀', U'ａ'}) {
        CHECK_FALSE(crib::is_cjk(code));
    }
}

TEST_CASE("a character takes none, one or two columns") {
    CHECK(crib::columns(U'a') == 1);
    CHECK(crib::columns(U'é') == 1);
    CHECK(crib::columns(U'字') == 2);
    CHECK(crib::columns(U'😀') == 2);
    CHECK(crib::columns(U'\u0301') == 0);
    CHECK(crib::columns(U'\u200B') == 0);
    CHECK(crib::columns(U'\x1B') == 0);
    CHECK(crib::columns(U'\x7F') == 0);
}

TEST_CASE("lower case keeps accents") {
    CHECK(crib::lower("HELLO World_9") == "hello world_9");
    CHECK(crib::lower("ÉCOLE ЖУК") == "école жук");
    CHECK(crib::lower("A\xFF"
                      "B") ==
          "a\uFFFD"
          "b");
}

TEST_CASE("folding drops case, accents and compatibility forms") {
    CHECK(crib::fold("Naïve CAFÉ") == "naive cafe");
    CHECK(crib::fold("Cafe\u0301") == "cafe");
    CHECK(crib::fold("Straße") == "strasse");
    CHECK(crib::fold("ﬁne ＡＢＣ ①") == "fine abc 1");
    CHECK(crib::fold("ЖУК") == "жук");
    CHECK(crib::fold("soft\u00ADhyphen") == "softhyphen");
    CHECK(crib::fold("bad\xFF") == "bad\uFFFD");
    CHECK(crib::fold("") == "");
}

TEST_CASE("text that is not UTF-8 is found and repaired byte by byte") {
    CHECK(crib::is_valid_utf8("plain é 字 😀 \uFFFD"));
    CHECK_FALSE(crib::is_valid_utf8("caf\xE9"));
    CHECK(crib::repair_utf8("caf\xE9 \xC3") == "caf\uFFFD \uFFFD");
    CHECK(crib::repair_utf8("\uFFFDé") == "\uFFFDé");
}

TEST_CASE("a character is found by where it ends") {
    using crib::rune_before;
    CHECK((rune_before("ab", 1).code == 'a' && rune_before("ab", 1).size == 1));
    CHECK((rune_before("日本", 3).code == 0x65E5 && rune_before("日本", 3).size == 3));
    CHECK((rune_before("日本", 4).code == 0xFFFD && rune_before("日本", 4).size == 1));
    CHECK(rune_before("\x80\x80\x80\x80\x80", 5).code == 0xFFFD);
}
