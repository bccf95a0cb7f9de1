#pragma once

#include <stdexcept>

namespace crib {

// Work cannot go on. The message names the place and the cure; only a main catches it.
class Error : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

}  // namespace crib
