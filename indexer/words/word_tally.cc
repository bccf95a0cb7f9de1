#include "indexer/words/word_tally.h"

#include "indexer/words/tokenizer.h"

namespace crib {
namespace {

constexpr std::size_t longest_word = 64;  // in bytes; nobody types a longer one

}  // namespace

void WordTally::add(const Token& token) {
    for (const Term& term : token.terms) {
        if (!term.written.empty()) {
            add(term.written);
        } else if (term.kind == TermKind::whole) {
            add(term.text);
        }
    }
}

void WordTally::add(const std::string& title, const std::vector<std::string>& passages,
                    const Tokenizer& tokenizer) {
    const auto read = [this](const Token& token) { add(token); };
    begin_document();
    tokenizer.each(title, read);
    for (const std::string& passage : passages) tokenizer.each(passage, read);
}

void WordTally::add(const std::string& word) {
    if (word.size() < 2 || word.size() > longest_word) return;
    Count& count = counts_[word];
    if (count.documents > 0 && count.last == document_) return;
    ++count.documents;
    count.last = document_;
}

}  // namespace crib
