#pragma once

#include <string>
#include <utility>

#include <xapian.h>

#include "indexer/text/error.h"

namespace crib {

// A server does not answer, or its answer can't be understood. The message names the server and the
// cure.
class ServerDown : public Error {
  public:
    ServerDown(const std::string& message, std::string failure)
        : Error(message), failure_(std::move(failure)) {}

    // The message without the cure.
    const std::string& failure() const { return failure_; }

  private:
    std::string failure_;
};

// A database's place: a folder made by crib-index, or a server run with xapian-tcpsrv.
class DatabaseSource {
  public:
    // An open database.
    struct Opened {
        Xapian::Database database;
        std::string identity;  // see identity()
    };

    // `name` is a folder or tcp://HOST:PORT, with an IPv6 address in brackets. Throws Error if it
    // begins with tcp:// but is not such an address.
    explicit DatabaseSource(std::string name);

    // As given by the user.
    const std::string& name() const { return name_; }
    bool is_server() const { return port_ != 0; }

    // Throws Error, with the cure, if there is no database or one of another version. Throws
    // ServerDown if a server does not answer.
    Opened open() const;

    // Identifies the database that open() would open now. Empty for a server: each connection gets
    // the newest database, and the server does not say which that is.
    std::string identity() const;

    // Whether this server caused an error, and the exception to throw for it.
    bool caused(const Xapian::NetworkError& error) const;
    ServerDown down(const Xapian::NetworkError& error) const;

  private:
    Opened open_folder() const;

    std::string name_;
    std::string host_;
    unsigned port_ = 0;  // 0 for a folder
};

}  // namespace crib
