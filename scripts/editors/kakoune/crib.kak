# Look up notes with crib.
#
#   :crib WORDS        list the places for a query; with no words, the map. Options of crib come first.
#   :crib-selection    the same for what is selected
#   <ret> on a place   open it; :crib-next and :crib-previous open the others
#
# The shell commands take words from quoted variables, never from the text of a command.

declare-option -docstring "the program crib, and its first arguments" str-list crib_command crib
declare-option -docstring "the client in which places are opened" str jumpclient
declare-option -docstring "the client in which places are listed" str toolsclient
declare-option -hidden int crib_line 0

define-command crib -params .. -docstring "crib [<options>] [<words>]: list the places for words, or the map" %{
    evaluate-commands -try-client %opt{toolsclient} %sh{
        quoted() { printf "'%s'" "$(printf %s "$1" | sed "s/'/''/g")"; }
        eval "run() { $kak_quoted_opt_crib_command \"\$@\"; }"
        errors=$(mktemp)
        places=$(run --format '{path}:{line}:{column}\t{label}' "$@" 2>"$errors")
        status=$?
        said=$(cat "$errors")
        rm -f "$errors"
        if [ $status != 0 ]; then
            printf 'fail -- %s\n' "$(quoted "$said")"
            exit
        fi
        printf 'crib-show %s %s\n' "$(quoted "$places")" "$(quoted "$said")"
    }
}

define-command crib-selection -docstring "list the places for what is selected" %{
    crib -- %val{selection}
}

define-command -hidden crib-show -params 2 %{
    edit! -scratch *crib*
    set-option buffer filetype crib
    set-option buffer crib_line 0
    evaluate-commands -save-regs '"' %{
        set-register dquote %arg{1}
        execute-keys '%Rgg'
    }
    echo -- %arg{2}
}

# crib finds the file by the name that it printed, whatever characters the name has.
define-command -hidden crib-jump %{
    set-option buffer crib_line %val{cursor_line}
    execute-keys 'x'
    evaluate-commands -try-client %opt{jumpclient} %sh{
        quoted() { printf "'%s'" "$(printf %s "$1" | sed "s/'/''/g")"; }
        name=${kak_selection%%	*}
        column=${name##*:}
        line=${name%:*}
        line=${line##*:}
        eval "run() { $kak_quoted_opt_crib_command \"\$@\"; }"
        if path=$(VISUAL='printf %s.' run --open --show "$name" 2>&1); then
            printf 'edit -existing -- %s %s %s\n' "$(quoted "${path%.}")" "$line" "$column"
        else
            printf 'fail -- %s\n' "$(quoted "$path")"
        fi
    }
    try %{ focus %opt{jumpclient} }
}

define-command -hidden crib-jump-by -params 1 %{
    evaluate-commands -try-client %opt{jumpclient} %{
        buffer *crib*
        set-option -add buffer crib_line %arg{1}
        execute-keys "%opt{crib_line}g"
        crib-jump
    }
}

define-command crib-next -docstring "open the next place" %{ crib-jump-by 1 }
define-command crib-previous -docstring "open the place before" %{ crib-jump-by -1 }

hook -group crib global WinSetOption filetype=crib %{
    add-highlighter window/crib group
    add-highlighter window/crib/ regex '^([^\t\n]+):(\d+):(\d+)\t' 1:cyan 2:green 3:green
    add-highlighter window/crib/ line %{%opt{crib_line}} default+b
    hook -group crib buffer NormalKey <ret> crib-jump
    hook -once -always window WinSetOption filetype=.* %{
        remove-highlighter window/crib
        remove-hooks buffer crib
    }
}
