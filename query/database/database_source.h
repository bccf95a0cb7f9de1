#pragma once

#include <string>
#include <utility>

#include <xapian.h>

#include "indexer/text/error.h"

namespace crib {

// A server that does not answer, or can't be understood. The message names it and the cure.
class ServerDown : public Error {
  public:
    ServerDown(const std::string& message, std::string failure)
        : Error(message), failure_(std::move(failure)) {}

    // The same without the cure.
    const std::string& failure() const { return failure_; }

  private:
    std::string failure_;
};

// Where a database is: a folder made by crib-index, or one that xapian-tcpsrv serves.
class DatabaseSource {
  public:
    // A database as it was found.
    struct Opened {
        Xapian::Database database;
        std::string identity;  // see below
    };

    // A folder, or tcp://HOST:PORT (an IPv6 address in brackets). Throws Error where what begins
    // with tcp:// is no such address.
    explicit DatabaseSource(std::string name);

    // As the user calls it.
    const std::string& name() const { return name_; }
    bool is_server() const { return port_ != 0; }

    // Throws Error, with the cure, where there is no database or another version's, and ServerDown
    // where a server does not answer.
    Opened open() const;

    // What tells the database that open() would find now from every other. Empty of a server: it
    // gives each connection what is newest, and does not say what that is.
    std::string identity() const;

    // What it comes to that a server failed: the same, and whether it was this one.
    bool caused(const Xapian::NetworkError& error) const;
    ServerDown down(const Xapian::NetworkError& error) const;

  private:
    Opened open_folder() const;

    std::string name_;
    std::string host_;
    unsigned port_ = 0;  // of a server
};

}  // namespace crib
