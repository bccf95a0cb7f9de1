#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include <xapian.h>

namespace crib {

// Writes a great number of documents into a database. They first go to many small databases, so
// that what Xapian gathers of each stays in the processor's caches, and threads can fill several at
// once. In the end all are packed into one.
class Segments {
  public:
    // The small databases lie in `folder`, which is emptied first and removed in the end. At most
    // `jobs` threads work.
    Segments(std::string folder, std::size_t jobs);
    ~Segments();
    Segments(const Segments&) = delete;
    Segments& operator=(const Segments&) = delete;
    Segments(Segments&&) = delete;
    Segments& operator=(Segments&&) = delete;

    // Adds the documents of one segment to a database. `worker` is the number of the calling
    // thread, less than `jobs`.
    using Fill = std::function<void(std::size_t number, std::size_t worker,
                                    Xapian::WritableDatabase& database)>;

    // Makes `count` segments; see in_parallel.
    void write(std::size_t count, const Fill& fill);

    // Moves all documents into the database at `path`, after its own, in the order of the segments.
    void pack(const std::string& path);

  private:
    std::string new_path();
    std::vector<std::string> merge(const std::vector<std::string>& segments);

    std::string folder_;
    std::size_t jobs_;
    std::size_t made_ = 0;
    std::vector<std::string> paths_;
};

// Divides consecutive things into ranges whose sizes add up to about `size`. Returns where each
// range begins, and the end.
std::vector<std::size_t> ranges_of(const std::vector<std::size_t>& sizes, std::size_t size);

}  // namespace crib
