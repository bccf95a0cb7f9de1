" :CribPick searches the notes while a person types, in the picker that is installed.

" Without g:crib_picker, it uses the first of these that is installed.
let s:pickers = ['telescope', 'fzf-lua', 'fzf', 'plain']

function! crib#pick#command(arguments) abort
  let l:picker = get(g:, 'crib_picker', '')
  if empty(l:picker)
    let l:picker = filter(copy(s:pickers), {_, picker -> s:is_there(picker)})[0]
  elseif index(s:pickers, l:picker) < 0
    call crib#message#error(['crib: g:crib_picker is one of ' . join(s:pickers, ', ')])
    return
  endif
  let [l:options, l:query] = s:divide(crib#arguments#split(a:arguments))
  " Before a person types anything, the picker shows the map. This also checks that crib can be run.
  let l:map = crib#places#find(l:options)
  if l:map.status == 2
    call crib#message#error(l:map.messages)
  elseif l:picker ==# 'telescope' || l:picker ==# 'fzf-lua'
    call luaeval('require("crib." .. _A[1])(_A[2], _A[3], _A[4])',
          \ [tr(l:picker, '-', '_'), l:options, l:query, l:map.places])
  else
    call crib#pick#{l:picker}#open(l:options, l:query, l:map.places)
  endif
endfunction

" The best answers to a query, more than a person wants in a list. Without a query, `map`.
function! crib#pick#ask(options, query, map, handlers) abort
  if a:query =~# '\S'
    call crib#batch#ask(s:limited(a:options), a:query, a:handlers)
  else
    call a:handlers.found(a:map)
  endif
endfunction

" The same for the pickers that wait for it.
function! crib#pick#places(options, query, map) abort
  return a:query =~# '\S' ? crib#batch#places(s:limited(a:options), a:query) : a:map
endfunction

" Goes to a place, in a window that `how` opens: `buffer` for this one, `sbuffer`, `vertical sbuffer`, ...
function! crib#pick#go(place, how) abort
  let l:buffer = bufadd(a:place.path)
  call setbufvar(l:buffer, '&buflisted', 1)
  normal! m'
  if crib#message#try(a:how . ' ' . l:buffer)
    call cursor(a:place.line, a:place.column)
    normal! zvzt
  endif
endfunction

function! s:limited(options) abort
  return ['--limit', '50'] + a:options
endfunction

function! s:is_there(picker) abort
  if a:picker ==# 'plain'
    return 1
  elseif a:picker ==# 'fzf'
    return exists('*fzf#run') && exists('*fzf#wrap') && executable('fzf')
  endif
  return has('nvim') && luaeval('pcall(require, _A)', a:picker)
endfunction

" The options of a command line, each of one or two words, and its query.
function! s:divide(words) abort
  let l:at = 0
  while l:at < len(a:words) && a:words[l:at] =~# '^-.'
    if a:words[l:at] ==# '--'
      return [a:words[: l:at][:-2], join(a:words[l:at + 1 :])]
    endif
    let l:at += a:words[l:at] =~# '^\%(-[dgkn]\|--\%(db\|group\|kind\|limit\|links-to\|root\)\)$' ? 2 : 1
  endwhile
  return l:at == 0 ? [[], join(a:words)] : [a:words[: l:at - 1], join(a:words[l:at :])]
endfunction
