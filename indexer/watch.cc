#include "indexer/watch.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <xapian.h>

#include "indexer/files/descriptor.h"
#include "indexer/index/stored_record.h"
#include "indexer/index/tree_record.h"
#include "indexer/run.h"
#include "indexer/text/error.h"
#include "indexer/update/pipeline.h"
#include "indexer/update/trees.h"
#include "indexer/walk/folder_events.h"

namespace crib {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto quiet_time = 40ms;     // an editor that is silent this long has saved everything
constexpr auto between_commits = 2s;  // time for readers to finish their queries
constexpr auto before_next_try = 2s;  // if a root is missing, or another process writes

// Makes this process the only watcher of a database. Ends with the process.
class WatcherLock {
  public:
    explicit WatcherLock(const DatabaseFolder& folder)
        : file_(open((folder.path() + "/watcher").c_str(),
                     O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)) {
        struct flock lock {};
        lock.l_type = F_WRLCK;
        if (file_.number() >= 0 && fcntl(file_.number(), F_OFD_SETLK, &lock) == 0) {
            const std::string holder = std::to_string(getpid());
            // The number only serves the message to another watcher, so failure does not matter.
            if (ftruncate(file_.number(), 0) == 0) {
                std::ignore = pwrite(file_.number(), holder.data(), holder.size(), 0);
            }
            return;
        }
        std::array<char, 32> holder{};
        const bool known =
            file_.number() >= 0 && pread(file_.number(), holder.data(), holder.size() - 1, 0) > 0;
        throw Error(fmt::format("{}: process {} already watches its notes", folder.path(),
                                known ? holder.data() : "unknown"));
    }

  private:
    Descriptor file_;
};

// Turns SIGTERM and SIGINT into a file to read from.
class EndSignals {
  public:
    EndSignals() : file_(make()) {}
    int number() const { return file_.number(); }

  private:
    static int make() {
        sigset_t signals;
        sigemptyset(&signals);
        sigaddset(&signals, SIGTERM);
        sigaddset(&signals, SIGINT);
        sigprocmask(SIG_BLOCK, &signals, nullptr);
        return signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    }

    Descriptor file_;
};

class Watch {
  public:
    Watch(IndexOptions options, const DatabaseFolder& folder, const Surroundings& around)
        : options_(std::move(options)), folder_(folder), around_(around) {}

    Outcome run() {
        folder_.create();
        const WatcherLock lock(folder_);
        const Outcome first = Run(options_, folder_, around_).index();
        around_.out.flush();
        forget_what_was_done();
        const EndSignals signals;
        // Notes may have changed before the folders were watched: watch, then index again.
        events_.folders = true;
        do {
            index();
        } while (wait(signals));
        return first;
    }

  private:
    // Later runs update all trees in the database.
    void forget_what_was_done() {
        const IndexOptions done = options_;
        options_ = {};
        options_.wait = done.wait;
        options_.quiet = done.quiet;
        options_.verbose = done.verbose;
        options_.json = done.json;
        options_.only_changes = true;
    }

    // Waits until there is something to index. Returns false on a signal to end.
    bool wait(const EndSignals& signals) {
        std::optional<Clock::time_point> due;
        if (failed_ || !missing_roots_.empty()) due = Clock::now() + before_next_try;
        while (true) {
            if (due && Clock::now() >= *due) {
                if (failed_ || events_.any() || is_any_back()) return true;
                due = Clock::now() + before_next_try;
            }
            std::array<pollfd, 2> files{pollfd{signals.number(), POLLIN, 0},
                                        pollfd{watcher_ ? watcher_->number() : -1, POLLIN, 0}};
            if (poll(files.data(), files.size(), milliseconds_to(due)) > 0 &&
                files[0].revents != 0) {
                return false;
            }
            const FolderEvents now = watcher_ ? watcher_->read() : FolderEvents{};
            if (!now.any()) continue;
            events_.notes = true;
            events_.folders = events_.folders || now.folders;
            first_event_ = first_event_.value_or(Clock::now());
            due = std::max(std::min(Clock::now() + quiet_time, *first_event_ + between_commits),
                           last_commit_ + between_commits);
        }
    }

    static int milliseconds_to(const std::optional<Clock::time_point>& due) {
        if (!due) return -1;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(*due - Clock::now());
        return std::max(static_cast<int>(left.count()), 0);
    }

    // Whether a missing root exists again: it may be mounted now, or moved back.
    bool is_any_back() {
        const auto exists = [](const std::string& root) { return std::filesystem::exists(root); };
        events_.folders = std::ranges::any_of(missing_roots_, exists);
        return events_.folders;
    }

    // Runs once. A failed run is tried again.
    void index() {
        const FolderEvents events = std::exchange(events_, {});
        first_event_.reset();
        failed_ = true;
        std::optional<Run> run;
        try {
            if (events.folders || !watcher_) watch_folders();
            run.emplace(options_, folder_, around_);
            run->index();
            if (run->has_written()) last_commit_ = Clock::now();
            failed_ = false;
        } catch (const Error& error) {
            around_.complain(error.what());
            // While a root is missing, trying again would only read all other trees for nothing.
            if (run && run->lacks_root()) failed_ = false;
        } catch (const Xapian::Error& error) {
            around_.complain(fmt::format("the database could not be written: {}; trying again",
                                         error.get_msg()));
        }
        around_.out.flush();
        if (failed_) events_.folders = true;
    }

    // Watches all folders of the trees. A folder made in the meantime is found by the next walk;
    // the walks go on until the folders stay the same.
    void watch_folders() {
        std::vector<std::string> before;
        std::vector<std::string> folders = folders_of_trees();
        while (folders != before) {
            watcher_ = std::make_unique<FolderWatcher>();
            for (const std::string& folder : folders) watcher_->add(folder);
            before = std::exchange(folders, folders_of_trees());
        }
    }

    std::vector<std::string> folders_of_trees() {
        std::vector<std::string> folders;
        missing_roots_.clear();
        for (const TreeRecord& tree : trees()) {
            try {
                for (const std::string& folder : files_of(tree, around_.user_excludes).folders) {
                    folders.push_back(folder.empty() ? tree.root : tree.root + "/" + folder);
                }
            } catch (const Error&) {
                // The run reports the problem.
                missing_roots_.push_back(root_of(tree));
            }
        }
        return folders;
    }

    std::vector<TreeRecord> trees() const { return trees_of(open_generation(folder_.current())); }

    IndexOptions options_;
    const DatabaseFolder& folder_;
    const Surroundings& around_;
    std::unique_ptr<FolderWatcher> watcher_;
    FolderEvents events_;
    std::optional<Clock::time_point> first_event_;  // of the changes not yet indexed
    Clock::time_point last_commit_ = Clock::now() - between_commits;
    std::vector<std::string> missing_roots_;
    bool failed_ = false;  // whether the last run failed
};

}  // namespace

Outcome watch(const IndexOptions& options, const DatabaseFolder& folder,
              const Surroundings& around) {
    return Watch(options, folder, around).run();
}

}  // namespace crib
