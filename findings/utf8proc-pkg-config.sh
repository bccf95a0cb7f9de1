#!/bin/bash
# Debian 12's utf8proc 2.8.0 tells pkg-config that it is 2.6.0
#
# Package: libutf8proc-dev 2.8.0-1 and libutf8proc2 2.8.0-1 (Debian 12).
# One expects: `pkg-config --modversion libutf8proc` prints the library's version, so that a build can
# ask for `libutf8proc >= 2.8` (2.8 brought Unicode 15).
# What happens: the .pc file says 2.6.0. The library says 2.8.0 at run time, and so does its header.
# A build that asks pkg-config for 2.8 refuses a library that has it; a program that must know which
# Unicode tables it runs with has to ask utf8proc_version() or utf8proc_unicode_version().
#
# Needs apt-get, dpkg-deb, pkg-config and a C compiler. Installs nothing outside of its own folder.
set -eu

folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
cd -- "$folder"
apt-get download -q libutf8proc-dev=2.8.0-1 libutf8proc2=2.8.0-1 >/dev/null 2>download.log || { cat download.log >&2; exit 2; }
for package in ./*.deb; do
    dpkg-deb --extract "$package" root
done
lib=$(dirname "$(find root -name libutf8proc.pc)")/..

cat >version.c <<'C'
#include <stdio.h>
#include <utf8proc.h>

int main(void) {
    printf("header %d.%d.%d\n", UTF8PROC_VERSION_MAJOR, UTF8PROC_VERSION_MINOR, UTF8PROC_VERSION_PATCH);
    printf("library %s, Unicode %s\n", utf8proc_version(), utf8proc_unicode_version());
    return 0;
}
C
cc -Iroot/usr/include version.c -L"$lib" -lutf8proc -o version
{
    echo "pkg-config $(PKG_CONFIG_PATH=$lib/pkgconfig pkg-config --modversion libutf8proc)"
    LD_LIBRARY_PATH=$lib ./version
} >seen
cat seen

diff - seen <<'SEEN'
pkg-config 2.6.0
header 2.8.0
library 2.8.0, Unicode 15.0.0
SEEN
