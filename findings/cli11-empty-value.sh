#!/bin/bash
# CLI11 reads `--name= word` as `--name word`
#
# Package: libcli11-dev 2.1.2+ds-1 (Debian 12), which is headers only.
# One expects: `--name=` gives the option an empty value, as it does with getopt_long and argparse, and
# as `--name ''` does with CLI11. Scripts write `--name="$variable"`.
# What happens: nothing stands behind the =, so CLI11 takes the next word of the command line for the
# value. That word is then missing among the operands. With an unset variable the program works on
# something else, and says nothing.
#
# Needs apt-get, dpkg-deb and a C++ compiler. Installs nothing outside of its own folder.
set -eu

folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
cd -- "$folder"
apt-get download -q libcli11-dev=2.1.2+ds-1 >/dev/null 2>download.log || {
    cat download.log >&2
    exit 2
}
dpkg-deb --extract ./libcli11-dev_*.deb root

cat >options.cc <<'C'
#include <iostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

int main(int argc, char** argv) {
    CLI::App app;
    std::string name = "not given";
    std::vector<std::string> words;
    app.add_option("--name", name);
    app.add_option("words", words);
    CLI11_PARSE(app, argc, argv);
    std::cout << "name \"" << name << "\", " << words.size() << " words\n";
}
C
c++ -std=c++17 -Iroot/usr/include options.cc -o options
{
    ./options --name=green tea pot
    ./options --name '' tea pot
    ./options --name= tea pot
} >seen
cat seen

diff - seen <<'SEEN'
name "green", 2 words
name "", 2 words
name "tea", 1 words
SEEN
