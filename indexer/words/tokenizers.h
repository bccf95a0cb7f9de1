#pragma once

#include <map>
#include <string>
#include <string_view>

#include "indexer/index/tree_record.h"
#include "indexer/note/note.h"
#include "indexer/words/tokenizer.h"

namespace crib {

// The language whose stemmer a note is indexed by: that of its front matter if it has a stemmer,
// else the tree's, else English. de-AT is de.
std::string language_of(const TreeRecord& tree, const Note& note);

// The tokenizers of all languages met so far. Makes each when it is first asked for, so threads
// must not share one.
class Tokenizers {
  public:
    // Throws Error if the language has no stemmer.
    const Tokenizer& of(const std::string& language) const;
    // The tokenizer of a note's language.
    const Tokenizer& of(const TreeRecord& tree, const Note& note) const {
        return of(language_of(tree, note));
    }

  private:
    mutable std::map<std::string, Tokenizer> tokenizers_;
};

}  // namespace crib
