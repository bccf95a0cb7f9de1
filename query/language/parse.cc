#include "query/language/parse.h"

#include <optional>
#include <utility>

#include "indexer/index/ids.h"
#include "query/language/compile.h"

namespace crib {
namespace {

constexpr std::size_t longest_query = 8UL * 1024;  // bytes

// The title that equals a query: its words without its fields. If the query has anything else, the
// whole text.
std::string text_to_equal(std::string_view text, const QueryTree& tree) {
    std::string words;
    bool has_fields = false;
    for (const QueryNode& node : tree) {
        if (node.before != QueryOperator::none) return std::string(text);
        if (node.field && node.field != QueryField::title && node.sign != '-') {
            has_fields = true;
        } else if (node.kind == QueryNode::Kind::word && node.sign == 0) {
            words += words.empty() ? "" : " ";
            words += node.text;
        } else {
            return std::string(text);
        }
    }
    return has_fields ? words : std::string(text);
}

}  // namespace

Query parse(std::string_view text, const Vocabulary& vocabulary, const Tokenizer& tokenizer,
            const ParseOptions& options) {
    const bool truncated = text.size() > longest_query;
    text = text.substr(0, longest_query);
    const bool ends_in_space = !text.empty() && (text.back() == ' ' || text.back() == '\t');
    QueryTree tree = parse_tree(text);
    std::vector<DashWord> dash_words = read_dash_words(tree, ends_in_space, vocabulary, options);
    const std::string equal = text_to_equal(text, tree);
    std::optional<Query> query = compile(tree, ends_in_space, vocabulary, tokenizer, options);
    if (!query) {
        tree = parse_plain(text);
        for (DashWord& word : dash_words) word.left_out = false;
        query = compile(tree, ends_in_space, vocabulary, tokenizer, options);
    }
    query->dash_words = std::move(dash_words);
    query->exact = exact_form(equal);
    query->has_fields = has_fields(tree);
    query->truncated = query->truncated || truncated;
    query->tree = std::move(tree);
    return *query;
}

}  // namespace crib
