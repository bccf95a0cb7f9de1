#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

// Extensions that cmark does not know, written so that cmark reads them. Lines and columns stay.
namespace crib {

// A container of an extension: `!!! note "Title"`, `??? question "Title"`, `=== "Tab"` of MkDocs
// with their indented bodies, `::: details Title` of VitePress up to `:::`, a footnote with several
// paragraphs.
struct Extension {
    std::string title;
    std::string written;   // the line, without its indentation
    bool is_item = false;  // it is written as a list item that holds the body
    bool closes = false;   // it is `:::`, which ends a container
};

class MarkdownSource {
  public:
    explicit MarkdownSource(std::string text);

    const std::string& text() const { return text_; }
    // The extension that stands for a line, counted from 1; null if there is none.
    const Extension* extension(int line) const;
    // Code or HTML that may hold lines that stand for extensions, as it was written.
    std::string as_written(std::string text) const;
    // Makes a text of cmark's what was written.
    void unmask(std::string& text) const;
    bool is_masked() const { return masked_; }

  private:
    void write_extensions();
    void mask_math();

    std::string text_;
    bool masked_ = false;
    std::map<int, Extension> extensions_;  // by line
};

}  // namespace crib
