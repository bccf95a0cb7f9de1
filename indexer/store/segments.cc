#include "indexer/store/segments.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "indexer/index/database_folder.h"
#include "indexer/index/schema.h"
#include "indexer/program/parallel.h"
#include "indexer/store/compaction.h"
#include "indexer/store/word_changes.h"

namespace crib {
namespace {

namespace fs = std::filesystem;

// How many are packed at a time at most. Each takes five open files.
constexpr std::size_t most_merged = 24;

// Safe, because nobody reads a segment before it is complete. If a segment is lost, the notes are
// indexed again.
constexpr int segment_flags = Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;

// Adds up what the segments know of the same words. Glass passes a key as it is stored, after a
// mark of its own.
class Merger : public Xapian::Compactor {
  public:
    std::string resolve_duplicate_metadata(const std::string& key, std::size_t count,
                                           const std::string* tags) override {
        if (key.find(metadata::words) != std::string::npos)
            return merge_words({tags, tags + count});
        return tags[0];
    }
};

void compact(const std::vector<std::string>& from, const std::string& to) {
    Xapian::Database all;
    for (const std::string& path : from) {
        all.add_database(open_generation(path));
    }
    Merger merger;
    all.compact(to, 0, 0, merger);
    check_copy(from, to);
}

}  // namespace

Segments::Segments(std::string folder, std::size_t jobs) : folder_(std::move(folder)), jobs_(jobs) {
    fs::remove_all(folder_);
    fs::create_directory(folder_);
}

Segments::~Segments() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

std::string Segments::new_path() { return fmt::format("{}/{}", folder_, made_++); }

void Segments::write(std::size_t count, const Fill& fill) {
    const std::size_t first = paths_.size();
    for (std::size_t i = 0; i < count; ++i) paths_.push_back(new_path());
    in_parallel(count, jobs_, [&](std::size_t number, std::size_t worker) {
        Xapian::WritableDatabase database =
            create_generation(paths_[first + number], segment_flags);
        fill(number, worker, database);
        database.commit();
    });
}

// Merges groups of neighbours; the last group may be smaller.
std::vector<std::string> Segments::merge(const std::vector<std::string>& segments) {
    std::vector<std::string> merged((segments.size() + most_merged - 1) / most_merged);
    for (std::string& path : merged) path = new_path();
    in_parallel(merged.size(), jobs_, [&](std::size_t number, std::size_t /*worker*/) {
        const auto begin = segments.begin() + static_cast<std::ptrdiff_t>(number * most_merged);
        const std::size_t size = std::min(most_merged, segments.size() - number * most_merged);
        const std::vector<std::string> group(begin, begin + static_cast<std::ptrdiff_t>(size));
        compact(group, merged[number]);
        for (const std::string& path : group) fs::remove_all(path);
    });
    return merged;
}

void Segments::pack(const std::string& path) {
    while (paths_.size() >= most_merged) paths_ = merge(paths_);
    std::vector<std::string> all = {path};
    all.insert(all.end(), paths_.begin(), paths_.end());
    const std::string packed = new_path();
    compact(all, packed);
    fs::remove_all(path);
    fs::rename(packed, path);
    for (const std::string& segment : std::exchange(paths_, {})) fs::remove_all(segment);
}

std::vector<std::size_t> ranges_of(const std::vector<std::size_t>& sizes, std::size_t size) {
    std::vector<std::size_t> begins = {0};
    std::size_t sum = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        if (sum >= size) begins.push_back(i);
        if (sum >= size) sum = 0;
        sum += sizes[i];
    }
    begins.push_back(sizes.size());
    return begins;
}

}  // namespace crib
