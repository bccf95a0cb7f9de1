#!/usr/bin/python3
"""Tests of the Vim plugin: tests/editors/vim_test.py BINDIR vim|nvim [TEST...]"""

import json
import os
import sys
import unittest
from pathlib import Path

from notes import NotesTest, lacks, shows

PLUGIN = Path(__file__).resolve().parent.parent.parent / "scripts/editors/vim"
# The Vim plugin that Debian's fzf brings among its examples.
FZF = "/usr/share/doc/fzf/examples/plugin/fzf.vim"


def vim_string(text):
    return "'" + str(text).replace("'", "''") + "'"


class VimTest(NotesTest):
    editor = None

    def setUp(self):
        super().setUp()
        self.settings = ["set nocompatible hidden noswapfile encoding=utf-8 shortmess+=I",
                         f"set runtimepath^={PLUGIN}"]

    def command(self, *arguments):
        """The command of the editor, with only the test's configuration."""
        self.folder.joinpath("vimrc").write_text("\n".join(self.settings) + "\n")
        return [self.editor, "-u", "vimrc", "-i", "NONE", "-n", *arguments]

    def vim(self, *lines, result="0"):
        """Executes lines of Vim script. Returns the value of an expression, and the messages.

        Never waits for a key, and shows every error."""
        script = ["let s:test = getcwd()", "try", *lines, f"let s:result = json_encode({result})",
                  "catch", "let s:result = '!' . v:exception . ' at ' . v:throwpoint", "endtry",
                  "execute 'cd' s:test", "call writefile([s:result], 'result')",
                  "call writefile(split(execute('messages'), '\\n'), 'said')", "qall!"]
        self.folder.joinpath("script.vim").write_text("\n".join(script) + "\n", errors="surrogateescape")
        batch = ["--headless"] if self.editor == "nvim" else ["-es", "-V0"]
        self.run_program(*self.command(*batch, "-c", "runtime! plugin/*.vim", "-c", "source script.vim"))
        text = self.folder.joinpath("result").read_text(errors="surrogateescape")
        self.assertFalse(text.startswith("!"), text)
        return json.loads(text), self.folder.joinpath("said").read_text()

    def said(self, *lines):
        return self.vim(*lines)[1]

    HERE = "[fnamemodify(bufname(), ':t'), line('.'), col('.'), getline('.')]"

    def test_query_goes_to_the_best_section(self):
        here, said = self.vim("Crib poach an egg", result=self.HERE)
        self.assertEqual(here, ["eggs.md", 5, 1, "## Poached Eggs"])
        self.assertNotIn("crib:", said)

    def test_quickfix_entries_land_on_what_they_name(self):
        lines, _ = self.vim(
            "Crib! egg", "let seen = []", "for n in range(1, len(getqflist()))",
            "execute 'cc' n", "call add(seen, [getqflist()[n - 1].text, getline('.')])", "endfor", result="seen")
        self.assertIn(["How do you poach an egg? › Poached Eggs", "## Poached Eggs"], lines)
        self.assertGreater(len(lines), 3)
        for text, line in lines:
            self.assertIn(text.split(" › ")[-1], line)

    def test_quickfix_list_is_named_after_the_query(self):
        title, _ = self.vim("Crib poach an egg", result="getqflist({'title': 0}).title")
        self.assertEqual(title, "crib poach an egg")

    def test_no_query_lists_the_map(self):
        seen, _ = self.vim("edit notes/milk.md", "Crib",
                           result="[&buftype, map(getqflist(), {_, entry -> entry.text}), bufname(winbufnr(1))]")
        self.assertEqual(seen, ["quickfix", [
            "How do you poach an egg? › Poached Eggs", "How do you poach an egg? › Freshness",
            "How long does milk keep? › Milk", "Why do you score a loaf? › Scoring",
            "Which flour is strong? › Grains", "How is a loaf frozen? › Freezing"], "notes/milk.md"])

    def test_links_that_lead_nowhere_land_on_their_question(self):
        seen, _ = self.vim("Crib! flour strong", "cc 1", result=self.HERE)
        self.assertEqual(seen[0], "map.md")
        self.assertIn("Which flour is strong?", seen[3])

    def test_bang_lists_without_going(self):
        seen, _ = self.vim("edit notes/milk.md", "Crib! poach", result="[&buftype, bufname(winbufnr(1))]")
        self.assertEqual(seen, ["quickfix", "notes/milk.md"])

    def test_options_of_crib(self):
        texts = "map(getqflist(), {_, entry -> entry.text})"
        seen, _ = self.vim("Crib -k question -n 1 -g Eggs\\ &\\ Milk milk", result=texts)
        self.assertEqual(seen, ["How long does milk keep? › Milk"])
        seen, _ = self.vim("Crib -n 1 -k section egg", result=texts)
        self.assertEqual(len(seen), 1)
        seen, _ = self.vim("Crib --links-to eggs.md#freshness", result=texts)
        self.assertEqual(seen[1], "How do you poach an egg? › Freshness")

    def test_query_is_taken_as_typed(self):
        texts = "map(getqflist(), {_, entry -> entry.text})"
        for query in ['"fresh egg" | tail', "% # <cword> $HOME `date` 'egg", "egg \\| ! \\d", "egg * [a-z] ?"]:
            seen, said = self.vim(f"Crib! {query}", result=texts)
            self.assertIn(True, [text.startswith(("Fresh", "How do you poach an egg?")) for text in seen], query)
            self.assertNotRegex(said, "crib:|E[0-9]+:", query)

    def test_nothing_found_says_so_and_stays(self):
        seen, said = self.vim("edit notes/milk.md", "call setqflist([{'text': 'mine'}])", "Crib zyzzyva",
                              result="[bufname(), getqflist()[0].text]")
        self.assertEqual(seen, ["notes/milk.md", "mine"])
        self.assertIn("crib: nothing found", said)

    def test_corrections_are_said(self):
        self.assertIn('crib: searched for "vinegar" too; searched for "razor" too\n',
                      self.said("set columns=120", "Crib vinegarr razorr"))

    def test_errors_are_messages(self):
        self.assertIn("--nonsense: no such option", self.said("Crib --nonsense egg"))
        self.assertIn("crib: no list of answers: ", self.said("Crib --groups"))
        self.assertIn("no index at nowhere", self.said("let g:crib_database = 'nowhere'", "Crib egg"))
        self.assertIn("crib: absent: no such program; set g:crib_command",
                      self.said("let g:crib_command = 'absent'", "Crib egg"))
        self.assertIn("no index at nowhere", self.said("let g:crib_database = 'nowhere'", "CribPick"))
        self.assertIn("g:crib_picker is one of", self.said("let g:crib_picker = 'other'", "CribPick"))
        self.assertIn("no word under the cursor", self.said("call crib#word()"))

    def test_a_changed_buffer_is_not_left(self):
        seen, said = self.vim("set nohidden", "edit notes/milk.md", "call setline(1, 'changed')", "Crib poach",
                              result="[bufname(), getline(1)]")
        self.assertEqual(seen, ["notes/milk.md", "changed"])
        self.assertIn("E37", said)

    def test_command_and_databases_are_lists(self):
        self.run_program("crib-index", "-q", "-d", "a b", self.notes / "eggs.md")
        self.run_program("crib-index", "-q", "-d", "c", self.notes / "bread.md")
        files = "uniq(sort(map(getqflist(), {_, entry -> fnamemodify(bufname(entry.bufnr), ':t')})))"
        seen, _ = self.vim("let g:crib_command = ['env', 'HOME=/', 'crib']", "let g:crib_database = ['~/a b', 'c']",
                           "Crib! fresh OR razor", result=files)
        self.assertEqual(seen, ["bread.md", "eggs.md"])
        home = self.folder / "my programs"
        home.mkdir()
        home.joinpath("crib").symlink_to(Path(self.bin, "crib"))
        seen, _ = self.vim("let g:crib_command = '~/my programs/crib'", "Crib razor", result=self.HERE)
        self.assertEqual(seen[0], "bread.md")

    def test_keywordprg_looks_a_word_up(self):
        self.settings += ["filetype plugin on", "let g:crib_filetypes = ['python']"]
        seen, _ = self.vim("call setline(1, 'x = razor')", "set filetype=python", "normal! $K",
                           result=f"[getbufvar(1, '&keywordprg')] + {self.HERE}")
        self.assertEqual(seen, [":Crib", "bread.md", 5, 1, "## Scoring"])
        seen, _ = self.vim("set filetype=c", result="&keywordprg")
        self.assertNotEqual(seen, ":Crib")

    def test_keywordprg_takes_odd_words_and_selections(self):
        seen, _ = self.vim("set keywordprg=:Crib iskeyword=33-126", "call setline(1, 'poach|%#$`!')", "normal! K",
                           result=self.HERE)
        self.assertEqual(seen[3], "## Poached Eggs")
        seen, _ = self.vim("set keywordprg=:Crib", "call setline(1, 'the razor crust | today')",
                           "normal! wv$K", result=f"[getqflist({{'title': 0}}).title] + {self.HERE}")
        self.assertEqual((seen[0], seen[4]), ("crib razor crust | today", "## Scoring"))

    def test_selection_is_a_query(self):
        text = "call setline(1, ['why', '  a razor', '  for the crust', 'egg'])"
        mine = "call setreg('z', 'mine', 'l')"
        seen, _ = self.vim(text, mine, "normal! 2G^vj$\x1b", "'<,'>Crib",
                           result="[getqflist({'title': 0}).title, getline('.'), getreg('z'), getregtype('z')]")
        self.assertEqual(seen, ["crib -- a razor for the crust", "## Scoring", "mine\n", "V"])
        seen, _ = self.vim(text, "xmap K <Plug>(crib-selection)", "nmap K <Plug>(crib-word)",
                           "normal 2G$viwK", "let first = getline('.')", "buffer 1", "normal GK",
                           result="[first, getqflist({'title': 0}).title]")
        self.assertEqual(seen, ["## Scoring", "crib -- egg"])

    def test_completion(self):
        def complete(line):
            return self.vim("let found = getcompletion(" + vim_string(line) + ", 'cmdline')", result="found")[0]
        self.assertEqual(complete("Crib -g "), ["Eggs\\ &\\ Milk", "Bread"])
        self.assertEqual(complete("Crib -n 5 --group b"), ["Bread"])
        self.assertEqual(complete("CribPick --group=Eggs\\ &"), ["--group=Eggs\\ &\\ Milk"])
        self.assertEqual(complete("Crib -k q"), ["question"])
        self.assertEqual(complete("Crib --li"), ["--limit", "--links-to"])
        self.assertEqual(complete("Crib e"), [])

    def test_odd_names_open_and_run_nothing(self):
        paths = self.add_odd_names()
        before = sorted(os.listdir(os.fsencode(self.notes)))
        seen, _ = self.vim(
            "Crib! -n 0 -k section quince", "let seen = []", "for n in range(1, len(getqflist()))",
            "execute 'cc' n", "call add(seen, [line('.'), getline('.'), line('$')])", "endfor",
            "for place in crib#batch#places(['-n', '0', '-k', 'section'], 'quinc')",
            "call crib#pick#go(place, 'buffer')", "call add(seen, [line('.'), getline('.'), line('$')])", "endfor",
            result="seen")
        self.assertEqual(seen, [[3, "# Quince", 5]] * 2 * len(paths))
        self.assertEqual(sorted(os.listdir(os.fsencode(self.notes))), before)
        self.assertFalse(list(self.folder.rglob("ran")))

    def log_processes(self):
        """Makes each `crib --batch` that starts write its process id."""
        self.folder.joinpath("logged").write_text(
            f'case " $* " in *" --batch "*) echo $$ >>{self.folder}/processes ;; esac\nexec crib "$@"\n')
        self.settings.append(f"let g:crib_command = ['sh', '{self.folder}/logged']")

    FILES = "map(crib#batch#places([], '{}'), {{_, place -> fnamemodify(place.path, ':t') . ':' . place.line}})"

    def test_one_batch_process_answers_and_sees_a_new_index(self):
        self.log_processes()
        ask = f"call add(seen, {self.FILES})"
        seen, _ = self.vim(
            "let seen = []", ask.format("quincex"), ask.format("raz"),
            f"call writefile(['# Other', '', '## Quincex'], {vim_string(self.notes / 'new.md')})",
            f"call crib#process#run(['crib-index', '-q', {vim_string(self.notes)}])",
            ask.format("quince"), "call add(seen, readfile('processes'))",
            "cd notes", ask.format("raz"), "call add(seen, readfile('../processes'))", result="seen")
        self.assertEqual(seen[0], [])
        self.assertEqual(seen[1][0], "bread.md:5")
        self.assertEqual(seen[2], ["new.md:3"])
        self.assertEqual(len(seen[3]), 1)
        # Paths are relative to the folder in which crib runs, so another folder needs another
        # process.
        self.assertEqual(seen[4], seen[1])
        self.assertEqual(len(seen[5]), 2)

    def test_batch_process_that_ended_is_started_again(self):
        self.log_processes()
        ask = "call add(seen, len(crib#batch#places([], 'razor')))"
        seen, _ = self.vim(
            "let seen = []", ask, "call system('kill ' . readfile('processes')[0])",
            ask, "let g:crib_database = 'nowhere'", ask, result="seen")
        self.assertGreater(seen[0], 0)
        self.assertEqual(seen[1:], [seen[0], 0])

    def test_help(self):
        tags, _ = self.vim(f"call system('cp -r {PLUGIN} copy')", "set runtimepath^=copy", "helptags copy/doc",
                           "let names = map(readfile('copy/doc/tags'), {_, line -> split(line, '\\t')[0]})",
                           "for name in names", "execute 'help' name", "endfor", result="names")
        for script in PLUGIN.rglob("*.vim"):
            for word in script.read_text().replace("(", " ").replace(",", " ").replace("'", " ").split():
                if word.startswith("g:crib_"):
                    self.assertIn(word.rstrip(")"), tags)
        for tag in ":Crib", ":CribPick", "crib-K", "<Plug>(crib-word)", "<Plug>(crib-selection)", "<Plug>(crib-pick)":
            self.assertIn(tag, tags)

    # Opens Vim in a terminal, to type in it.

    def open(self, *arguments, plain=True):
        if plain:
            self.settings.append("let g:crib_picker = 'plain'")
        self.settings += [
            "set noshowmode laststatus=2",
            "command! Say call writefile([json_encode([fnamemodify(bufname(), ':t'), line('.'), getline('.'), "
            "winnr('$'), tabpagenr('$'), &buftype])], 'result.new') | call rename('result.new', 'result')"]
        return self.open_terminal(self.command(*arguments), "Three days")

    def ask_where(self, terminal):
        """File, line, text of the line, windows, tabs and kind of buffer, once the editor takes a command."""
        terminal.press("Escape")
        return self.result_after(terminal, lambda: terminal.type(":Say\r"))

    def test_picker_ranks_while_one_types(self):
        terminal = self.open("notes/milk.md")
        terminal.type(":CribPick\r")
        screen = "\n".join(terminal.wait_for("1 of 6"))
        self.assertIn("How long does milk keep? › Milk", screen)
        self.assertIn("Vinegar in barely simmering water.", screen)  # the first answer's section
        terminal.type("how razo")
        terminal.wait_for(shows("A razor gives the crust room.", without="Vinegar"))
        terminal.press("Enter")
        terminal.wait_for(lacks(" of "))
        self.assertEqual(self.ask_where(terminal), ["bread.md", 5, "## Scoring", 1, 1, ""])

    def test_picker_moves_and_splits(self):
        terminal = self.open("notes/milk.md")
        terminal.type(":CribPick poach an\r")
        terminal.wait_for("1 of ")
        terminal.press("Down")
        terminal.wait_for("2 of ")
        terminal.wait_for("A fresh egg sinks.")
        terminal.press("C-v")
        terminal.wait_for(lacks(" of "))
        self.assertEqual(self.ask_where(terminal), ["eggs.md", 9, "## Freshness", 2, 1, ""])

    def test_picker_closes_without_a_trace(self):
        terminal = self.open("notes/milk.md")
        terminal.type(":CribPick egg\r")
        terminal.wait_for("1 of ")
        terminal.press("Escape")
        terminal.wait_for(lacks(" of "))
        self.assertEqual(self.ask_where(terminal), ["milk.md", 1, "# Milk", 1, 1, ""])

    def test_picker_fills_the_quickfix_list(self):
        terminal = self.open("notes/milk.md")
        terminal.type(":CribPick poach an\r")
        terminal.wait_for("1 of ")
        terminal.press("C-q")
        terminal.wait_for("|5 col 1| How do you poach an egg? › Poached Eggs")
        self.assertEqual(self.ask_where(terminal)[3:], [2, 1, "quickfix"])

    def test_picker_sees_notes_that_are_indexed_meanwhile(self):
        terminal = self.open("notes/milk.md")
        terminal.type(":CribPick\r")
        terminal.wait_for("1 of 6")
        terminal.type("quincex")
        terminal.wait_for("nothing found")
        self.notes.joinpath("new.md").write_text("# Fruit\n\n## Quincex\n\nGolden.\n")
        self.index()
        terminal.press("BSpace")
        terminal.wait_for("Golden.")
        terminal.press("Enter")
        terminal.wait_for(lacks(" of "))
        self.assertEqual(self.ask_where(terminal)[:3], ["new.md", 3, "## Quincex"])

    def test_picker_of_a_group(self):
        terminal = self.open("notes/milk.md")
        terminal.type(":CribPick -g Bread\r")
        terminal.wait_for("1 of 3")
        terminal.type("loaf")
        terminal.wait_for(shows("1 of 2", without="Poached"))

    def test_picker_in_fzf(self):
        self.settings.append(f"source {FZF}")
        terminal = self.open("notes/milk.md", plain=False)
        terminal.type(":CribPick\r")
        terminal.wait_for("6/6")
        terminal.type("how razo")
        terminal.wait_for(shows("A razor gives the crust room.", without="Poached"))
        terminal.press("Enter")
        terminal.wait_for(lacks("crib>"))
        self.assertEqual(self.ask_where(terminal), ["bread.md", 5, "## Scoring", 1, 1, ""])

    def test_picker_in_fzf_opens_odd_names(self):
        for path in self.add_odd_names():
            os.unlink(path)
        self.settings.append(f"source {FZF}")
        for name in "new\nline {q} $(touch ran).md", "it's {} \"quoted\" `touch ran` %.md":
            self.notes.joinpath(name).write_text("\n\n# Quince\n\nA golden quince.\n")
            self.index()
            terminal = self.open("notes/milk.md", plain=False)
            terminal.type(":CribPick quinc\r")
            terminal.wait_for("A golden quince.")
            terminal.press("C-t")
            terminal.wait_for(lacks("crib>"))
            self.assertEqual(self.ask_where(terminal)[1:5], [3, "# Quince", 1, 2], name)
            terminal.__exit__()
            self.notes.joinpath(name).unlink()
        self.assertFalse(list(self.folder.rglob("ran")))


if __name__ == "__main__":
    NotesTest.bin, VimTest.editor = sys.argv[1:3]
    unittest.main(argv=sys.argv[:1] + sys.argv[3:])
