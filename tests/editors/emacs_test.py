#!/usr/bin/python3
"""Tests of crib.el: tests/editors/emacs_test.py BINDIR [TEST...]"""

import json
import os
import shutil
import sys
import unittest
from pathlib import Path

from notes import NotesTest, lacks, shows

CRIB = Path(__file__).resolve().parent.parent.parent / "scripts/editors/emacs/crib.el"

SETUP = r"""
(setq inhibit-startup-screen t ring-bell-function #'ignore)
(defun here ()
  "Name of the file (its bytes), line, column, and text of the line."
  (vector (decode-coding-string (encode-coding-string
                                 (file-name-nondirectory (or buffer-file-name (buffer-name))) 'utf-8) 'latin-1)
          (line-number-at-pos) (current-column)
          (buffer-substring-no-properties (line-beginning-position) (line-end-position))))
(defun write-result (value)
  (let ((coding-system-for-write 'utf-8))
    (write-region (json-serialize value :null-object nil) nil (concat (getenv "HOME") "/result.new") nil 'silent)
    (rename-file (concat (getenv "HOME") "/result.new") (concat (getenv "HOME") "/result") t)))
(defun error-of (function)
  (condition-case error (progn (funcall function) "no error") (error (error-message-string error))))
(defun files-of (places)
  (vconcat (mapcar (lambda (place) (format "%s:%d" (file-name-nondirectory (crib-place-path place))
                                           (crib-place-line place)))
                   places)))
(defun errors-of-buffer ()
  "Where `next-error' leads, again and again."
  (let ((seen nil))
    (while (ignore-errors (next-error) t)
      (with-current-buffer (window-buffer (selected-window)) (push (here) seen)))
    (vconcat (nreverse seen))))
"""


