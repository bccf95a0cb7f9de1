" What crib says to a person.

function! crib#message#error(lines) abort
  call s:show('ErrorMsg', a:lines)
endfunction

" Shows a short message in one line, because Vim waits for a key after two lines.
function! crib#message#warn(lines) abort
  let l:line = 'crib: ' . join(map(copy(a:lines), {_, line -> substitute(line, '^crib: ', '', '')}), '; ')
  let l:fits = !empty(a:lines) && strdisplaywidth(l:line) < &columns - 12
  call s:show('WarningMsg', l:fits ? [l:line] : a:lines)
endfunction

" Executes a command that Vim may refuse (E37: No write since last change), and shows the error as Vim does.
function! crib#message#try(command) abort
  try
    execute a:command
    return 1
  catch /^Vim\%((\a\+)\)\=:E/
    call crib#message#error([substitute(v:exception, '^Vim\%((\a\+)\)\=:', '', '')])
    return 0
  endtry
endfunction

function! s:show(highlight, lines) abort
  if empty(a:lines)
    return
  endif
  redraw
  execute 'echohl' a:highlight
  for l:line in a:lines
    echomsg l:line
  endfor
  echohl None
endfunction
