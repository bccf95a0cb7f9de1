" Starts programs in the same way in Vim and Neovim.

" Starts a command, given as a list. `handlers` has three functions: `line` gets each line of output, `error`
" each line of standard error, and `end` the exit status after the last line. Throws crib: MESSAGE if the
" command cannot be run.
function! crib#process#start(command, handlers) abort
  if !executable(a:command[0])
    throw printf('crib: %s: no such program; set g:crib_command to where crib is', a:command[0])
  endif
  return has('nvim') ? s:start_neovim(a:command, a:handlers) : s:start_vim(a:command, a:handlers)
endfunction

" Writes to the process's standard input. If the process has just ended, this fails, and `end` is still called.
function! crib#process#send(process, text) abort
  try
    if has('nvim')
      call chansend(a:process.job, a:text)
    else
      call ch_sendraw(a:process.job, a:text)
    endif
  catch /^Vim(call):E/
  endtry
endfunction

function! crib#process#stop(process) abort
  if has('nvim')
    call jobstop(a:process.job)
  else
    call job_stop(a:process.job)
  endif
endfunction

" Waits until `Done` says so, while messages of processes come in; CTRL-C ends it.
function! crib#process#wait(Done) abort
  if has('nvim')
    if wait(0x7fffffff, a:Done, 5) == -2
      throw 'Vim:Interrupt'
    endif
  else
    while !a:Done()
      sleep 5m
    endwhile
  endif
endfunction

" Runs a command to its end: its status, and the lines of its output and errors.
function! crib#process#run(command) abort
  let l:run = {'output': [], 'errors': [], 'status': -1}
  let l:process = crib#process#start(a:command, {
        \ 'line': {line -> add(l:run.output, line)},
        \ 'error': {line -> add(l:run.errors, line)},
        \ 'end': {status -> extend(l:run, {'status': status})}})
  try
    call crib#process#wait({-> l:run.status != -1})
  finally
    call crib#process#stop(l:process)
  endtry
  return l:run
endfunction

function! s:start_vim(command, handlers) abort
  let l:left = {'count': 2, 'status': 0}
  let l:job = job_start(a:command, {
        \ 'noblock': 1,
        \ 'out_cb': {_, line -> a:handlers.line(line)},
        \ 'err_cb': {_, line -> a:handlers.error(line)},
        \ 'exit_cb': {_, status -> s:ended(extend(l:left, {'status': status}), a:handlers)},
        \ 'close_cb': {_ -> s:ended(l:left, a:handlers)}})
  return {'job': l:job}
endfunction

" The end is when it has exited and all that it wrote has been read, whichever comes last.
function! s:ended(left, handlers) abort
  let a:left.count -= 1
  if a:left.count == 0
    call a:handlers.end(a:left.status)
  endif
endfunction

function! s:start_neovim(command, handlers) abort
  let l:job = jobstart(a:command, {
        \ 'on_stdout': s:lines(a:handlers.line),
        \ 'on_stderr': s:lines(a:handlers.error),
        \ 'on_exit': {_, status, __ -> a:handlers.end(status)}})
  if l:job <= 0
    throw printf('crib: %s: cannot be run', a:command[0])
  endif
  return {'job': l:job}
endfunction

" Neovim gives what it reads as it comes: the first of the pieces goes on with the last line, and the
" last one is yet to be ended.
function! s:lines(Handle) abort
  let l:begun = ['']
  return {_, pieces, __ -> s:take(l:begun, pieces, a:Handle)}
endfunction

function! s:take(begun, pieces, Handle) abort
  let l:lines = copy(a:pieces)
  let l:lines[0] = a:begun[0] . l:lines[0]
  let a:begun[0] = remove(l:lines, -1)
  for l:line in l:lines
    call a:Handle(l:line)
  endfor
endfunction
