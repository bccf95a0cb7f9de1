#include "indexer/words/tokenizers.h"

#include "indexer/index/tree_record.h"
#include "indexer/text/unicode.h"

namespace crib {

std::string language_of(const TreeRecord& tree, const Note& note) {
    const std::string& tag = note.front_matter.language;
    std::string language = lower(tag.substr(0, tag.find_first_of("-_")));
    if (!language.empty() && has_stemmer(language)) return language;
    return tree.language.empty() ? "en" : tree.language;
}

const Tokenizer& Tokenizers::of(const std::string& language) const {
    return tokenizers_.try_emplace(language, language).first->second;
}

}  // namespace crib
