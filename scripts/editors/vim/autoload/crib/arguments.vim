" The words of a command line.

" Cut at white space. A backslash before white space keeps it in the word; before the others that
" fnameescape() puts one before, as K does for 'keywordprg', it is taken off.
function! crib#arguments#split(text) abort
  let l:words = split(a:text, '\%(\\\@<!\%(\\\\\)*\)\@<=\s\+')
  return map(l:words, {_, word -> substitute(word, '\\\([[:space:]\\*?[{`$\\%#''"|!<>+-]\)', '\1', 'g')})
endfunction

function! crib#arguments#escape(word) abort
  return escape(a:word, " \t\\")
endfunction

" The command that runs crib, as a list: no shell ever sees it.
function! crib#arguments#command(options) abort
  let l:program = get(g:, 'crib_command', 'crib')
  let l:command = map(type(l:program) == v:t_list ? copy(l:program) : [l:program], {_, word -> s:home(word)})
  let l:databases = get(g:, 'crib_database', [])
  for l:database in type(l:databases) == v:t_list ? l:databases : [l:databases]
    let l:command += ['--db', s:home(l:database)]
  endfor
  return l:command + a:options
endfunction

function! s:home(word) abort
  return substitute(a:word, '^\~\ze/', {_ -> $HOME}, '')
endfunction
