#include "query/search.h"

#include <random>
#include <utility>

#include <fmt/format.h>

#include "indexer/index/kind.h"
#include "indexer/text/error.h"
#include "query/database/vocabulary.h"
#include "query/language/field_filter.h"
#include "query/listing.h"
#include "query/ranking/explain.h"
#include "query/ranking/rank.h"
#include "query/ranking/snippet.h"
#include "query/show/relocate.h"
#include "query/show/show.h"

namespace crib {
namespace {

constexpr std::size_t default_limit = 10;

std::uint64_t random_seed() {
    std::random_device device;
    return static_cast<std::uint64_t>(device()) << 32 | device();
}

Xapian::Query joined(const Xapian::Query& a, const Xapian::Query& b) {
    return a.empty() ? b : Xapian::Query(Xapian::Query::OP_AND, a, b);
}

RankOptions rank_options(const Database& database, const QueryOptions& options,
                         const std::string& folder) {
    RankOptions result;
    result.tuning = options.tuning;
    result.kind = kind_named(options.kind);  // none for "all"
    if (!options.group.empty()) {
        result.filter = group_filter(database.xapian(), options.group);
        if (result.filter.empty()) {
            throw Error(fmt::format("{}: no such group; crib --groups lists them", options.group));
        }
    }
    if (!options.links_to.empty()) {
        const ShownSection section = find_section(database, options.links_to, folder);
        result.filter = joined(result.filter, leads_to(section));
    }
    return result;
}

std::vector<Hit> list(const Database& database, const QueryOptions& options, RankOptions ranking) {
    const std::size_t limit = options.limit.value_or(0);
    ranking.limit = options.shuffle ? 0 : limit;
    std::vector<Hit> hits = list_map(database, ranking);
    if (options.shuffle) {
        shuffle(hits, options.seed ? *options.seed : random_seed());
        if (limit != 0 && limit < hits.size()) hits.resize(limit);
    }
    return hits;
}

// How much text snippets are looked for in. The best answers take all they want. Where they took
// much, the answers after them take little, so that a long list with long texts does not take too
// long. This depends only on the answers before, and not on how many are asked for.
class Reading {
  public:
    // How many bytes the next answer may take.
    std::size_t of_next() const { return taken_ < much ? most : little; }
    void took(const std::vector<std::string>& texts) {
        for (const std::string& text : texts) taken_ += text.size();
    }

  private:
    static constexpr std::size_t much = 8UL << 20;
    static constexpr std::size_t most = 1UL << 20;
    static constexpr std::size_t little = 2UL << 10;

    std::size_t taken_ = 0;
};

}  // namespace

Found search(Database& database, const Tokenizer& tokenizer, const QueryOptions& options,
             const std::string& query, const std::string& folder, Snippets snippets) {
    return database.retry([&] {
        Found found;
        const Paths paths(folder, database.has_several_trees());
        RankOptions ranking = rank_options(database, options, folder);
        std::vector<Hit> hits;
        if (is_query(query)) {
            const Vocabulary vocabulary(database.xapian(), database.shards(),
                                        database.has_servers(), tokenizer);
            ParseOptions parsing;
            parsing.prefix = options.prefix;
            parsing.spelling = !options.no_spelling;
            parsing.tuning = options.tuning;
            found.query = parse(query, vocabulary, tokenizer, parsing);
            ranking.limit = options.limit.value_or(default_limit);
            ranking.explain = options.explain;
            hits = rank(vocabulary, found.query, ranking);
            if (hits.empty() && found.query.has_exclusions()) {
                parsing.exclusions = false;
                found.query = parse(query, vocabulary, tokenizer, parsing);
                hits = rank(vocabulary, found.query, ranking);
            }
            if (options.explain) found.explanation = explain(found.query);
        } else {
            hits = list(database, options, ranking);
        }
        Relocator relocator(database);
        Reading reading;
        for (Hit& hit : hits) {
            const bool relocated = relocator.relocate(hit.record, hit.document);
            const std::string root = database.root(hit.document, hit.record.tree);
            Answer answer = make_answer(hit, found.answers.size() + 1, root, paths);
            answer.stale = !relocated;
            if (snippets == Snippets::wanted && is_query(query)) {
                const std::vector<std::string> texts =
                    texts_behind(database.xapian(), hit.document, reading.of_next());
                reading.took(texts);
                answer.snippet = snippet(texts, found.query, tokenizer);
            }
            if (options.explain) found.explanation += explain(hit, answer.rank);
            found.answers.push_back(std::move(answer));
        }
        found.changed_notes = relocator.changed();
        if (found.answers.empty()) found.elsewhere = where_to_look(database, paths);
        return found;
    });
}

}  // namespace crib
