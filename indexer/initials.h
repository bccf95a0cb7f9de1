#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/tokenizer.h"

namespace crib {

// The acronyms that a title could be meant by: the initials of three to six of its words in a row,
// with the small words among them and without. "What is the method resolution order?" is meant by
// mro. Folded, each once.
std::vector<std::string> initials(std::string_view title, const Tokenizer& tokenizer);

}  // namespace crib
