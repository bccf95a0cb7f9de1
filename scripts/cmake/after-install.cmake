# Some programs do not look for their files below the prefix. This prints the line that each of them
# needs.
#
# It runs at the end of an installation, and knows CMAKE_INSTALL_PREFIX. It prints nothing for a
# package, because a package is installed elsewhere first.
if(DEFINED ENV{DESTDIR} OR CMAKE_INSTALL_PREFIX MATCHES "(^|/)usr$")
  return()
endif()

set(share "${CMAKE_INSTALL_PREFIX}/share")
if(NOT ":$ENV{PATH}:" MATCHES ":${CMAKE_INSTALL_PREFIX}/bin:")
  list(APPEND lines "the shell, in ~/.profile" "PATH=${CMAKE_INSTALL_PREFIX}/bin:$PATH")
endif()
list(APPEND lines "Vim, in ~/.vimrc" "set packpath^=${share}/vim/vimfiles")
if(NOT CMAKE_INSTALL_PREFIX STREQUAL "/usr/local")
  if(NOT CMAKE_INSTALL_PREFIX STREQUAL "$ENV{HOME}/.local")
    list(APPEND lines "Neovim, in init.vim" "set packpath^=${share}/nvim/site")
  endif()
  list(APPEND lines
    "Emacs, in its init file" "(add-to-list 'load-path \"${share}/emacs/site-lisp\")"
    "zsh, in ~/.zshrc before compinit" "fpath=(${share}/zsh/site-functions $fpath)")
endif()

message("These programs look for their files elsewhere. Each that you use needs one line:")
while(lines)
  list(POP_FRONT lines where line)
  message("  ${where}:\n    ${line}")
endwhile()
