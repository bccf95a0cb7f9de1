# Completion of crib, crib-index and crib-fzf for bash.

# Completes `cur` from the lines of standard input. Quotes a line with spaces for the shell.
_crib_lines() {
    local line
    while IFS= read -r line; do
        [[ $line = "$cur"* ]] && COMPREPLY+=("$(printf %q "$line")")
    done
}

# Completes `cur` from words.
_crib_words() {
    local IFS=$' \t\n'
    # shellcheck disable=SC2207  # words without spaces
    COMPREPLY+=($(compgen -W "$*" -- "$cur"))
}

_crib_files() {
    compopt -o filenames 2>/dev/null
    local IFS=$'\n'
    # shellcheck disable=SC2207  # a line each
    COMPREPLY+=($(compgen "$1" -- "$cur"))
}

# Runs crib on the databases that the command line names.
_crib_ask() {
    local i database
    local -a databases=()
    for ((i = 1; i < COMP_CWORD; ++i)); do
        case ${COMP_WORDS[i]} in
            -d | --db)
                [[ ${COMP_WORDS[i + 1]} = '=' ]] && ((++i))
                # The word as it was typed, with its quotes.
                database=${COMP_WORDS[i + 1]/#\~/$HOME}
                databases+=(-d "${database//[\"\'\\]/}")
                ;;
        esac
    done
    crib "${databases[@]}" "$@" 2>/dev/null
}

# The word before the completed word. Splits `--option=value` into its parts.
_crib_parse() {
    cur=${COMP_WORDS[COMP_CWORD]}
    prev=${COMP_WORDS[COMP_CWORD - 1]}
    [[ $cur != '=' ]] || cur=
    [[ $prev != '=' ]] || prev=${COMP_WORDS[COMP_CWORD - 2]}
    [[ ${COMP_WORDS[COMP_CWORD]} != '=' ]] || prev=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
}

# Whether the query begins before the completed word. The pattern matches the options that take a value.
_crib_in_query() {
    local i word
    for ((i = 1; i < COMP_CWORD; ++i)); do
        word=${COMP_WORDS[i]}
        [[ $word != -- ]] || return 0
        if [[ $word =~ ^($1)$ ]]; then
            ((++i))
            [[ ${COMP_WORDS[i]} != '=' ]] || ((++i))
        elif [[ $word != -?* ]]; then
            return 0
        elif [[ ${COMP_WORDS[i + 1]} = '=' ]]; then
            ((i += 2))
        fi
    done
    return 1
}

# Whether `--` stands before the completed word.
_crib_after_dashes() {
    local i
    for ((i = 1; i < COMP_CWORD; ++i)); do
        [[ ${COMP_WORDS[i]} != -- ]] || return 0
    done
    return 1
}

# Completes the value of an option that limits the search. Fails if `prev` is no such option.
_crib_searched() {
    case $prev in
        -d | --db | --root) _crib_files -d ;;
        -k | --kind) _crib_words all question section ;;
        -g | --group) _crib_lines < <(_crib_ask --groups | cut -f 2-) ;;
        *) return 1 ;;
    esac
}

_crib() {
    local cur prev
    _crib_parse
    _crib_after_dashes && return
    case $prev in
        -f | --format) _crib_words text grep tsv json link url ;;
        --show | --links-to)
            _crib_lines < <(_crib_ask -f link | sort -u)
            _crib_files -f
            ;;
        --color) _crib_words auto always never ;;
        --hyperlink-format)
            _crib_words default none cursor file grep+ kitty macvim textmate vscode vscode-insiders vscodium
            ;;
        -n | --limit | --shuffle) ;;
        *)
            _crib_searched && return
            # Among the words of a query, only a word that begins with a dash may become an option.
            [[ $cur != -* ]] &&
                _crib_in_query '-[dnkgf]|--(db|limit|kind|group|format|show|links-to|root|color|hyperlink-format)' &&
                return
            _crib_words --db --limit --kind --group --groups --format --null --prefix --no-spelling \
                --shuffle --show --links-to --open --batch --root --explain --partial --color --hyperlink-format --version \
                --help
            ;;
    esac
}

_crib_index() {
    local cur prev
    _crib_parse
    case $prev in
        -d | --db) _crib_files -d ;;
        --forget) _crib_lines < <(crib-index --list 2>/dev/null | cut -f 2-) ;;
        --files-from) _crib_files -f ;;
        --color) _crib_words auto always never ;;
        --anchors) _crib_words github docutils mkdocs pandoc mdbook vitepress docusaurus hugo kramdown auto ;;
        --format) _crib_words text github ;;
        --synonyms) _crib_files -f ;;
        --name | --language | --url | --exclude | -j | --jobs | --wait) ;;
        *)
            if [[ $cur = -* ]]; then
                _crib_words --db --check --strict --orphans --format --rebuild --watch --forget --list --name --anchors \
                    --url --language --synonyms --exclude --files-from --no-ignore --jobs --wait --quiet --verbose --json --color --version --help
            else
                _crib_files -d
            fi
            ;;
    esac
}

_crib_fzf() {
    local cur prev
    _crib_parse
    _crib_in_query '-[dkg]|--(db|kind|group|root)' && return
    [[ $prev != --shuffle ]] || return
    _crib_searched || _crib_words --db --kind --group --shuffle --root --no-spelling --partial --version --help
}

complete -F _crib crib
complete -F _crib_index crib-index
complete -F _crib_fzf crib-fzf
