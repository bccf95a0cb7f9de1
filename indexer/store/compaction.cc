#include "indexer/store/compaction.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>
#include <xapian.h>

#include "indexer/files/descriptor.h"
#include "indexer/files/whole_file.h"
#include "indexer/index/database_folder.h"
#include "indexer/store/seal.h"
#include "indexer/text/error.h"

namespace crib {
namespace {

namespace fs = std::filesystem;

// A generation may grow by a fifth, and a small one by what a few commits need.
constexpr std::uint64_t most_growth_divisor = 5;
constexpr std::uint64_t least_growth = 512ULL << 10;  // bytes

std::string size_path(const std::string& generation) { return generation + "/size"; }

bool is_table(const fs::path& path) { return path.extension() == ".glass"; }

std::uint64_t size_of_tables(const std::string& generation) {
    std::uint64_t size = 0;
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(generation, ignored)) {
        if (is_table(entry.path())) size += entry.file_size(ignored);
    }
    return size;
}

// Zero if the size was never written.
std::uint64_t size_when_new(const std::string& generation) {
    constexpr std::size_t longest = 32;
    const auto text = read_beginning(size_path(generation), longest);
    std::uint64_t size = 0;
    if (text) std::from_chars(text->data(), text->data() + text->size(), size);
    return size;
}

// Makes all files of a folder outlast a loss of power.
void sync_files(const std::string& folder) {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        const Descriptor file(open(entry.path().c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
        if (file.number() < 0 || fsync(file.number()) != 0) {
            throw Error(fmt::format("{}: {}", entry.path().string(), system_reason()));
        }
    }
    sync_folder(folder);
}

}  // namespace

void note_size(const std::string& generation) {
    write_whole(size_path(generation), std::to_string(size_of_tables(generation)) + "\n");
}

bool is_outgrown(const std::string& generation) {
    const std::uint64_t before = size_when_new(generation);
    return size_of_tables(generation) >
           before + std::max(before / most_growth_divisor, least_growth);
}

void check_copy(const std::vector<std::string>& from, const std::string& to) {
    const Xapian::Database copy = open_generation(to);
    Xapian::docid last = 0;
    for (const std::string& path : from) {
        const Xapian::Database part = open_generation(path);
        if (part.get_doccount() == 0) continue;
        last += part.get_lastdocid();
        const std::string bytes = part.get_document(part.get_lastdocid()).serialise();
        if (copy.get_document(last).serialise() == bytes) continue;
        throw Error(fmt::format("{}: a table could not be read", path));
    }
}

void compact(const std::string& generation, const std::string& copy) {
    try {
        open_generation(generation).compact(copy);
        check_copy({generation}, copy);
        sync_files(copy);
        note_size(copy);
        seal(copy, true);
    } catch (...) {
        std::error_code ignored;
        fs::remove_all(copy, ignored);
        throw;
    }
}

}  // namespace crib