def lisp_string(text):
    return '"' + str(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


class EmacsTest(NotesTest):
    def emacs(self, *forms):
        """Evaluates forms. Returns the value of the last one, and the messages."""
        self.folder.joinpath("setup.el").write_text(SETUP)
        program = "(write-result (progn " + "\n".join(forms) + "))"
        self.folder.joinpath("program.el").write_text(program)
        done = self.run_program("emacs", "--batch", "-Q", "-l", "setup.el", "-l", CRIB, "-l", "program.el")
        return json.loads(self.folder.joinpath("result").read_text()), done.stderr

    def test_compiles_without_warnings(self):
        shutil.copy(CRIB, self.folder / "crib.el")
        done = self.run_program("emacs", "--batch", "-Q", "--eval", "(setq byte-compile-error-on-warn t)",
                                "-f", "batch-byte-compile", "crib.el")
        self.assertEqual(done.stderr, "")
        self.assertTrue(self.folder.joinpath("crib.elc").exists())

    def test_checkdoc_finds_nothing(self):
        done = self.run_program("emacs", "--batch", "-Q", "--eval", "(require 'checkdoc)",
                                "--eval", f"(checkdoc-file {lisp_string(CRIB)})")
        self.assertEqual(done.stderr + done.stdout, "")

    def test_next_error_goes_from_heading_to_heading(self):
        seen, said = self.emacs('(crib-grep "poach an egg")', "(errors-of-buffer)")
        self.assertEqual(seen[0], ["eggs.md", 5, 0, "## Poached Eggs"])
        self.assertEqual(seen[1], ["eggs.md", 9, 0, "## Freshness"])
        for _, _, _, line in seen:
            self.assertTrue(line.startswith("#"), line)
        self.assertNotIn("rror", said)

    def test_grep_buffer_shows_the_answers(self):
        seen, _ = self.emacs('(setq default-directory (concat (getenv "HOME") "/notes/"))',
                             '(crib-grep "poach an egg")', '(set-buffer "*crib*")',
                             "(vector (symbol-name major-mode) (symbol-name (derived-mode-p 'grep-mode)) header-line-format (substring-no-properties (buffer-string)))")
        self.assertEqual(seen[:3], ["crib-grep-mode", "grep-mode", "crib poach an egg"])
        self.assertEqual(seen[3].splitlines()[1], "eggs.md:5:1:How do you poach an egg? › Poached Eggs")

    def test_grep_buffer_is_asked_anew_by_g(self):
        seen, _ = self.emacs(
            '(crib-grep "quincex OR razor")', '(set-buffer "*crib*")',
            '(write-region "# Quincex\\n" nil "notes/new.md")', '(call-process "crib-index" nil nil nil "-q")',
            '(call-interactively (key-binding "g"))', '(set-buffer "*crib*")',
            "(substring-no-properties (buffer-string))")
        self.assertIn("notes/new.md:1:1:Quincex", seen)

    def test_map_in_its_order(self):
        seen, _ = self.emacs("(crib-map)", "(errors-of-buffer)")
        self.assertEqual([line for _, _, _, line in seen][:4],
                         ["## Poached Eggs", "## Freshness", "# Milk", "## Scoring"])
        self.assertEqual([file for file, *_ in seen][4:], ["map.md", "map.md"])
        seen, _ = self.emacs('(crib-map "Bread")', '(with-current-buffer "*crib*" (substring-no-properties (buffer-string)))')
        self.assertEqual(len(seen.split("\n")), 5)

    def test_groups_are_completed(self):
        seen, _ = self.emacs("(cl-letf (((symbol-function 'completing-read) (lambda (_ table &rest _) table)))"
                             "(vconcat (crib--read-group)))")
        self.assertEqual(seen, ["Eggs & Milk", "Bread"])

    def test_default_is_the_symbol_at_point_or_the_region(self):
        seen, _ = self.emacs('(insert "a razor\\n  for the crust")', "(goto-char 4)",
                             "(let ((word (crib--at-point))) (transient-mark-mode) (set-mark 3)"
                             "(goto-char (point-max)) (activate-mark) (vector word (crib--at-point)))")
        self.assertEqual(seen, ["razor", "razor for the crust"])

    def test_columns_are_bytes(self):
        self.notes.joinpath("table.md").write_text("# Map\n\néé | x\n- | -\n\n1. ## Quincé zzz?\n")
        self.index()
        seen, _ = self.emacs('(crib--move-to (progn (find-file "notes/table.md") '
                             '(make-crib-place :line 3 :column 6)))', "(vector (current-column) (following-char))")
        self.assertEqual(seen, [3, ord("|")])

    def test_errors_and_notices(self):
        for form, message in [
                ('(let ((crib-command "absent")) (crib-grep "egg"))',
                 "absent: no such program; customize crib-command"),
                ('(let ((crib-database "nowhere")) (crib-grep "egg"))', "no index at "),
                ('(let ((crib-database "nowhere")) (crib--ask nil "egg"))', "no index at "),
                ("(crib--find \"--nonsense\")", "crib: --nonsense: no such option"),
                ("(crib--find \"--groups\")", "No list of answers: "),
                ('(crib-grep "zyzzyva")', "Nothing found"),
                ('(crib-map "Wine")', "Wine: no such group")]:
            seen, _ = self.emacs(f"(error-of (lambda () {form}))")
            self.assertIn(message, seen)
        _, said = self.emacs('(crib-grep "vinegarr")', "t")
        self.assertIn('crib: searched for "vinegar" too', said)

    def test_command_and_databases_are_lists(self):
        self.run_program("crib-index", "-q", "-d", "a b", self.notes / "eggs.md")
        self.run_program("crib-index", "-q", "-d", "c", self.notes / "bread.md")
        seen, _ = self.emacs("(setq crib-command '(\"env\" \"HOME=/\" \"crib\") crib-database '(\"~/a b\" \"c\"))",
                             '(files-of (crib--find "fresh OR razor"))')
        self.assertEqual(sorted(seen), ["bread.md:5", "eggs.md:9"])

    def test_odd_names_open_and_run_nothing(self):
        paths = self.add_odd_names()
        before = sorted(os.listdir(os.fsencode(self.notes)))
        seen, _ = self.emacs(
            '(crib-grep "quince")', "(let ((errors (errors-of-buffer)) (gone nil))",
            "(dolist (place (crib--ask nil \"quinc\")) (switch-to-buffer \"*scratch*\")",
            "(cl-letf (((symbol-function 'recenter) #'ignore)) (crib--go place)) (push (here) gone))",
            "(vector errors (vconcat gone)))")
        for visited in seen:
            self.assertEqual([[line, text] for _, line, _, text in visited], [[3, "# Quince"]] * len(paths))
            self.assertEqual(len({file for file, *_ in visited}), len(paths))
        self.assertEqual(sorted(os.listdir(os.fsencode(self.notes))), before)
        self.assertFalse(list(self.folder.rglob("ran")))

    def test_one_process_answers_and_sees_a_new_index(self):
        seen, _ = self.emacs(
            '(let* ((nothing (crib--ask nil "quincex")) (first crib--batch) (razor (crib--ask nil "raz")))',
            '(write-region "# Other\\n\\n## Quincex\\n" nil "notes/new.md")',
            '(call-process "crib-index" nil nil nil "-q")',
            '(let ((new (crib--ask nil "quince")) (same (eq first crib--batch))) (delete-process first)',
            "(vector (length nothing) (files-of razor) (files-of new) same",
            '(files-of (crib--ask nil "raz")))))')
        self.assertEqual(seen, [0, ["bread.md:5"], ["new.md:3"], True, ["bread.md:5"]])

    def test_an_interrupted_query_leaves_the_next_its_own_answer(self):
        seen, _ = self.emacs(
            "(let ((waits 0)) (crib--ask nil \"milk\")",
            "(advice-add 'accept-process-output :before-while (lambda (&rest _)"
            " (or (> (setq waits (1+ waits)) 1) (signal 'quit nil))))",
            '(condition-case nil (crib--ask nil "raz") (quit nil))',
            '(files-of (crib--ask nil "vineg")))')
        self.assertEqual(seen[0], "eggs.md:5")

    # Opens Emacs in a terminal, to type in it.

    def open(self, *forms, packages=False):
        self.folder.joinpath("setup.el").write_text(
            SETUP + "".join(forms) + "(global-set-key (kbd \"<f5>\") #'crib)"
            "(global-set-key (kbd \"<f6>\") (lambda () (interactive) (write-result (vector"
            " (here) (length (window-list)) (and (get-buffer \"*crib preview*\") t)))))")
        quick = ["-q"] if packages else ["-Q"]
        return self.open_terminal(["emacs", "-nw", *quick, "-l", CRIB, "-l", "setup.el", "notes/milk.md"], "Three days")

    def ask_where(self, terminal):
        """File, line, column and text, the number of windows, and whether there is a preview."""
        return self.result_after(terminal, lambda: terminal.press("F6"))

    def check_picker(self, terminal):
        terminal.press("F5")
        terminal.wait_for("How long does milk keep?")
        terminal.wait_for("Vinegar in barely simmering water.")
        terminal.type("how razo")
        terminal.wait_for(shows("A razor gives the crust room.", without="Vinegar"))
        terminal.press("Enter")
        terminal.wait_for(shows("## Scoring", without="how razo"))
        self.assertEqual(self.ask_where(terminal), [["bread.md", 5, 0, "## Scoring"], 1, None])

    def test_live_in_fido_vertical_mode(self):
        terminal = self.open("(fido-vertical-mode)")
        self.check_picker(terminal)
        terminal.press("M-,")  # goes back
        terminal.wait_for("Three days")
        terminal.press("F5")
        terminal.type("poach an")
        terminal.wait_for("Vinegar in")
        terminal.press("Down")
        terminal.wait_for("A fresh egg sinks.")
        terminal.press("C-g")
        terminal.wait_for(lacks("fresh egg"))
        self.assertEqual(self.ask_where(terminal), [["milk.md", 1, 0, "# Milk"], 1, None])

    def test_a_long_candidate_takes_one_line(self):
        self.notes.joinpath("long.md").write_text("# Oven\n\n" + "## Rye " + "and rye " * 20 + "\n\n## Rye\n")
        self.index()
        terminal = self.open("(fido-vertical-mode)")
        terminal.press("F5")
        terminal.type("rye")
        screen = terminal.wait_for(lambda lines: any(line.startswith("Rye and rye") for line in lines))
        self.assertEqual([line[:7].rstrip() for line in screen[-2:]], ["Rye", "Rye and"])

    def test_live_in_vertico_with_consult(self):
        terminal = self.open("(require 'vertico)(require 'consult)(vertico-mode)", packages=True)
        self.check_picker(terminal)

    def test_default_completion(self):
        terminal = self.open()
        terminal.press("F5")
        terminal.type("poach an")
        terminal.wait_for("Vinegar in")
        terminal.press("Tab", "Tab")
        terminal.wait_for("How do you poach an egg? › Freshness")
        terminal.press("Enter")
        terminal.wait_for("## Poached Eggs")
        self.assertEqual(self.ask_where(terminal), [["eggs.md", 5, 0, "## Poached Eggs"], 1, None])


if __name__ == "__main__":
    NotesTest.bin = sys.argv[1]
    unittest.main(argv=sys.argv[:1] + sys.argv[2:])
