" What crib prints as JSON -> the places that an editor can go to.

" Runs crib with these words. Returns what it found, its messages and its exit status.
function! crib#places#find(words) abort
  let l:found = {'places': [], 'messages': [], 'status': 2}
  try
    let l:folder = getcwd()
    let l:run = crib#process#run(crib#arguments#command(['--format', 'json'] + a:words))
    let l:found.status = l:run.status
    let l:found.messages = l:run.errors
    for l:line in l:run.output
      let l:found.places += crib#places#of(l:line, l:folder)
    endfor
  catch /^crib:/
    let l:found.status = 2
    let l:found.messages = [v:exception]
  endtry
  return l:found
endfunction

" The places of one answer, one for each link. A link to the web, or to nowhere, has the place of the
" question. Paths are relative to the folder in which crib runs.
function! crib#places#of(line, folder) abort
  try
    let l:answer = json_decode(a:line)
  catch
    throw 'crib: no list of answers: ' . a:line
  endtry
  return map(l:answer.links, {_, link -> s:place(l:answer, link, a:folder)})
endfunction

function! s:place(answer, link, folder) abort
  let l:target = a:link.path is v:null || a:link.line is v:null ? a:answer : a:link
  let l:section = a:link.title is v:null ? '' : a:link.title
  let l:text = a:answer.title
  if a:answer.kind ==# 'question' && !empty(l:section) && l:section !=# a:answer.title
    let l:text .= ' › ' . l:section
  endif
  return {'path': s:path(l:target, a:folder), 'line': l:target.line,
        \ 'column': get(l:target, 'column', 1),
        \ 'end_line': l:target is a:link ? a:link.end_line : a:answer.line,
        \ 'text': l:text . (a:answer.stale ? ' (the note has changed; run crib-index)' : ''),
        \ 'score': a:answer.score}
endfunction

function! s:path(target, folder) abort
  let l:path = has_key(a:target, 'path_base64') ? s:decode(a:target.path_base64) : a:target.path
  return l:path =~# '^/' ? l:path : substitute(a:folder, '/*$', '/', '') . l:path
endfunction

" Decodes Base 64, which crib uses for a file name that is not UTF-8.
function! s:decode(text) abort
  let l:digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  let [l:bits, l:count, l:bytes] = [0, 0, '']
  for l:digit in split(trim(a:text, '='), '\zs')
    let l:bits = (l:bits % 64) * 64 + stridx(l:digits, l:digit)
    let l:count += 6
    if l:count >= 8
      let l:count -= 8
      let l:bytes .= printf('\x%02x', l:bits / [1, 0, 4, 0, 16][l:count] % 256)
    endif
  endfor
  return eval('"' . l:bytes . '"')
endfunction
