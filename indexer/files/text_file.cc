#include "indexer/files/text_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>

#include <fmt/format.h>

#include "indexer/files/descriptor.h"
#include "indexer/text/error.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

std::string from_utf16(std::string_view bytes, bool big_endian) {
    std::string text;
    const auto unit = [&](std::size_t at) {
        const auto high = static_cast<unsigned char>(bytes[at + (big_endian ? 0 : 1)]);
        const auto low = static_cast<unsigned char>(bytes[at + (big_endian ? 1 : 0)]);
        return static_cast<char32_t>(high << 8 | low);
    };
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        char32_t code = unit(at);
        if (code >= 0xD800 && code < 0xDC00 && at + 3 < bytes.size()) {
            const char32_t second = unit(at + 2);
            if (second >= 0xDC00 && second < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10) + (second - 0xDC00);
                at += 2;
            }
        }
        append_rune(text, code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
    }
    return text;
}

}  // namespace

std::string read_bytes(int number, const std::string& name) {
    std::string bytes;
    std::array<char, 1 << 16> buffer{};
    while (true) {
        const ssize_t count = ::read(number, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw Error(fmt::format("{}: {}", name, system_reason()));
        if (count == 0) return bytes;
        bytes.append(buffer.data(), static_cast<std::size_t>(count));
        if (bytes.size() > largest_note) {
            throw Error(fmt::format("{}: larger than {} MB", name, largest_note >> 20));
        }
    }
}

TextFile read_text_file(const std::string& path) {
    const Descriptor file(open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat status {};
    // The clock is read before the text, so that a later write makes the file young.
    const std::int64_t now = file_clock();
    if (file.number() < 0 || fstat(file.number(), &status) != 0) {
        throw Error(fmt::format("{}: {}", path, system_reason()));
    }
    if (!S_ISREG(status.st_mode)) throw Error(fmt::format("{}: not a regular file", path));
    std::string text = read_bytes(file.number(), path);
    if (text.starts_with("\xFF\xFE")) text = from_utf16(std::string_view(text).substr(2), false);
    if (text.starts_with("\xFE\xFF")) text = from_utf16(std::string_view(text).substr(2), true);
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    std::ranges::replace(text, '\0', ' ');
    const Stamp stamp = stamp_of(status);
    return {repair_utf8(text), stamp, is_young(stamp, now)};
}

std::string read_text(const std::string& path) { return read_text_file(path).text; }

}  // namespace crib
