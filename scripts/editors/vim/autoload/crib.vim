" :Crib puts the places for a query into the quickfix list.

function! crib#command(bang, range, arguments) abort
  let l:words = crib#arguments#split(a:arguments)
  call crib#find(l:words + (a:range == 2 ? ['--', s:selected()] : []), a:bang)
endfunction

" Finds the word under the cursor.
function! crib#word() abort
  let l:word = expand('<cword>')
  if empty(l:word)
    call crib#message#error(['crib: no word under the cursor'])
  else
    call crib#find(['--', l:word], 0)
  endif
endfunction

" Finds the text that is selected, or that was selected last.
function! crib#selection() abort
  call crib#find(['--', s:selected()], 0)
endfunction

" Runs crib with these words of a command line, and goes to the best place. With `stay`, it opens the quickfix
" window instead. It also does so for the map, which has no scores.
function! crib#find(words, stay) abort
  let l:found = crib#places#find(a:words)
  if empty(l:found.places)
    call crib#message#{l:found.status == 2 ? 'error' : 'warn'}(l:found.messages)
    return
  endif
  call crib#quickfix(join(['crib'] + a:words), l:found.places)
  if a:stay || l:found.places[0].score == 0
    botright copen
  elseif crib#message#try('cfirst')
    normal! zt
  endif
  call crib#message#warn(l:found.messages)
endfunction

function! crib#quickfix(title, places) abort
  let l:items = map(copy(a:places), {_, place -> {
        \ 'filename': place.path, 'lnum': place.line, 'col': place.column, 'text': place.text}})
  call setqflist([], ' ', {'title': a:title, 'items': l:items})
  if exists('#QuickFixCmdPost#crib')
    doautocmd <nomodeline> QuickFixCmdPost crib
  endif
endfunction

" The text of the last selection as one line. Restores the register that it uses.
function! s:selected() abort
  let l:register = getreginfo('z')
  try
    silent noautocmd normal! gv"zy
    return trim(substitute(@z, '\_s\+', ' ', 'g'))
  finally
    call setreg('z', l:register)
  endtry
endfunction
