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

// One or several crib databases, opened as one.
class Database {
  public:
    // What to do if a server does not answer.
    enum class Missing { fails, is_left_out };

    // `paths` are names for DatabaseSource. `roots` say where the notes are if they have moved
    // since they were indexed: a folder if there is only one tree, else NAME=FOLDER. Throws Error,
    // with the cure, if a path is not a database or a root names no tree.
    explicit Database(const std::vector<std::string>& paths, std::vector<std::string> roots = {},
                      Missing missing = Missing::fails);

    // Opens again if a writer has finished since, or may have.
    void refresh();

    const Xapian::Database& xapian() const { return database_; }
    // The databases one by one. Needed because Xapian gives only the first one's metadata.
    const std::vector<Xapian::Database>& shards() const { return shards_; }
    // Why servers were left out since the last call. One line for each server, which names it.
    std::vector<std::string> take_left_out() { return std::exchange(left_out_, {}); }

    // A database whose words were made by other rules than this program's: see word_rules.h.
    struct OtherRules {
        std::string name;  // as given by the user
        bool is_server = false;
        std::string changed;  // the rules, in words for people
    };
    // Those found since the last call. Each is reported once.
    std::vector<OtherRules> take_other_rules() { return std::exchange(other_rules_, {}); }

    std::vector<TreeRecord> trees() const;
    // The folder that holds the notes of a document's tree, absolute; empty if it isn't known.
    std::string root(Xapian::docid document, const std::string& tree) const;
    // Whether the notes can be in that folder. A server's notes can be only if `roots` say so.
    bool has_notes(Xapian::docid document, const std::string& tree) const;
    // Whether there are several trees, so that links must name theirs.
    bool has_several_trees() const;
    // Whether a database is on a server.
    bool has_servers() const { return std::ranges::any_of(sources_, &DatabaseSource::is_server); }

    // Calls `read` and returns its result. Calls it again if a writer removes the data that it
    // reads (Xapian::DatabaseModifiedError), so one call must fetch everything that is to be
    // printed.
    // Throws ServerDown if a server stops answering and must not be left out.
    template <typename Read>
    auto retry(Read read) {
        const Patience patience;
        while (true) {
            try {
                return read();
            } catch (const Xapian::DatabaseModifiedError&) {
                // A damaged database throws this too, every time.
                if (patience.is_over()) throw;
                open();
            } catch (const Xapian::NetworkError& error) {
                lose(error);
                open();
            }
        }
    }

  private:
    // Limits the retries to less than a query may take, so that the user still gets the reason.
    // Counts processor time, because on a busy machine a writer may overtake a reader many times;
    // for a server, it counts time by the clock.
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
    std::set<std::string> with_other_rules_;  // names of all databases found so far
    std::vector<std::string> identities_;     // one for each open database
    Xapian::Database database_;
    std::vector<Xapian::Database> shards_;
    std::vector<std::map<std::string, TreeRecord>> trees_;  // one for each open database
    std::set<std::string> mapped_;                          // trees that `roots` name
};

}  // namespace crib
