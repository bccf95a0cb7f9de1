#include "indexer/files/whole_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include <fmt/format.h>

#include "indexer/files/descriptor.h"
#include "indexer/text/error.h"

namespace crib {
namespace {

[[noreturn]] void fail(const std::string& path) {
    throw Error(fmt::format("{}: {}", path, system_reason()));
}

// When the disk is nearly full, write() takes only a part. It gives the reason on the next call.
void write_all(const Descriptor& file, std::string_view text, const std::string& path) {
    while (!text.empty()) {
        const ssize_t written = write(file.number(), text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail(path);
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (fsync(file.number()) != 0) fail(path);
}

}  // namespace

void write_whole(const std::string& path, std::string_view text) {
    const std::string unfinished = fmt::format("{}{}", path, unfinished_suffix);
    unlink(unfinished.c_str());
    const Descriptor file(open(unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (file.number() < 0) fail(unfinished);
    try {
        write_all(file, text, path);
        if (rename(unfinished.c_str(), path.c_str()) != 0) fail(path);
    } catch (const Error&) {
        unlink(unfinished.c_str());
        throw;
    }
}

std::optional<std::string> read_beginning(const std::string& path, std::size_t size) {
    const Descriptor file(open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    std::string text(size, '\0');
    const ssize_t count = file.number() < 0 ? -1 : read(file.number(), text.data(), text.size());
    if (count < 0 && is_refusal(errno)) throw Refusal(path);
    if (count < 0) return std::nullopt;
    text.resize(static_cast<std::size_t>(count));
    return text;
}

void sync_folder(const std::string& path) {
    const Descriptor folder(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.number() >= 0) fsync(folder.number());
}

}  // namespace crib
