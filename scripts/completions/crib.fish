# Completion of crib, crib-index and crib-fzf for fish.

# Runs crib on the databases that the command line names.
function __crib_ask
    set -l databases
    set -l words (commandline -opc)
    for i in (seq (count $words))
        if contains -- $words[$i] -d --db
            set -a databases -d $words[(math $i + 1)]
        end
    end
    crib $databases $argv 2>/dev/null
end

function __crib_groups
    __crib_ask --groups | string replace -r '^\d+\t' ''
end

function __crib_trees
    crib-index --list 2>/dev/null | string replace -r '^[^\t]*\t' ''
end

# Whether an option may stand here: for crib anywhere in front of `--`, for crib-fzf before the query.
function __crib_takes_options
    set -l words (commandline -opc)
    set -l program (basename -- $words[1])
    set -e words[1]
    if test $program = crib
        not contains -- -- $words
        return
    end
    while set -q words[1]
        if test $words[1] = -- || not string match -qr '^-.' -- $words[1]
            return 1
        end
        switch $words[1]
            case -d -n -k -g -f --db --limit --kind --group --format --show --links-to --root --color --hyperlink-format
                set -e words[1]
        end
        set -e words[1]
    end
    return 0
end

for program in crib crib-fzf
    complete -c $program -f
    complete -c $program -n __crib_takes_options -s d -l db -r -F -d 'The database'
    complete -c $program -n __crib_takes_options -s k -l kind -x -a 'all question section' -d 'Which answers'
    complete -c $program -n __crib_takes_options -s g -l group -x -a '(__crib_groups)' -d 'Only this group'
    complete -c $program -n __crib_takes_options -l root -r -F -d 'Where the notes are now'
    complete -c $program -n __crib_takes_options -l shuffle -d 'In random order'
    complete -c $program -n __crib_takes_options -l no-spelling -d 'Do not correct unknown words'
    complete -c $program -n __crib_takes_options -l partial -d 'Answer even if a server is down'
    complete -c $program -n __crib_takes_options -s V -l version -d 'Print the version'
    complete -c $program -n __crib_takes_options -s h -l help -d 'Print help'
end
complete -c crib -n __crib_takes_options -s n -l limit -x -d 'How many answers'
complete -c crib -n __crib_takes_options -l groups -d 'List the groups'
complete -c crib -n __crib_takes_options -s f -l format -x -a 'text grep tsv json link url' -d 'How answers are printed'
complete -c crib -n __crib_takes_options -s 0 -l null -d 'End each record with NUL'
complete -c crib -n __crib_takes_options -l prefix -d 'The last word may be unfinished'
complete -c crib -n __crib_takes_options -l show -r -F -a '(__crib_ask -f link)' -d 'Print one section'
complete -c crib -n __crib_takes_options -l links-to -r -F -a '(__crib_ask -f link)' -d 'Only the questions that lead to a place'
complete -c crib -n __crib_takes_options -s o -l open -d 'Open the best answer in the editor'
complete -c crib -n __crib_takes_options -l batch -d 'Answer queries from standard input'
complete -c crib -n __crib_takes_options -l explain -d 'Print the parts of each score'
complete -c crib -n __crib_takes_options -l color -x -a 'auto always never' -d 'When to use colour'
complete -c crib -n __crib_takes_options -l hyperlink-format -x -a 'default none cursor file grep+ kitty macvim textmate vscode vscode-insiders vscodium' -d 'Links for the terminal'

complete -c crib-index -s d -l db -r -F -d 'The database'
complete -c crib-index -l check -d 'Report links that lead nowhere'
complete -c crib-index -l strict -d 'With --check: loose links too'
complete -c crib-index -l orphans -d 'With --check: sections without a question too'
complete -c crib-index -l format -x -a 'text github' -d 'The format of the report of --check'
complete -c crib-index -l rebuild -d 'Make the database anew'
complete -c crib-index -l watch -d 'Keep running, and update the database'
complete -c crib-index -l forget -x -a '(__crib_trees)' -d 'Remove a tree'
complete -c crib-index -l list -d 'Print the trees'
complete -c crib-index -l name -x -d 'The name of the tree in links'
complete -c crib-index -l color -x -a 'auto always never' -d 'When to use colour'
complete -c crib-index -l anchors -x -a 'github docutils mkdocs pandoc mdbook vitepress docusaurus hugo kramdown auto' -d 'How the site makes anchors'
complete -c crib-index -l url -x -d 'The web address of a section'
complete -c crib-index -l language -x -d 'The language of the notes'
complete -c crib-index -l synonyms -r -F -d 'More synonyms'
complete -c crib-index -l exclude -x -d 'Leave out what matches'
complete -c crib-index -l no-ignore -d 'Also index what git ignores'
complete -c crib-index -l files-from -r -F -d 'Read the paths from a file'
complete -c crib-index -s j -l jobs -x -d 'How many cores to use'
complete -c crib-index -l wait -x -d 'How long to wait for another writer'
complete -c crib-index -s q -l quiet -d 'Print errors only'
complete -c crib-index -s v -l verbose -d 'Say what is done'
complete -c crib-index -l json -d 'Print the report in JSON'
complete -c crib-index -s V -l version -d 'Print the version'
complete -c crib-index -s h -l help -d 'Print help'
