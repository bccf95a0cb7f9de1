#pragma once

#include <string>
#include <string_view>

namespace crib {

// Does the work of render() for reStructuredText.
std::string render_rst(std::string_view text, int width);

}  // namespace crib
