#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace crib {

// A list of strings in a value slot, and back.
std::string pack(const std::vector<std::string>& strings);
std::vector<std::string> unpack(std::string_view packed);

}  // namespace crib
