#include "query/shared_lines.h"

#include <unistd.h>

#include <cerrno>
#include <string_view>

namespace crib {

bool SharedLines::fill() {
    if (buffer_->is_at_end) return false;
    ssize_t size = -1;
    do {
        size = read(file_, buffer_->bytes.data(), buffer_->bytes.size());
    } while (size < 0 && errno == EINTR);
    // A terminal would have to say twice that it is at the end.
    buffer_->is_at_end = size <= 0;
    buffer_->begin = 0;
    buffer_->end = size > 0 ? static_cast<std::size_t>(size) : 0;
    return size > 0;
}

bool SharedLines::next(std::string& line) {
    line.clear();
    bool is_begun = false;
    while (buffer_->begin < buffer_->end || fill()) {
        is_begun = true;
        const std::string_view rest(buffer_->bytes.data() + buffer_->begin,
                                    buffer_->end - buffer_->begin);
        const std::size_t size = rest.find('\n');
        line += rest.substr(0, size);
        if (size != std::string_view::npos) {
            buffer_->begin += size + 1;
            return true;
        }
        buffer_->begin = buffer_->end;
    }
    return is_begun;
}

}  // namespace crib
