#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include <xapian.h>

// The words of a database as they are written, and how many documents hold each. The metadata has
// them: one list, see word_list.h, for all words that begin with the same two bytes. As terms they
// would take a tenth of the database.
namespace crib {

// The key of the list that a word belongs to. The word has at least two bytes.
std::string words_key(std::string_view word);

// Calls `sink` with each word that begins with `start`, in ascending order.
void each_stored_word(
    const Xapian::Database& database, std::string_view start,
    const std::function<void(std::string_view word, std::uint32_t documents)>& sink);

// Whether any note has the word.
bool is_stored_word(const Xapian::Database& database, std::string_view word);

}  // namespace crib
