" The words of a command line.

" They are cut at white space. A backslash keeps white space in the word. K passes a word for 'keywordprg'
" through fnameescape(), which puts backslashes before other characters, too. These backslashes are removed.
function! crib#arguments#split(text) abort
  let l:words = split(a:text, '\%(\\\@<!\%(\\\\\)*\)\@<=\s\+')
  return map(l:words, {_, word -> substitute(word, '\\\([[:space:]\\*?[{`$\\%#''"|!<>+-]\)', '\1', 'g')})
endfunction

function! crib#arguments#escape(word) abort
  return escape(a:word, " \t\\")
endfunction

" The command that runs crib, as a list, so that no shell reads it.
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
