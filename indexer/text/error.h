#pragma once

#include <algorithm>
#include <array>
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

// The reasons for which the system refuses a call, and which may be over next time. Then nothing is
// known about what was to be looked at. A missing file, for one, is known to be missing.
inline constexpr std::array refusals = {EACCES, EAGAIN, EINTR, EIO,    EMFILE,   ENFILE,
                                        ENOMEM, ENOSPC, EPERM, ESTALE, ETIMEDOUT};

inline bool is_refusal(int error) { return std::ranges::find(refusals, error) != refusals.end(); }

// The system refused a call, see is_refusal(). Such an error ends a run, and is never taken for
// damage.
class Refusal : public Error {
  public:
    explicit Refusal(const std::string& path, int error = errno)
        : Error(path + ": " + system_reason(error)), code_(error) {}
    int code() const { return code_; }

  private:
    int code_;
};

// The error to throw for data in a database that makes no sense.
inline Error damaged_database() {
    return Error("the database is damaged; make it anew with crib-index --rebuild");
}

}  // namespace crib
