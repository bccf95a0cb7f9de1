#!/bin/bash
# Catch2 2 and CTest: a semicolon in the name of a case makes two tests that pass without running it
#
# Package: catch2 2.13.10-1 (Debian 12), with CMake 3.25 and any C++ compiler of the system.
# One expects: catch_discover_tests() makes a test of each case. A case that fails makes a test fail.
# What happens: the names pass through a list of CMake's, which a semicolon divides. CTest gets a test
# for each half. Each runs the program with half of a name, which no case has; the program then runs
# nothing and ends with 0. So a failing case is reported as two tests that passed.
#
# Needs apt-get, dpkg-deb, cmake and a C++ compiler. Installs nothing outside of its own folder.
set -eu

folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
cd -- "$folder"
apt-get download -q catch2=2.13.10-1 >/dev/null 2>download.log || {
    cat download.log >&2
    exit 2
}
dpkg-deb --extract ./catch2_*.deb root

mkdir source
cat >source/CMakeLists.txt <<'C'
cmake_minimum_required(VERSION 3.20)
project(semicolon CXX)
set(CMAKE_CXX_STANDARD 17)
enable_testing()
find_package(Catch2 2 REQUIRED)
add_executable(cases cases.cc)
target_link_libraries(cases PRIVATE Catch2::Catch2)
include(Catch)
catch_discover_tests(cases)
C
cat >source/cases.cc <<'C'
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

TEST_CASE("tea is hot; it is not") { CHECK(1 == 2); }
C
{
    cmake -S source -B build -DCatch2_ROOT="$folder/root/usr"
    cmake --build build
} >build.log 2>&1 || {
    cat build.log >&2
    exit 2
}
{
    ctest --test-dir build | sed -n 's/^ *[0-9]*\/[0-9]* Test *#[0-9]*: *\(.*[^ .]\) \.*  *\([A-Z][a-z]*\) .*/\1: \2/p'
    build/cases >/dev/null && echo "the program: passed" || echo "the program: failed"
} >seen
cat seen

diff - seen <<'SEEN'
tea is hot: Passed
it is not: Passed
the program: failed
SEEN
