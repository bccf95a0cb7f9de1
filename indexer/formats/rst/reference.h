#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// The references of reStructuredText, such as `name`_, and their destinations.
namespace crib {

// A name as docutils compares it: unescaped, lower case, single spaces.
std::string rst_name(std::string_view name);
// A destination as docutils reads it: unescaped, without white space.
std::string rst_url(std::string_view text);
// The name in a destination that is not a URL but another reference: `name_`.
std::optional<std::string> name_of_reference(std::string_view destination);

class RstReferences {
  public:
    // All destinations found may take `most` bytes together, so that many uses of a long one do not
    // fill the memory. cmark has such a limit, too.
    explicit RstReferences(std::size_t most = 100'000) : left_(most) {}

    // Keeps the first destination of each name.
    void add(std::string_view name, std::string destination);
    void add_anonymous(std::string destination);

    // Nothing if the name is unknown, or the destinations found take too many bytes.
    std::optional<std::string> find(std::string_view name);
    // The next anonymous destination. Each is used once, in the order of the text.
    std::optional<std::string> next_anonymous();

  private:
    std::unordered_map<std::string, std::string> destinations_;  // by name
    std::vector<std::string> anonymous_;
    std::size_t next_ = 0;
    std::size_t left_;  // bytes that destinations may still take
};

}  // namespace crib
