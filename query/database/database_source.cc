#include "query/database/database_source.h"

#include <sys/stat.h>

#include <charconv>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "indexer/index/database_folder.h"

namespace crib {
namespace {

constexpr std::string_view scheme = "tcp://";
// The start of Xapian's error message if the server has another version of the protocol.
constexpr std::string_view other_protocol = "Server supports protocol version";
// How long a server may take to accept a connection, and to answer, in milliseconds.
constexpr unsigned connect_timeout = 3'000;
constexpr unsigned answer_timeout = 5'000;

// Identifies a generation. Its path alone is not enough, because a database that is removed and
// made again uses the same paths.
std::string identity_of(const std::string& generation) {
    struct stat status {};
    stat(generation.c_str(), &status);
    return fmt::format("{} {} {} {}", generation, status.st_ino, status.st_ctim.tv_sec,
                       status.st_ctim.tv_nsec);
}

}  // namespace

DatabaseSource::DatabaseSource(std::string name) : name_(std::move(name)) {
    std::string_view address = name_;
    if (!address.starts_with(scheme)) return;
    address.remove_prefix(scheme.size());
    if (address.ends_with('/')) address.remove_suffix(1);
    const std::size_t colon = std::min(address.rfind(':'), address.size());
    std::string_view host = address.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    const std::string_view port = address.substr(std::min(colon + 1, address.size()));
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), port_);
    const bool whole = error == std::errc() && end == port.data() + port.size();
    if (host.empty() || !whole || port_ == 0 || port_ > 65'535) {
        throw Error(fmt::format("{}: not the address of a server; write tcp://HOST:PORT", name_));
    }
    host_ = host;
}

DatabaseSource::Opened DatabaseSource::open() const {
    if (port_ == 0) return open_folder();
    try {
        Opened opened{Xapian::Remote::open(host_, port_, answer_timeout, connect_timeout), ""};
        check_schema(opened.database, name_);
        return opened;
    } catch (const Xapian::NetworkError& error) {
        throw down(error);
    }
}

// Tries again if another generation was published and this one removed in the meantime, because the
// opened one may then lack tables.
DatabaseSource::Opened DatabaseSource::open_folder() const {
    const DatabaseFolder folder(name_);
    while (true) {
        const std::string path = folder.current();
        try {
            Opened opened{open_generation(path), identity_of(path)};
            if (folder.current() != path) continue;
            check_schema(opened.database, name_);
            return opened;
        } catch (const Xapian::Error&) {
            if (folder.current() == path) throw;
        }
    }
}

std::string DatabaseSource::identity() const {
    return port_ == 0 ? identity_of(DatabaseFolder(name_).current()) : "";
}

bool DatabaseSource::caused(const Xapian::NetworkError& error) const {
    // The error names the server only in this form.
    return port_ != 0 &&
           error.get_context().find(fmt::format("({}:{})", host_, port_)) != std::string::npos;
}

ServerDown DatabaseSource::down(const Xapian::NetworkError& error) const {
    const std::string reason = error.get_error_string() == nullptr
                                   ? error.get_msg()
                                   : std::string(error.get_error_string());
    // Each release series of Xapian has its own protocol.
    if (reason.starts_with(other_protocol)) {
        const std::string failure =
            fmt::format("{}: the server speaks another version of Xapian's remote protocol", name_);
        return ServerDown(fmt::format("{} ({}); install the same release series of Xapian on both "
                                      "sides, or answer without it with --partial",
                                      failure, reason),
                          failure);
    }
    const std::string failure = fmt::format("{}: the server does not answer", name_);
    return ServerDown(
        fmt::format("{} ({}); start xapian-tcpsrv there, or answer without it with --partial",
                    failure, reason),
        failure);
}

}  // namespace crib
