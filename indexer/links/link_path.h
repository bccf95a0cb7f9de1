#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/note/note.h"

// Reads where a link leads, and handles the paths in it.
namespace crib {

std::string file_name(const std::string& path);
std::string folder_of(const std::string& path);

// Joins `path`, which counts from `folder`, to a path from the root. Nothing if it leads out of the
// tree.
std::optional<std::string> joined_path(const std::string& folder, std::string_view path);

// Whether a destination begins with a scheme: "https:", "mailto:", "xref:". A path such as "c:/x"
// does not.
bool has_scheme(std::string_view destination);

// The parts of an ordinary link's destination.
struct Address {
    enum class Kind {
        plain,
        site,       // counts from the root of the note's site: `~/a.md`, `@/a.md`, `@site/a.md`
        reference,  // names a page of the site: `{{< ref "a.md" >}}`, `{% link a.md %}`
        unknown,    // only a generator knows it: `{{ url }}/a`
    };

    bool own = false;                 // the link leads into its own note
    std::optional<std::string> path;  // from the root; nothing if `own`, or if it leads out
    std::string fragment;
    Kind kind = Kind::plain;
    std::string written;  // the path as written, decoded
};

// `from` is the note that the link stands in.
Address address_of(const Link& link, const std::string& from);

// The parts of `[[name#outer#heading|label]]`: a note and a heading in it. Either may be empty.
struct WikiName {
    std::string name;
    std::string heading;             // all behind the first `#`
    std::vector<std::string> steps;  // the same, cut at each `#`
};

WikiName wiki_name(const Link& link);
// The parts of `[[label|name#heading]]`, as the wikis of GitHub and GitLab have it. Nothing if
// there is no bar.
std::optional<WikiName> wiki_name_behind_bar(const Link& link);

// Whether a wiki link's name counts from the folder of its note: `./name`, `../name`.
bool is_relative(std::string_view name);
// The first and the last line that a fragment names, as forges have it: `L3`, `L3-L5`, `L3C1-L5C2`.
std::optional<std::pair<int, int>> lines_named_by(std::string_view fragment);

}  // namespace crib
