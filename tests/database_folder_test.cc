#include "indexer/index/schema.h"
#include "indexer/store/database_lock.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "indexer/text/error.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;
using crib::database_path;
using crib::DatabaseFolder;
using crib::DatabaseLock;
using crib::Error;
using crib::TemporaryFolder;

namespace {

using Strings = std::vector<std::string>;

Strings names_in(const std::string& folder) {
    Strings names;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
}

mode_t mode_of(const std::string& path) {
    struct stat status {};
    REQUIRE(stat(path.c_str(), &status) == 0);
    return status.st_mode & 0777;
}

// The message when the lock is refused; empty if it is granted.
std::string refusal(const DatabaseFolder& folder) {
    try {
        const DatabaseLock lock(folder, 0ms);
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

void publish(const DatabaseLock& lock, const std::string& generation) {
    fs::create_directory(generation);
    lock.publish(generation);
}

}  // namespace

TEST_CASE("processes that make a database folder at once never find it half made") {
    const TemporaryFolder scratch;
    std::atomic<int> made = 0;
    constexpr int rounds = 50;
    constexpr int makers = 4;
    for (int round = 0; round < rounds; ++round) {
        const DatabaseFolder folder(scratch.path("db" + std::to_string(round)));
        std::vector<std::future<void>> others;
        for (int maker = 0; maker < makers; ++maker) {
            others.push_back(std::async(std::launch::async, [&] {
                folder.create();
                ++made;
            }));
        }
        for (std::future<void>& other : others) CHECK_NOTHROW(other.get());
    }
    CHECK(made == rounds * makers);
}

TEST_CASE("a database folder is made with its parents, and only for its owner") {
    const TemporaryFolder temporary;
    const DatabaseFolder folder(temporary.path("a/b/db"));
    folder.create();
    CHECK(names_in(temporary.path("a/b/db")) == Strings{"crib"});
    CHECK(mode_of(temporary.path("a/b/db")) == 0700);
    CHECK_FALSE(folder.has_database());
    folder.create();
    CHECK(names_in(temporary.path("a/b/db")) == Strings{"crib"});
}

TEST_CASE("an empty folder is taken, also by a name that ends in a slash") {
    const TemporaryFolder temporary;
    fs::create_directory(temporary.path("db"));
    DatabaseFolder(temporary.path("db/")).create();
    CHECK(mode_of(temporary.path("db")) == 0700);
    DatabaseFolder(temporary.path("new/")).create();
    CHECK(mode_of(temporary.path("new")) == 0700);
}

TEST_CASE("a folder that was left while it was being made is taken") {
    const TemporaryFolder temporary;
    temporary.write("db/crib.new", "This fol");
    DatabaseFolder(temporary.path("db")).create();
    CHECK(names_in(temporary.path("db")) == Strings{"crib"});
    temporary.write("other/crib.new", "new plans for my crib");
    CHECK_THROWS_AS(DatabaseFolder(temporary.path("other")).create(), Error);
    CHECK(temporary.read("other/crib.new") == "new plans for my crib");
}

TEST_CASE("a folder of anybody else's is refused and not touched") {
    const TemporaryFolder temporary;
    temporary.write("mail/inbox", "letters");
    const mode_t mode = mode_of(temporary.path("mail"));
    const DatabaseFolder folder(temporary.path("mail"));
    CHECK_THROWS_WITH(folder.create(), ContainsSubstring("not a crib database"));
    CHECK_THROWS_WITH(folder.current(), ContainsSubstring("not a crib database"));
    CHECK_THROWS_AS(DatabaseLock(folder, 0ms), Error);
    CHECK(names_in(temporary.path("mail")) == Strings{"inbox"});
    CHECK(temporary.read("mail/inbox") == "letters");
    CHECK(mode_of(temporary.path("mail")) == mode);
}

TEST_CASE("a foreign file or folder named crib is not a marker") {
    const TemporaryFolder temporary;
    temporary.write("build/crib",
                    "\x7F"
                    "ELF");
    temporary.write("source/crib/main.cc", "");
    for (const std::string name : {"build", "source"}) {
        const DatabaseFolder folder(temporary.path(name));
        CHECK_THROWS_WITH(folder.create(), ContainsSubstring("not a crib database"));
        CHECK_THROWS_AS(DatabaseLock(folder, 0ms), Error);
    }
    CHECK(names_in(temporary.path("build")) == Strings{"crib"});
}

TEST_CASE("a symbolic link is not a marker") {
    const TemporaryFolder temporary;
    DatabaseFolder(temporary.path("db")).create();
    fs::create_directory(temporary.path("trap"));
    fs::create_symlink(temporary.path("db/crib"), temporary.path("trap/crib"));
    CHECK_THROWS_AS(DatabaseFolder(temporary.path("trap")).current(), Error);
}

TEST_CASE("a file in place of the folder is refused") {
    const TemporaryFolder temporary;
    temporary.write("file", "text");
    CHECK_THROWS_WITH(DatabaseFolder(temporary.path("file")).create(),
                      ContainsSubstring("not a folder"));
    CHECK_THROWS_WITH(DatabaseFolder(temporary.path("file/db")).create(),
                      ContainsSubstring("cannot be made"));
    CHECK(temporary.read("file") == "text");
}

TEST_CASE("another user's database is refused") {
    if (geteuid() != 0) return;  // only root can give it to another user
    const TemporaryFolder temporary;
    const DatabaseFolder folder(temporary.path("db"));
    folder.create();
    REQUIRE(chown(temporary.path("db").c_str(), 65534, 65534) == 0);
    CHECK_THROWS_WITH(folder.current(), ContainsSubstring("another user"));
}

TEST_CASE("if there is no database yet, the message says how to make one") {
    const TemporaryFolder temporary;
    CHECK_THROWS_WITH(DatabaseFolder(temporary.path("none")).current(),
                      ContainsSubstring("no index at") && ContainsSubstring("run crib-index DIR"));
    const DatabaseFolder folder(temporary.path("db"));
    folder.create();
    CHECK_THROWS_WITH(folder.current(), ContainsSubstring("run crib-index DIR"));
    fs::create_symlink("../elsewhere", temporary.path("db/current"));
    CHECK_THROWS_WITH(folder.current(), ContainsSubstring("run crib-index DIR"));
}

TEST_CASE("publishing switches to a generation and removes the one before it") {
    const TemporaryFolder temporary;
    const std::string path = temporary.path("db");
    const DatabaseFolder folder(path);
    folder.create();
    const DatabaseLock lock(folder, 0ms);
    CHECK(lock.new_generation() == path + "/generation-1");
    publish(lock, lock.new_generation());
    CHECK(folder.has_database());
    CHECK(folder.current() == path + "/generation-1");
    CHECK(fs::read_symlink(path + "/current") == "generation-1");

    CHECK(lock.new_generation() == path + "/generation-2");
    publish(lock, lock.new_generation());
    CHECK(folder.current() == path + "/generation-2");
    CHECK(names_in(path) == Strings{"crib", "current", "generation-2", "lock"});
}

TEST_CASE("the next writer removes what one that was killed left behind") {
    const TemporaryFolder temporary;
    const std::string path = temporary.path("db");
    const DatabaseFolder folder(path);
    folder.create();
    publish(DatabaseLock(folder, 0ms), path + "/generation-1");
    temporary.write("db/generation-2/postlist.glass", "half");
    temporary.write("db/notes.txt", "not crib's, but not its to remove");
    fs::create_symlink("generation-2", temporary.path("db/current.new"));

    const DatabaseLock lock(folder, 0ms);
    CHECK(folder.current() == path + "/generation-1");
    CHECK(names_in(path) == Strings{"crib", "current", "generation-1", "lock", "notes.txt"});
    publish(lock, lock.new_generation());
    CHECK(names_in(path) == Strings{"crib", "current", "generation-2", "lock", "notes.txt"});
}

TEST_CASE("a lock that is held is refused with the name of its holder") {
    const TemporaryFolder temporary;
    const DatabaseFolder folder(temporary.path("db"));
    folder.create();
    {
        const DatabaseLock lock(folder, 0ms);
        CHECK_THAT(refusal(folder),
                   ContainsSubstring("process " + std::to_string(getpid()) + " is writing"));
    }
    CHECK(refusal(folder) == "");
}

TEST_CASE("a lock is waited for as long as was said") {
    const TemporaryFolder temporary;
    const DatabaseFolder folder(temporary.path("db"));
    folder.create();
    auto held = std::make_unique<DatabaseLock>(folder, 0ms);
    const auto begin = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(DatabaseLock(folder, 120ms), Error);
    CHECK(std::chrono::steady_clock::now() - begin >= 120ms);

    std::thread holder([&] {
        std::this_thread::sleep_for(120ms);
        held.reset();
    });
    CHECK_NOTHROW(DatabaseLock(folder, 60s));
    holder.join();
}

TEST_CASE("a lock ends with its process, however that ends") {
    const TemporaryFolder temporary;
    const DatabaseFolder folder(temporary.path("db"));
    folder.create();
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const DatabaseLock lock(folder, 60s);
        pause();
        _exit(0);
    }
    // The file names the holder a moment after the lock is taken.
    const std::string holder = "process " + std::to_string(child);
    const auto end = std::chrono::steady_clock::now() + 60s;
    std::string said;
    while (said.find(holder) == std::string::npos && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(10ms);
        said = refusal(folder);
    }
    CHECK_THAT(said, ContainsSubstring(holder));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    CHECK(refusal(folder) == "");
}

TEST_CASE("a lock file that is a link is not followed") {
    const TemporaryFolder temporary;
    const DatabaseFolder folder(temporary.path("db"));
    folder.create();
    temporary.write("precious", "text");
    fs::create_symlink(temporary.path("precious"), temporary.path("db/lock"));
    CHECK_THROWS_AS(DatabaseLock(folder, 0ms), Error);
    CHECK(temporary.read("precious") == "text");
}

TEST_CASE("the database is where the option says, else the environment, else the cache") {
    CHECK(database_path("db", "env", "cache", "home") == "db");
    CHECK(database_path("", "env", "cache", "home") == "env");
    CHECK(database_path("", std::nullopt, "/c", "/h") == "/c/crib/default");
    CHECK(database_path("", std::nullopt, std::nullopt, "/h") == "/h/.cache/crib/default");
    CHECK_THROWS_WITH(database_path("", std::nullopt, std::nullopt, std::nullopt),
                      ContainsSubstring("--db"));
}

TEST_CASE("a database of another program or version is refused with the cure") {
    const TemporaryFolder temporary;
    Xapian::WritableDatabase database(temporary.path("x"),
                                      Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    const std::string key(crib::metadata::schema);
    CHECK_THROWS_WITH(crib::check_schema(database, "x"),
                      ContainsSubstring("x: ") && ContainsSubstring("not one of crib's"));
    database.set_metadata(key, std::to_string(crib::schema_version + 1));
    CHECK_THROWS_WITH(crib::check_schema(database, "x"), ContainsSubstring("crib-index --rebuild"));
    database.set_metadata(key, std::to_string(crib::schema_version));
    CHECK_NOTHROW(crib::check_schema(database, "x"));
}
