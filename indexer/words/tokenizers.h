#pragma once

#include <map>
#include <string>
#include <string_view>

#include "indexer/index/tree_record.h"
#include "indexer/note/note.h"
#include "indexer/words/tokenizer.h"

namespace crib {

// The language whose stemmer a note is indexed by: what its front matter says, where there is such
// a stemmer, else the tree's, else English. de-AT is de.
std::string language_of(const TreeRecord& tree, const Note& note);

// The tokenizers of all languages met so far.
class Tokenizers {
  public:
    // Throws Error where there is no stemmer for the language.
    const Tokenizer& of(const std::string& language) const;
    // That of a note, by its language.
    const Tokenizer& of(const TreeRecord& tree, const Note& note) const {
        return of(language_of(tree, note));
    }

  private:
    mutable std::map<std::string, Tokenizer> tokenizers_;
};

}  // namespace crib
