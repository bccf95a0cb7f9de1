#include "query/editor.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "indexer/text/error.h"

namespace crib {
namespace {

// How an editor takes the line.
enum class Syntax {
    plus_end,  // +LINE -- PATH
    plus,      // +LINE PATH
    go_to,     // --goto PATH:LINE:COLUMN
    colons,    // PATH:LINE:COLUMN
    none,      // PATH
};

struct Editor {
    std::string_view name;
    Syntax syntax;
};

constexpr std::array editors = {
    Editor{"vi", Syntax::plus_end},   Editor{"vim", Syntax::plus_end},
    Editor{"nvim", Syntax::plus_end}, Editor{"gvim", Syntax::plus_end},
    Editor{"nano", Syntax::plus_end}, Editor{"emacs", Syntax::plus_end},
    Editor{"kak", Syntax::plus},      Editor{"emacsclient", Syntax::plus_end},
    Editor{"micro", Syntax::plus},    Editor{"joe", Syntax::plus},
    Editor{"code", Syntax::go_to},    Editor{"code-insiders", Syntax::go_to},
    Editor{"codium", Syntax::go_to},  Editor{"cursor", Syntax::go_to},
    Editor{"hx", Syntax::colons},     Editor{"helix", Syntax::colons},
    Editor{"subl", Syntax::colons},   Editor{"zed", Syntax::colons},
};

Syntax syntax_of(std::string_view program) {
    // Drops the suffix: Debian has vim.tiny, vim.basic and others.
    std::string_view name = program.substr(program.rfind('/') + 1);
    name = name.substr(0, name.find('.'));
    const auto* const editor = std::ranges::find(editors, name, &Editor::name);
    return editor == editors.end() ? Syntax::none : editor->syntax;
}

// Splits a command into words as a shell would, with words and quotes only.
class WordSplitter {
  public:
    explicit WordSplitter(std::string_view text) : text_(text) {}

    std::vector<std::string> words() {
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == ' ' || c == '\t' || c == '\n') {
                end_word();
            } else if (c == '\'' || c == '"') {
                in_word_ = true;
                take_quoted(c);
            } else {
                if (c == '\\' && at_ + 1 < text_.size()) ++at_;
                in_word_ = true;
                word_ += text_[at_];
            }
        }
        end_word();
        return words_;
    }

  private:
    void end_word() {
        if (in_word_) words_.push_back(word_);
        word_.clear();
        in_word_ = false;
    }

    // In double quotes a backslash escapes the quote and itself. In single quotes it escapes
    // nothing.
    void take_quoted(char quote) {
        for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
            const bool escape = quote == '"' && text_[at_] == '\\' && at_ + 1 < text_.size() &&
                                (text_[at_ + 1] == '"' || text_[at_ + 1] == '\\');
            if (escape) ++at_;
            word_ += text_[at_];
        }
        if (at_ == text_.size()) {
            throw Error(fmt::format("the editor {}: a quote has no end", text_));
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string word_;
    bool in_word_ = false;
    std::vector<std::string> words_;
};

}  // namespace

std::vector<std::string> editor_command(std::string_view editor, const std::string& path, int line,
                                        int column) {
    std::vector<std::string> command = WordSplitter(editor).words();
    if (command.empty() || command.front().empty()) {
        throw Error("no editor is known; set VISUAL or EDITOR, as in EDITOR=vim");
    }
    // The path must not look like an option or a line number.
    const bool is_plain = !path.starts_with('-') && !path.starts_with('+');
    const std::string file = is_plain ? path : "./" + path;
    const std::string place = fmt::format("{}:{}:{}", file, line, column);
    const std::string go_to_line = fmt::format("+{}", line);
    std::vector<std::string> arguments;
    switch (syntax_of(command.front())) {
        case Syntax::plus_end:
            arguments = {go_to_line, "--", file};
            break;
        case Syntax::plus:
            arguments = {go_to_line, file};
            break;
        case Syntax::go_to:
            arguments = {"--goto", place};
            break;
        case Syntax::colons:
            arguments = {place};
            break;
        case Syntax::none:
            arguments = {file};
            break;
    }
    command.insert(command.end(), arguments.begin(), arguments.end());
    return command;
}

}  // namespace crib
