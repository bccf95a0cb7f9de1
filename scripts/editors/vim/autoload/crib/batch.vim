" One `crib --batch --prefix`, which stays open and answers while a person types. It notices when the notes
" have been indexed again.

" The process that is open: its command and folder, and the queries not yet answered with their handlers.
let s:open = {}

" Asks it a query. `handlers` has two functions: `found` gets the places found, and `message` gets each line
" that crib prints for a person. Throws crib: MESSAGE if crib cannot be run.
function! crib#batch#ask(options, query, handlers) abort
  let l:batch = s:batch(a:options)
  call add(l:batch.waiting, [a:query, a:handlers])
  let l:batch.last = a:handlers
  call crib#process#send(l:batch.process, substitute(a:query, '[\r\n]', ' ', 'g') . "\n")
endfunction

" The same, but waits for the places and returns them.
function! crib#batch#places(options, query) abort
  let l:answer = {}
  call crib#batch#ask(a:options, a:query, {
        \ 'found': {places -> extend(l:answer, {'places': places})},
        \ 'message': {_ -> 0}})
  call crib#process#wait({-> has_key(l:answer, 'places')})
  return l:answer.places
endfunction

function! s:batch(options) abort
  let l:command = crib#arguments#command(a:options + ['--format', 'json', '--prefix', '--batch'])
  if get(s:open, 'command', []) ==# l:command && s:open.folder ==# getcwd()
    return s:open
  endif
  if !empty(s:open)
    call crib#process#stop(s:open.process)
  endif
  let l:batch = {'command': l:command, 'folder': getcwd(), 'places': [], 'waiting': [], 'answered': 0}
  let l:batch.process = crib#process#start(l:command, {
        \ 'line': {line -> s:take(l:batch, line)},
        \ 'error': {line -> l:batch.last.message(line)},
        \ 'end': {_ -> s:ended(l:batch, a:options)}})
  let s:open = l:batch
  return l:batch
endfunction

" An empty line ends the answers to a query.
function! s:take(batch, line) abort
  if !empty(a:line)
    let a:batch.places += crib#places#of(a:line, a:batch.folder)
    return
  endif
  let l:places = a:batch.places
  call extend(a:batch, {'places': [], 'answered': 1})
  call remove(a:batch.waiting, 0)[1].found(l:places)
endfunction

" If it was killed, starts it again. If it never answered, gives up, so that nobody waits in vain.
function! s:ended(batch, options) abort
  if s:open is a:batch
    let s:open = {}
  endif
  for [l:query, l:handlers] in a:batch.waiting
    if a:batch.answered
      call crib#batch#ask(a:options, l:query, l:handlers)
    else
      call l:handlers.found([])
    endif
  endfor
endfunction
