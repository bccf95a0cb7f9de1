#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// The references of reStructuredText: `name`_ and what it leads to.
namespace crib {

// A name as docutils compares it: unescaped, lower case, single spaces.
std::string rst_name(std::string_view name);
// A destination as docutils reads it: unescaped, without white space.
std::string rst_url(std::string_view text);
// What a destination names that is no URL but another reference: `name_`.
std::optional<std::string> name_of_reference(std::string_view destination);

class RstReferences {
  public:
    // Of one name, the first destination stays.
    void add(std::string_view name, std::string destination);
    void add_anonymous(std::string destination);

    std::optional<std::string> find(std::string_view name) const;
    // Of the anonymous ones, each is used once, in their order.
    std::optional<std::string> next_anonymous();

  private:
    std::unordered_map<std::string, std::string> destinations_;  // by name
    std::vector<std::string> anonymous_;
    std::size_t next_ = 0;
};

}  // namespace crib
