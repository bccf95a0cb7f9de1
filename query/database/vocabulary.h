#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

namespace crib {

class Tokenizer;

// How much it says that a document holds a term which `frequency` of all documents hold: the
// inverse document frequency of BM25 (Robertson & Zaragoza 2009), with 1 added so that it is never
// negative.
double idf(Xapian::doccount frequency, Xapian::doccount documents);

// The words of a database as they were written: what an unfinished or misspelt word may stand for.
class Vocabulary {
  public:
    // `shards` are what the database is made of, each with metadata of its own. The database and
    // the tokenizer must outlive it.
    Vocabulary(const Xapian::Database& database, std::vector<Xapian::Database> shards,
               bool has_servers, const Tokenizer& tokenizer);
    // Of a database that is one.
    Vocabulary(const Xapian::Database& database, const Tokenizer& tokenizer)
        : Vocabulary(database, {database}, false, tokenizer) {}

    const Xapian::Database& database() const { return database_; }
    const std::vector<Xapian::Database>& shards() const { return shards_; }
    // Whether one is a server's.
    bool has_servers() const { return has_servers_; }
    const Tokenizer& tokenizer() const { return tokenizer_; }
    bool has_term(const std::string& term) const { return database_.term_exists(term); }
    // Whether the notes have a word, as it is written.
    bool has_word(std::string_view word) const;
    // How many documents hold a term.
    Xapian::doccount frequency(const std::string& term) const {
        return database_.get_termfreq(term);
    }
    double idf(const std::string& term) const {
        return crib::idf(frequency(term), database_.get_doccount());
    }

    // The words that begin with `start`, those of most documents first; at most `limit`.
    std::vector<std::string> completions(std::string_view start, std::size_t limit) const;

    // The known words nearest to one that is not known, best first; at most `limit`, none where
    // nothing is near enough to have been meant.
    std::vector<std::string> corrections(const std::string& word, std::size_t limit) const;

    // What the thesaurus has for a word or phrase, as thesaurus_key writes them; for a word that
    // shares its stem with others, as it was written (folded), what it has for that one.
    std::vector<std::string> synonyms(const std::string& key, std::string_view written = {}) const;

    // The terms that a word is searched by: its stem, and where the notes have it as an identifier,
    // itself (usestate, of useState). Never none.
    std::vector<std::string> terms_of(const std::string& word) const;
    // And those that it has in notes of other languages.
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
