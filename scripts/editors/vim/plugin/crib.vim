" Look up one's notes with crib; see :help crib
if exists('g:loaded_crib') || !(has('nvim') || (has('job') && has('patch-8.2.1978')))
  finish
endif
let g:loaded_crib = 1

command! -bang -nargs=* -range -complete=customlist,crib#complete#arguments
      \ Crib call crib#command(<bang>0, <range>, <q-args>)
command! -nargs=* -complete=customlist,crib#complete#arguments
      \ CribPick call crib#pick#command(<q-args>)

nnoremap <silent> <Plug>(crib-word) :<C-u>call crib#word()<CR>
xnoremap <silent> <Plug>(crib-selection) :<C-u>call crib#selection()<CR>
nnoremap <silent> <Plug>(crib-pick) :<C-u>CribPick<CR>

" K looks a word up in the notes, in buffers of the types listed (['*'] is all).
if !empty(get(g:, 'crib_filetypes', []))
  augroup crib
    autocmd!
    execute 'autocmd FileType' join(g:crib_filetypes, ',') 'setlocal keywordprg=:Crib'
  augroup END
endif
