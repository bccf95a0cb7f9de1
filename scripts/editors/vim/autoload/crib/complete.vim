" Completion of the arguments of :Crib and :CribPick.

let s:options = ['--group', '--kind', '--limit', '--links-to', '--no-spelling', '--shuffle']

function! crib#complete#arguments(lead, line, position) abort
  let l:before = matchlist(strpart(a:line, 0, a:position - len(a:lead)), '\s\(-\S\+\)\s\+$')
  let l:option = get(l:before, 1, '')
  if l:option ==# '-g' || l:option ==# '--group'
    return s:groups('', a:lead)
  elseif l:option ==# '-k' || l:option ==# '--kind'
    return s:beginning(a:lead, ['all', 'question', 'section'])
  elseif a:lead =~# '^--group='
    return s:groups('--group=', strpart(a:lead, len('--group=')))
  elseif a:lead =~# '^-'
    return s:beginning(a:lead, s:options)
  endif
  return []
endfunction

function! s:groups(before, lead) abort
  try
    let l:lines = crib#process#run(crib#arguments#command(['--groups'])).output
  catch /^crib:/
    return []
  endtry
  let l:names = map(l:lines, {_, line -> crib#arguments#escape(substitute(line, '^\d*\t', '', ''))})
  return map(s:beginning(a:lead, l:names), {_, name -> a:before . name})
endfunction

" The words that begin with this text, in any letter case.
function! s:beginning(lead, words) abort
  return filter(copy(a:words), {_, word -> strpart(word, 0, len(a:lead)) ==? a:lead})
endfunction
