#pragma once

#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>

namespace crib {

// Work cannot go on. The message names the place and the cure. Only `main` catches it.
class Error : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// The system's reason for an error: by default, for the failure of the last system call.
inline std::string system_reason(int error = errno) {
    return std::generic_category().message(error);
}

// The error to throw for data in a database that makes no sense.
inline Error damaged_database() {
    return Error("the database is damaged; make it anew with crib-index --rebuild");
}

}  // namespace crib
