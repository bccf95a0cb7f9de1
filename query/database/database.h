#pragma once

#include <algorithm>
#include <chrono>
#include <ctime>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "indexer/index/tree_record.h"
#include "query/database/database_source.h"

namespace crib {

// One or more crib databases, open as one.
class Database {
  public:
    // What becomes of a server that does not answer.
    enum class Missing { fails, is_left_out };

    // `paths` name what a DatabaseSource can be. `roots` say where the notes lie if not where they
    // were indexed: a folder for the only tree, or NAME=FOLDER. Throws Error, with the cure, where
    // a path is no database or a root is none of its trees'.
    explicit Database(const std::vector<std::string>& paths, std::vector<std::string> roots = {},
                      Missing missing = Missing::fails);

    // Opens anew if a writer has finished since, or may have.
    void refresh();

    const Xapian::Database& xapian() const { return database_; }
    // The databases one by one: Xapian gives the metadata of the first alone.
    const std::vector<Xapian::Database>& shards() const { return shards_; }
    // Why servers were left out since this was last asked, a line each that names the server.
    std::vector<std::string> take_left_out() { return std::exchange(left_out_, {}); }

    // A database whose words were made by other rules than the program's: see word_rules.h.
    struct OtherRules {
        std::string name;  // as the user calls it
        bool is_server = false;
        std::string changed;  // the rules, for people
    };
    // Those that were found since this was last asked. Each is found once.
    std::vector<OtherRules> take_other_rules() { return std::exchange(other_rules_, {}); }

    std::vector<TreeRecord> trees() const;
    // Where the notes of a document's tree lie: an absolute folder; empty when it isn't known.
    std::string root(Xapian::docid document, const std::string& tree) const;
    // Whether they may lie there: those of a server only where roots say so.
    bool has_notes(Xapian::docid document, const std::string& tree) const;
    // Whether links must say which tree they mean.
    bool has_several_trees() const;
    // Whether answers have to come from elsewhere.
    bool has_servers() const { return std::ranges::any_of(sources_, &DatabaseSource::is_server); }

    // What `read` returns, which may be called again: a writer can take away under a reader what it
    // reads (Xapian::DatabaseModifiedError). Everything that is to be printed is fetched in one
    // call.
    // Throws ServerDown where a server stops to answer that is not left out then.
    template <typename Read>
    auto retry(Read read) {
        const Patience patience;
        while (true) {
            try {
                return read();
            } catch (const Xapian::DatabaseModifiedError&) {
                // A damaged database throws it as well, and for ever.
                if (patience.is_over()) throw;
                open();
            } catch (const Xapian::NetworkError& error) {
                lose(error);
                open();
            }
        }
    }

  private:
    // Ends before a query is given up, so that it is said what is wrong. Counted in processor time,
    // because on a busy machine a writer may overtake a reader again and again; by the clock for a
    // server.
    class Patience {
      public:
        bool is_over() const {
            return std::clock() > work_end_ || std::chrono::steady_clock::now() > wait_end_;
        }

      private:
        std::clock_t work_end_ = std::clock() + CLOCKS_PER_SEC * 3 / 2;
        std::chrono::steady_clock::time_point wait_end_ =
            std::chrono::steady_clock::now() + std::chrono::seconds(15);
    };

    void open();
    void open_once();
    void lose(const Xapian::NetworkError& error);
    void leave_out(std::size_t source, const ServerDown& reason);
    void check_rules(const DatabaseSource& source, const Xapian::Database& database);
    void map_roots();
    bool has_tree(const std::string& name) const;
    std::size_t source_of(Xapian::docid document) const;

    std::vector<DatabaseSource> sources_;
    std::vector<std::string> roots_;
    Missing missing_;
    std::vector<std::string> left_out_;
    std::vector<OtherRules> other_rules_;
    std::set<std::string> with_other_rules_;  // the names of all that were found
    std::vector<std::string> identities_;     // of what is open
    Xapian::Database database_;
    std::vector<Xapian::Database> shards_;
    std::vector<std::map<std::string, TreeRecord>> trees_;  // of each database
    std::set<std::string> mapped_;                          // trees that roots speak of
};

}  // namespace crib
