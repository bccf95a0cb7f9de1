#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include <xapian.h>

namespace crib {

// Documents on their way into a database in great numbers. They are written to small databases of
// their own, for what Xapian gathers of one before it is written then stays in the processor's
// caches, and several can be filled side by side; these are packed into one in the end.
class Segments {
  public:
    // They lie in `folder`, which is emptied before and removed in the end. So many threads may
    // work.
    Segments(std::string folder, std::size_t jobs);
    ~Segments();
    Segments(const Segments&) = delete;
    Segments& operator=(const Segments&) = delete;
    Segments(Segments&&) = delete;
    Segments& operator=(Segments&&) = delete;

    // Adds the documents of the segment with this number to a database; `worker` tells the thread
    // that calls it, below `jobs`.
    using Fill = std::function<void(std::size_t number, std::size_t worker,
                                    Xapian::WritableDatabase& database)>;

    // Makes so many segments; see in_parallel.
    void write(std::size_t count, const Fill& fill);

    // Moves all documents behind those of the database at `path`, in the order of the numbers.
    void pack(const std::string& path);

  private:
    std::string new_path();
    std::vector<std::string> merge(const std::vector<std::string>& segments);

    std::string folder_;
    std::size_t jobs_;
    std::size_t made_ = 0;
    std::vector<std::string> paths_;
};

// Consecutive things of some sizes in ranges of about `size` in all: where each begins, and the
// end.
std::vector<std::size_t> ranges_of(const std::vector<std::size_t>& sizes, std::size_t size);

}  // namespace crib
