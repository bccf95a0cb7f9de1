" The picker that is used if no other is installed. A person types in a line. Above it are the answers, and
" beside them the section that the answer leads to.

" The picker that is open: its windows, and what it shows.
let s:pick = {}

let s:leaving = {
      \ '<CR>': 'accept("buffer")', '<C-x>': 'accept("sbuffer")', '<C-v>': 'accept("vertical sbuffer")',
      \ '<C-t>': 'accept("tab sbuffer")', '<C-q>': 'to_quickfix()', '<Esc>': 'close()', '<C-c>': 'close()'}
let s:staying = {
      \ '<Down>': 'move(1)', '<C-n>': 'move(1)', '<C-j>': 'move(1)', '<Tab>': 'move(1)', '<PageDown>': 'move(10)',
      \ '<Up>': 'move(-1)', '<C-p>': 'move(-1)', '<C-k>': 'move(-1)', '<S-Tab>': 'move(-1)',
      \ '<PageUp>': 'move(-10)'}

function! crib#pick#plain#open(options, query, map) abort
  call crib#pick#plain#close()
  let s:pick = {'options': a:options, 'map': a:map, 'asked': v:null, 'answered': 1, 'places': [],
        \ 'from': win_getid(), 'layout': winrestcmd()}
  let s:pick.prompt = s:window('botright 1new', 'winfixheight')
  let s:pick.list = s:window('aboveleft ' . min([15, &lines / 2]) . 'new', 'cursorline winfixheight')
  if &columns >= 100
    let s:pick.preview = s:window('belowright vertical ' . &columns / 2 . 'new', 'wrap linebreak')
  endif
  call win_gotoid(s:pick.prompt)
  call s:set_keys()
  call setline(1, a:query)
  call crib#pick#plain#query()
  startinsert!
endfunction

" Opens a window with the command, for a text that is not in a file.
function! s:window(command, options) abort
  execute 'silent noautocmd keepalt' a:command
  setlocal buftype=nofile bufhidden=wipe noswapfile nobuflisted nomodeline undolevels=-1
  setlocal nonumber norelativenumber nowrap nolist nospell nofoldenable foldcolumn=0 signcolumn=no
  setlocal colorcolumn= textwidth=0 statusline=\  nocursorline
  if !empty(a:options)
    execute 'setlocal' a:options
  endif
  return win_getid()
endfunction

function! s:set_keys() abort
  for [l:keys, l:leave] in [[s:leaving, '<Esc>'], [s:staying, '']]
    for [l:key, l:call] in items(l:keys)
      let l:do = printf('<Cmd>call crib#pick#plain#%s<CR>', l:call)
      execute 'inoremap <buffer> <silent>' l:key l:leave . l:do
      execute 'nnoremap <buffer> <silent>' l:key l:do
    endfor
  endfor
  " The buffer has only this line.
  inoremap <buffer> <expr> <Del> col('.') > len(getline('.')) ? '' : '<Del>'
  augroup crib_pick
    autocmd!
    autocmd TextChangedI,TextChangedP,TextChanged <buffer> call crib#pick#plain#query()
    autocmd WinLeave,BufWipeout <buffer> stopinsert | call timer_start(0, {-> crib#pick#plain#close()})
  augroup END
endfunction

" Asks crib for the typed text. While crib has not answered, later text waits, and only the newest is kept.
function! crib#pick#plain#query() abort
  let l:query = join(getbufline(winbufnr(s:pick.prompt), 1, '$'), ' ')
  if l:query ==# s:pick.asked || !s:pick.answered
    return
  endif
  let l:pick = s:pick
  call extend(l:pick, {'asked': l:query, 'answered': 0, 'message': ''})
  try
    call crib#pick#ask(l:pick.options, l:query, l:pick.map, {
          \ 'found': {places -> s:found(l:pick, places)},
          \ 'message': {line -> s:say(l:pick, line)}})
  catch /^crib:/
    call s:found(l:pick, [])
    call s:say(l:pick, v:exception)
  endtry
endfunction

function! s:found(pick, places) abort
  if a:pick isnot s:pick
    return
  endif
  let a:pick.answered = 1
  let a:pick.places = a:places
  let l:buffer = winbufnr(a:pick.list)
  silent call deletebufline(l:buffer, 1, '$')
  call setbufline(l:buffer, 1, map(copy(a:places), {_, place -> place.text}))
  call s:select(1)
  call crib#pick#plain#query()
endfunction

" Shows only crib's first line. The other lines say where to look next.
function! s:say(pick, line) abort
  if a:pick is s:pick && a:line =~# '^crib: '
    let a:pick.message = a:line
    call s:show_status()
  endif
endfunction

function! s:show_status() abort
  let l:count = len(s:pick.places)
  let l:status = l:count == 0 ? '' : printf('%d of %d  ', s:selected(), l:count)
  let l:status .= s:pick.message
  call setwinvar(s:pick.list, '&statusline', ' ' . substitute(l:status, '%', '%%', 'g'))
endfunction

function! s:selected() abort
  return line('.', s:pick.list)
endfunction

function! s:select(line) abort
  call win_execute(s:pick.list, printf('call cursor(%d, 1)', max([1, min([a:line, len(s:pick.places)])])))
  call s:show_status()
  if has_key(s:pick, 'preview')
    call s:preview()
  endif
  redraw
endfunction

function! s:preview() abort
  let l:place = get(s:pick.places, s:selected() - 1, {})
  let l:buffer = winbufnr(s:pick.preview)
  silent call deletebufline(l:buffer, 1, '$')
  if empty(l:place) || !filereadable(l:place.path)
    return
  endif
  let l:last = min([l:place.end_line, l:place.line + &lines])
  call setbufline(l:buffer, 1, readfile(l:place.path, '', l:last)[l:place.line - 1 :])
  call setbufvar(l:buffer, '&syntax', l:place.path =~? '\.rst$' ? 'rst' : 'markdown')
  call win_execute(s:pick.preview, 'call cursor(1, 1)')
endfunction

function! crib#pick#plain#move(by) abort
  call s:select(s:selected() + a:by)
endfunction

function! crib#pick#plain#accept(how) abort
  let l:place = get(s:pick.places, s:selected() - 1, {})
  if !empty(l:place)
    call crib#pick#plain#close()
    call crib#pick#go(l:place, a:how)
  endif
endfunction

function! crib#pick#plain#to_quickfix() abort
  let [l:title, l:places] = ['crib ' . s:pick.asked, s:pick.places]
  call crib#pick#plain#close()
  call crib#quickfix(l:title, l:places)
  botright copen
endfunction

function! crib#pick#plain#close() abort
  let [l:pick, s:pick] = [s:pick, {}]
  if empty(l:pick)
    return
  endif
  for l:name in ['preview', 'list', 'prompt']
    if win_id2win(get(l:pick, l:name)) > 0
      call win_execute(l:pick[l:name], 'noautocmd close')
    endif
  endfor
  call win_gotoid(l:pick.from)
  execute l:pick.layout
endfunction
