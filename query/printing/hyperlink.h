#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/braces.h"

namespace crib {

// What a hyperlink says besides its place: the same for a whole run.
struct HyperlinkHost {
    std::string name;        // of the machine
    std::string wsl_distro;  // of Windows' subsystem for Linux; empty elsewhere
    std::string folder;      // the working directory, which paths are relative to
};

// Addresses of places in notes, for links that a terminal opens.
class Hyperlinks {
  public:
    // None.
    Hyperlinks() = default;
    // `format` is one of ripgrep's: an alias such as vscode, or an address with the variables
    // {path}, {line}, {column}, {host} and {wslprefix}. Throws Error, which lists what there is,
    // for any other.
    Hyperlinks(std::string_view format, HyperlinkHost host);

    // Of a place; empty where there are no hyperlinks.
    std::string address(const std::string& path, int line, int column) const;

  private:
    std::vector<TemplatePart> parts_;
    HyperlinkHost host_;
};

// A text that leads to an address on terminals that know how (OSC 8), the bare text where there is
// no address. No byte of the address can end the sequence.
std::string hyperlink(std::string_view text, std::string_view address);

}  // namespace crib
