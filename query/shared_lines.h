#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "indexer/program/shared.h"

namespace crib {

// The lines of a file, for processes that read it one after the other. What one has read and not
// used yet, the next one finds.
class SharedLines {
  public:
    explicit SharedLines(int file) : file_(file) {}

    // Reads the next line, without its newline. The last line needs none. Returns false at the end.
    // Waits only for the line, not until the buffer is full.
    bool next(std::string& line);

  private:
    struct Buffer {
        std::size_t begin = 0;
        std::size_t end = 0;
        bool is_at_end = false;
        std::array<char, 1 << 16> bytes{};
    };

    // Returns false if there is nothing more to read.
    bool fill();

    int file_;
    Shared<Buffer> buffer_;
};

}  // namespace crib
