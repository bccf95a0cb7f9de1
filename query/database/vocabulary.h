#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

namespace crib {

class Tokenizer;
struct Token;

// How much a term says about a document, if `frequency` of all `documents` hold the term: the
// inverse document frequency of BM25 (Robertson & Zaragoza 2009), with 1 added so that it is never
// negative.
double idf(Xapian::doccount frequency, Xapian::doccount documents);

// The words in a database as they were written. Completes unfinished words and corrects misspelt
// ones.
class Vocabulary {
  public:
    // `shards` are the parts of the database, each with its own metadata. The database and the
    // tokenizer must outlive the vocabulary.
    Vocabulary(const Xapian::Database& database, std::vector<Xapian::Database> shards,
               bool has_servers, const Tokenizer& tokenizer);
    // For a database with a single shard.
    Vocabulary(const Xapian::Database& database, const Tokenizer& tokenizer)
        : Vocabulary(database, {database}, false, tokenizer) {}

    const Xapian::Database& database() const { return database_; }
    const std::vector<Xapian::Database>& shards() const { return shards_; }
    // Whether a shard is on a server.
    bool has_servers() const { return has_servers_; }
    const Tokenizer& tokenizer() const { return tokenizer_; }
    bool has_term(const std::string& term) const { return database_.term_exists(term); }
    // Whether the notes contain a word as written.
    bool has_word(std::string_view word) const;
    // How many documents hold a term.
    Xapian::doccount frequency(const std::string& term) const {
        return database_.get_termfreq(term);
    }
    double idf(const std::string& term) const {
        return crib::idf(frequency(term), database_.get_doccount());
    }

    // At most `limit` words that begin with `start`, the most frequent first.
    std::vector<std::string> completions(std::string_view start, std::size_t limit) const;

    // At most `limit` known words that are nearest to an unknown word, the best first. Empty if no
    // known word is near enough.
    std::vector<std::string> corrections(const std::string& word, std::size_t limit) const;

    // The synonyms of a word or phrase, whose key thesaurus_key makes. Several words may share a
    // stem, and so a key: `written` selects the entry of one of them, in the folded form as
    // written.
    std::vector<std::string> synonyms(const std::string& key, std::string_view written = {}) const;

    // The terms to search for a word: its stem and, if the notes use it as an identifier, the word
    // itself (usestate, for useState). Never empty.
    std::vector<std::string> terms_of(const std::string& word) const;
    // Another term of a token if notes write its letters as one word in another way: that of
    // PowerShell for powershell, and the other way round. Empty if they do not.
    std::string written_otherwise(const Token& token) const;
    // The further terms of a word in notes of other languages.
    std::vector<std::string> foreign_terms(const std::string& word) const;
    // The stemmers of those languages.
    const std::vector<Xapian::Stem>& foreign_stemmers() const { return foreign_; }

  private:
    const Xapian::Database& database_;
    std::vector<Xapian::Database> shards_;
    bool has_servers_;
    const Tokenizer& tokenizer_;
    std::vector<Xapian::Stem> foreign_;
};

}  // namespace crib
