#include "indexer/update/site.h"

#include <string>
#include <utility>

#include "tests/catch.h"
#include "tests/temporary_folder.h"

using crib::Site;
using crib::site_of;

namespace {

// The style of a site whose folder holds that file.
std::string style(const std::string& file, const std::string& text) {
    const crib::TemporaryFolder folder;
    folder.write(".git/HEAD", "");
    folder.write(file, text);
    folder.write("docs/a.md", "");
    return site_of(folder.path("docs"), "").anchors;
}

}  // namespace

TEST_CASE("the configuration of a site says how it makes anchors") {
    CHECK(style("mkdocs.yml", "site_name: x\n") == "mkdocs");
    CHECK(style("book.toml", "") == "mdbook");
    CHECK(style("docusaurus.config.ts", "") == "docusaurus");
    CHECK(style(".vitepress/config.js", "") == "vitepress");
    CHECK(style("hugo.toml", "") == "hugo");
    CHECK(style("config/_default/hugo.yaml", "") == "hugo");
    CHECK(style("_config.yml", "title: x\n") == "kramdown");
    CHECK(style("conf.py", "project = 'x'\n") == "docutils");
}

TEST_CASE("a file of that name may belong to another program") {
    CHECK(style("config.toml", "baseURL = \"https://x.org\"\n") == "hugo");
    CHECK(style("config.json", "{\n  \"baseURL\": \"https://x.org\"\n}\n") == "hugo");
    CHECK(style("config.toml", "base_url = \"https://x.org\"\n").empty());
    CHECK(style("conf.py", "port = 80\n").empty());
    CHECK(style("_config.yml", "public_dir: out\n").empty());
    CHECK(style("mkdocs.txt", "").empty());
}

TEST_CASE("the nearest configuration counts, up to the repository or the home") {
    const crib::TemporaryFolder folder;
    folder.write("book.toml", "");
    folder.write("home/mkdocs.yml", "");
    folder.write("home/me/work/notes/a.md", "");
    CHECK(site_of(folder.path("home/me/work/notes"), "") ==
          Site{"mkdocs", folder.path("home/mkdocs.yml")});
    CHECK(site_of(folder.path("home/me/work/notes"), folder.path("home/me")) == Site());
    folder.write("home/me/work/.git", "");
    CHECK(site_of(folder.path("home/me/work/notes"), "") == Site());
    folder.write("home/me/work/hugo.toml", "");
    CHECK(site_of(folder.path("home/me/work/notes"), "").anchors == "hugo");
}
