" The picker in fzf: crib ranks, fzf shows.

" A record of crib for fzf. The path is last, because it may hold the separator of the other fields.
let s:record = '{line}\t{column}\t{label}\t{path}'
let s:keys = {'': 'buffer', 'ctrl-x': 'sbuffer', 'ctrl-v': 'vertical sbuffer', 'ctrl-t': 'tab sbuffer'}

function! crib#pick#fzf#open(options, query, map) abort
  let l:script = tempname()
  call writefile(s:script(a:options), l:script)
  let l:run = 'sh ' . l:script
  call fzf#run(fzf#wrap('crib', {
        \ 'source': l:run . ' find ' . s:quote(a:query),
        \ 'sink*': function('s:accept'),
        \ 'options': ['--disabled', '--no-multi', '--read0', '--prompt', 'crib> ', '--query', a:query,
        \   '--delimiter', '\t', '--with-nth', '3', '--expect', 'ctrl-x,ctrl-v,ctrl-t',
        \   '--bind', 'change:reload:' . l:run . ' find {q}',
        \   '--preview', l:run . ' show {1} {4..}'] + s:fresh_preview()}))
endfunction

" While a person types fast, fzf may show the preview of an earlier line. Since 0.36 an option prevents that.
function! s:fresh_preview() abort
  let l:version = matchlist(system('fzf --version'), '^\(\d\+\)\.\(\d\+\)')
  let l:knows = !empty(l:version) && (l:version[1] > 0 || l:version[2] >= 36)
  return l:knows ? ['--bind', 'load:refresh-preview'] : []
endfunction

" The command that fzf runs, in any shell. It holds the name of a script that this file writes, the typed text,
" and fields that fzf quotes. It holds no word of a user's options, because fzf might find a {} in one.
function! s:script(options) abort
  let l:find = crib#arguments#command(['--null', '--prefix', '--format', s:record] + a:options)
  return [
        \ 'case $1 in',
        \ 'show) exec ' . s:join(crib#arguments#command(['--color', 'always', '--show'])) . ' "$3:$2" ;;',
        \ 'esac',
        \ 'case $2 in',
        \ '*[![:space:]]*) ' . s:join(l:find) . ' --limit 50 -- "$2" ;;',
        \ '*) ' . s:join(l:find) . ' ;;',
        \ 'esac || true']
endfunction

function! s:join(words) abort
  return join(map(copy(a:words), {_, word -> s:quote(word)}))
endfunction

function! s:quote(word) abort
  return "'" . substitute(a:word, "'", "'\\\\''", 'g') . "'"
endfunction

" The lines from fzf: the key, then the record. A record has several lines if its path has.
function! s:accept(lines) abort
  let l:parts = matchlist(join(a:lines[1:], "\n"), '^\(\d\+\)\t\(\d\+\)\t[^\t]*\t\(\_.*\)$')
  if !empty(l:parts)
    let l:path = l:parts[3] =~# '^/' ? l:parts[3] : getcwd() . '/' . l:parts[3]
    let l:place = {'path': l:path, 'line': str2nr(l:parts[1]), 'column': str2nr(l:parts[2])}
    call crib#pick#go(l:place, s:keys[a:lines[0]])
  endif
endfunction
