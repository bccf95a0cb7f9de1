#include "query/config.h"

#include <filesystem>

#include "indexer/text/error.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

using crib::TemporaryFolder;

TEST_CASE("a configuration is read without its comments") {
    const TemporaryFolder folder;
    folder.write("config.toml", "# all\nlimit = 5  # few\nformat = \"{path}#{anchor}\" # x\n\n");
    CHECK(crib::read_config(folder.path("config.toml")) ==
          "\nlimit = 5  \nformat = \"{path}#{anchor}\" \n\n");
}

TEST_CASE("a quote inside of a string of the other kind ends nothing") {
    const TemporaryFolder folder;
    folder.write("config.toml", R"(a = "it's # \" b" # c)");
    CHECK(crib::read_config(folder.path("config.toml")) == "a = \"it's # \\\" b\" \n");
}

TEST_CASE("a backslash ends no string of single quotes") {
    const TemporaryFolder folder;
    folder.write("config.toml", R"(a = '\' # b)");
    CHECK(crib::read_config(folder.path("config.toml")) == "a = '\\' \n");
}

TEST_CASE("no configuration is needed") {
    const TemporaryFolder folder;
    CHECK_FALSE(crib::read_config(folder.path("config.toml")));
    CHECK_FALSE(crib::read_config(""));
}

TEST_CASE("a configuration may be a link") {
    const TemporaryFolder folder;
    folder.write("dotfiles/crib.toml", "limit = 5\n");
    std::filesystem::create_symlink("dotfiles/crib.toml", folder.path("config.toml"));
    CHECK(crib::read_config(folder.path("config.toml")) == "limit = 5\n");
}

TEST_CASE("a string without an end is an error that says where") {
    const TemporaryFolder folder;
    folder.write("config.toml", "limit = 5\nformat = \"{path}\n");
    CHECK_THROWS_WITH(crib::read_config(folder.path("config.toml")), "line 2: a string has no end");
}

TEST_CASE("a configuration that is not a file is an error") {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder.path("config.toml"));
    CHECK_THROWS_WITH(crib::read_config(folder.path("config.toml")), "cannot be read");
}
