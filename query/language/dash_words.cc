#include "query/language/dash_words.h"

#include "indexer/index/ids.h"
#include "indexer/text/unicode.h"
#include "indexer/words/tokenizer.h"

namespace crib {
namespace {

class Reader {
  public:
    Reader(const Vocabulary& vocabulary, const ParseOptions& options, const QueryNode* unfinished)
        : vocabulary_(vocabulary), options_(options), unfinished_(unfinished) {}

    void read(QueryTree& tree) {
        for (QueryNode& node : tree) {
            read(node.inside);
            if (node.kind != QueryNode::Kind::word || node.sign != '-') continue;
            const std::string text = "-" + node.text;
            words_.push_back({text, leaves_out(node, text)});
            if (words_.back().left_out) continue;
            node.sign = 0;
            node.text = text;
        }
    }

    std::vector<DashWord> take() { return std::move(words_); }

  private:
    bool leaves_out(const QueryNode& node, const std::string& text) const {
        if (!options_.exclusions) return false;
        const std::string bare = fold(node.text);
        if (columns(bare) < 2 || is_small_word(bare)) return false;
        const std::vector<Token> tokens = vocabulary_.tokenizer().tokens(text);
        if (tokens.empty()) return true;
        if (vocabulary_.has_term(make_term("", tokens.front().terms.front().text))) return false;
        return &node != unfinished_ || vocabulary_.completions(fold(text), 1).empty();
    }

    const Vocabulary& vocabulary_;
    const ParseOptions& options_;
    const QueryNode* unfinished_;
    std::vector<DashWord> words_;
};

}  // namespace

std::vector<DashWord> read_dash_words(QueryTree& tree, bool ends_in_space,
                                      const Vocabulary& vocabulary, const ParseOptions& options) {
    const bool may_be_unfinished = options.prefix && !ends_in_space;
    Reader reader(vocabulary, options, may_be_unfinished ? last_piece(tree) : nullptr);
    reader.read(tree);
    return reader.take();
}

}  // namespace crib
