#!/bin/bash
# Xapian reads a glass table that it may not open as an empty one, and compacts a database without it
#
# Package: libxapian-dev and libxapian30 1.4.22-1 (Debian 12).
# One expects: a database with a table that exists but cannot be opened (here EACCES: a backup whose
# owner or mode is wrong; EIO, EMFILE and ENFILE take the same way) fails to open, or throws when the
# table is read, as it does for postlist.glass.
# What happens: for docdata.glass and position.glass there is no error at all. get_data() returns an
# empty string, a document has no positions, and compact() makes a copy that has lost both for good
# and says nothing. Only a missing table was meant: these two are made when something is stored in
# them. Whoever replaces a database by its compacted copy must compare the two.
#
# Needs apt-get, dpkg-deb and a C++ compiler. Installs nothing outside of its own folder. As root it
# reads as another user, because nothing is closed to root.
set -eu

folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
chmod 755 "$folder"
cd -- "$folder"
apt-get download -q libxapian-dev=1.4.22-1 libxapian30=1.4.22-1 >/dev/null 2>download.log || {
    cat download.log >&2
    exit 2
}
for package in ./*.deb; do
    dpkg-deb --extract "$package" root
done
lib=$(dirname "$(find root -name 'libxapian.so.30')")

cat >read.cc <<'C'
#include <sys/stat.h>
#include <unistd.h>

#include <iostream>
#include <iterator>
#include <string>

#include <xapian.h>

namespace {

void show(const std::string& name, const Xapian::Database& database) {
    std::cout << name << ": data \"" << database.get_document(1).get_data() << "\", positions "
              << std::distance(database.positionlist_begin(1, "tea"), database.positionlist_end(1, "tea"))
              << "\n";
}

}  // namespace

int main() {
    {
        Xapian::WritableDatabase database("whole", Xapian::DB_CREATE);
        Xapian::Document document;
        document.add_posting("tea", 1);
        document.set_data("kettle");
        database.add_document(document);
        database.commit();
    }
    const bool is_root = geteuid() == 0;
    mkdir("writable", 0777);
    chmod("writable", 0777);
    if (is_root && seteuid(65534) != 0) return 2;
    show("whole", Xapian::Database("whole"));
    if (is_root && seteuid(0) != 0) return 2;

    for (const char* table : {"whole/docdata.glass", "whole/position.glass"}) chmod(table, 0);
    if (is_root && seteuid(65534) != 0) return 2;
    Xapian::Database unreadable("whole");
    show("two tables unreadable", unreadable);
    unreadable.compact("writable/copy");
    show("its compacted copy", Xapian::Database("writable/copy"));

    if (is_root && seteuid(0) != 0) return 2;
    chmod("whole/postlist.glass", 0);
    if (is_root && seteuid(65534) != 0) return 2;
    try {
        show("three", Xapian::Database("whole"));
    } catch (const Xapian::Error& error) {
        std::cout << "postlist unreadable, too: " << error.get_type() << "\n";
    }
}
C
c++ -std=c++17 -Iroot/usr/include read.cc -L"$lib" -l:libxapian.so.30 -o read
LD_LIBRARY_PATH=$lib ./read >seen
cat seen

diff - seen <<'SEEN'
whole: data "kettle", positions 1
two tables unreadable: data "", positions 0
its compacted copy: data "", positions 0
postlist unreadable, too: DatabaseOpeningError
SEEN
