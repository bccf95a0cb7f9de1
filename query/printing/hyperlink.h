#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/braces.h"

namespace crib {

// The part of a hyperlink that stays the same for a whole run.
struct HyperlinkHost {
    std::string name;        // of the machine
    std::string wsl_distro;  // of the Windows Subsystem for Linux; empty elsewhere
    std::string folder;      // the working directory; paths are relative to it
};

// Makes the addresses of places in notes. A terminal opens them.
class Hyperlinks {
  public:
    // Makes no hyperlinks.
    Hyperlinks() = default;
    // `format` is an alias of ripgrep's, such as vscode, or an address with the variables {path},
    // {line}, {column}, {host} and {wslprefix}. Throws Error for any other format; the error lists
    // what there is.
    Hyperlinks(std::string_view format, HyperlinkHost host);

    // The address of a place; empty if there are no hyperlinks.
    std::string address(const std::string& path, int line, int column) const;

  private:
    std::vector<TemplatePart> parts_;
    HyperlinkHost host_;
};

// A text that a terminal shows as a link to an address (OSC 8). If there is no address, the bare
// text. No byte of the address can end the sequence.
std::string hyperlink(std::string_view text, std::string_view address);

}  // namespace crib
