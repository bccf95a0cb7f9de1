#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include <xapian.h>

// The words of a database as they are written, and how many documents hold each. They are no
// terms, which would take a tenth of the database, but lie in its metadata: those that begin with
// the same two bytes in one list, see word_list.h.
namespace crib {

// Where a database has the list that a word of two bytes or more is in.
std::string words_key(std::string_view word);

// Calls `sink` with each word that begins with `start`, in ascending order.
void each_stored_word(
    const Xapian::Database& database, std::string_view start,
    const std::function<void(std::string_view word, std::uint32_t documents)>& sink);

// Whether a note has the word.
bool is_stored_word(const Xapian::Database& database, std::string_view word);

}  // namespace crib
