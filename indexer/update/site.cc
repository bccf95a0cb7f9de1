#include "indexer/update/site.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <span>
#include <string_view>
#include <system_error>

#include "indexer/files/text_file.h"
#include "indexer/text/error.h"
#include "indexer/text/spaces.h"
#include "indexer/text/unicode.h"

namespace crib {
namespace {

namespace fs = std::filesystem;

// What a file must hold, because other programs have files of that name.
enum class Proof { none, hugo, sphinx, jekyll };

struct Sign {
    std::string_view file;
    std::string_view anchors;
    Proof proof = Proof::none;
};

// The files by which generators know their sites.
constexpr auto signs = std::to_array<Sign>({
    {"mkdocs.yml", "mkdocs"},
    {"mkdocs.yaml", "mkdocs"},
    {"book.toml", "mdbook"},
    {"docusaurus.config.js", "docusaurus"},
    {"docusaurus.config.ts", "docusaurus"},
    {"docusaurus.config.mjs", "docusaurus"},
    {"docusaurus.config.cjs", "docusaurus"},
    {"docusaurus.config.mts", "docusaurus"},
    {"docusaurus.config.cts", "docusaurus"},
    {".vitepress", "vitepress"},
    {"hugo.toml", "hugo"},
    {"hugo.yaml", "hugo"},
    {"hugo.yml", "hugo"},
    {"hugo.json", "hugo"},
    {"config.toml", "hugo", Proof::hugo},
    {"config.yaml", "hugo", Proof::hugo},
    {"config.yml", "hugo", Proof::hugo},
    {"config.json", "hugo", Proof::hugo},
    {"config/_default/hugo.toml", "hugo"},
    {"config/_default/hugo.yaml", "hugo"},
    {"config/_default/config.toml", "hugo", Proof::hugo},
    {"config/_default/config.yaml", "hugo", Proof::hugo},
    {"_config.yml", "kramdown", Proof::jekyll},
    {"_config.yaml", "kramdown", Proof::jekyll},
    {"_config.toml", "kramdown", Proof::jekyll},
    {"conf.py", "docutils", Proof::sphinx},
});

// The key that a line of a configuration sets, such as `title` in `title: x`; in lower case.
std::string key_of(std::string_view line) {
    const std::size_t end = line.find_first_of("=:");
    if (end == std::string_view::npos) return {};
    std::string_view key = trimmed(line.substr(0, end));
    if (key.size() > 2 && key.front() == '"' && key.back() == '"') {
        key = key.substr(1, key.size() - 2);
    }
    return lower(key);
}

// Whether a line of the text sets one of the keys.
bool sets(std::string_view text, std::span<const std::string_view> keys) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (std::ranges::find(keys, key_of(text.substr(at, end - at))) != keys.end()) return true;
        at = end + 1;
    }
    return false;
}

bool proves(std::string_view text, Proof proof) {
    static constexpr auto hugo = std::to_array<std::string_view>(
        {"baseurl", "languagecode", "defaultcontentlanguage", "contentdir", "disablekinds",
         "enablegitinfo", "publishdir"});
    static constexpr auto sphinx = std::to_array<std::string_view>(
        {"project", "extensions", "html_theme", "source_suffix", "master_doc", "root_doc"});
    // Hexo, Jupyter Book.
    static constexpr auto others = std::to_array<std::string_view>(
        {"source_dir", "public_dir", "execute", "sphinx", "launch_buttons"});
    switch (proof) {
        case Proof::hugo:
            return sets(text, hugo);
        case Proof::sphinx:
            return sets(text, sphinx);
        case Proof::jekyll:
            return !sets(text, others);
        case Proof::none:
            break;
    }
    return true;
}

bool is_of_site(const fs::path& path, Proof proof) {
    std::error_code error;
    if (!fs::exists(path, error)) return false;
    if (proof == Proof::none) return true;
    try {
        return proves(read_text(path.string()), proof);
    } catch (const Error&) {
        return false;
    }
}

}  // namespace

Site site_of(const std::string& folder, const std::string& home) {
    std::error_code error;
    for (fs::path place = folder;; place = place.parent_path()) {
        for (const Sign& sign : signs) {
            const fs::path path = place / sign.file;
            if (is_of_site(path, sign.proof)) return {std::string(sign.anchors), path.string()};
        }
        const bool last = place == place.parent_path() || place.string() == home ||
                          fs::exists(place / ".git", error);
        if (last) return {};
    }
}

}  // namespace crib
