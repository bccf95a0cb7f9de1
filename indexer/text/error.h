#pragma once

#include <stdexcept>

namespace crib {

// Work cannot go on. The message names the place and the cure; only a main catches it.
class Error : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// What a database holds that makes no sense.
inline Error damaged_database() {
    return Error("the database is damaged; make it anew with crib-index --rebuild");
}

}  // namespace crib
