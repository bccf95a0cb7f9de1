#include "indexer/note/code_language.h"

#include <unordered_map>

#include "indexer/text/unicode.h"

namespace crib {

std::string code_language(std::string_view info) {
    static const std::unordered_map<std::string, std::string> aliases = {{"js", "javascript"},
                                                                         {"mjs", "javascript"},
                                                                         {"ts", "typescript"},
                                                                         {"py", "python"},
                                                                         {"python3", "python"},
                                                                         {"py3", "python"},
                                                                         {"pycon", "python"},
                                                                         {"bash", "sh"},
                                                                         {"shell", "sh"},
                                                                         {"console", "sh"},
                                                                         {"zsh", "sh"},
                                                                         {"shell-session", "sh"},
                                                                         {"c++", "cpp"},
                                                                         {"cc", "cpp"},
                                                                         {"cxx", "cpp"},
                                                                         {"hpp", "cpp"},
                                                                         {"rs", "rust"},
                                                                         {"golang", "go"},
                                                                         {"yml", "yaml"},
                                                                         {"ps1", "powershell"},
                                                                         {"pwsh", "powershell"},
                                                                         {"cs", "csharp"},
                                                                         {"c#", "csharp"},
                                                                         {"rb", "ruby"},
                                                                         {"md", "markdown"},
                                                                         {"hs", "haskell"},
                                                                         {"kt", "kotlin"},
                                                                         {"pl", "perl"},
                                                                         {"docker", "dockerfile"},
                                                                         {"make", "makefile"},
                                                                         {"el", "elisp"},
                                                                         {"emacs-lisp", "elisp"},
                                                                         {"viml", "vim"},
                                                                         {"vimscript", "vim"}};
    const std::size_t begin = info.find_first_not_of(" \t{.");
    if (begin == std::string_view::npos) return {};
    const std::size_t end = info.find_first_of(" \t,{}:;", begin);
    const std::string word = lower(info.substr(begin, end - begin));
    const auto alias = aliases.find(word);
    return alias == aliases.end() ? word : alias->second;
}

}  // namespace crib
