#include "indexer/text/distance.h"

#include <algorithm>
#include <string>
#include <vector>

#include "tests/catch.h"

using crib::edit_distance;

namespace {

// The definition of the distance, slow and simple.
int plain_distance(std::string_view a, std::string_view b) {
    if (a.empty() || b.empty()) return static_cast<int>(a.size() + b.size());
    const std::string_view a1 = a.substr(1);
    const std::string_view b1 = b.substr(1);
    int least = plain_distance(a1, b1) + (a[0] == b[0] ? 0 : 1);
    least = std::min({least, plain_distance(a1, b) + 1, plain_distance(a, b1) + 1});
    if (a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0]) {
        least = std::min(least, plain_distance(a.substr(2), b.substr(2)) + 1);
    }
    return least;
}

// All texts of these letters, up to a length.
std::vector<std::string> all_texts(std::string_view letters, std::size_t longest) {
    std::vector<std::string> texts = {""};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (texts[i].size() == longest) continue;
        for (const char letter : letters) texts.push_back(texts[i] + letter);
    }
    return texts;
}

}  // namespace

TEST_CASE("each kind of typing error is one edit") {
    CHECK(edit_distance("decorator", "decorator", 3) == 0);
    CHECK(edit_distance("decorator", "decoratr", 3) == 1);    // letter left out
    CHECK(edit_distance("decorator", "decoratoor", 3) == 1);  // letter added
    CHECK(edit_distance("decorator", "dekorator", 3) == 1);   // letter changed
    CHECK(edit_distance("decorator", "deocrator", 3) == 1);   // letters swapped
    CHECK(edit_distance("decorator", "deokrator", 3) == 2);
    CHECK(edit_distance("", "abc", 3) == 3);
}

TEST_CASE("no part of a text is edited twice") {
    CHECK(edit_distance("ca", "abc", 5) == 3);  // would be 2 if a swapped pair could be split again
}

TEST_CASE("a distance above the limit is the limit and one") {
    CHECK(edit_distance("kitten", "sitting", 3) == 3);
    CHECK(edit_distance("kitten", "sitting", 2) == 3);
    CHECK(edit_distance("kitten", "sitting", 0) == 1);
    CHECK(edit_distance("a", "abcdefgh", 2) == 3);
    CHECK(edit_distance("same", "same", 0) == 0);
}

TEST_CASE("the distance is that of its definition for all short texts") {
    const std::vector<std::string> texts = all_texts("abc", 4);
    for (const std::string& a : texts) {
        for (const std::string& b : texts) {
            const int distance = plain_distance(a, b);
            if (edit_distance(a, b, 4) != std::min(distance, 5)) FAIL(a + " " + b);
            if (edit_distance(a, b, 1) != std::min(distance, 2)) FAIL(a + " " + b);
        }
    }
}
