#!/usr/bin/python3
"""Tests of crib.kak: tests/editors/kakoune_test.py BINDIR [TEST...]"""

import base64
import os
import sys
import unittest
from pathlib import Path

from notes import NotesTest, lacks

CRIB = Path(__file__).resolve().parent.parent.parent / "scripts/editors/kakoune/crib.kak"


class KakouneTest(NotesTest):
    def open(self, *commands):
        """Opens a note in kakoune, with a command :say that writes the current place."""
        say = ("define-command say %{ nop %sh{ printf '[\"%s\", %s, %s]' \"$(printf %s \"$kak_buffile\" | base64 -w 0)\" "
               "$kak_cursor_line $kak_cursor_char_column >result.new; mv result.new result } }")
        self.folder.joinpath("setup.kak").write_text("\n".join([f"source {CRIB}", say, *commands]) + "\n")
        return self.open_terminal(["kak", "-n", "-ui", "terminal", "-e", "source setup.kak", "notes/milk.md"],
                                  "Three days")

    def ask_where(self, terminal):
        """The current place: the file's name, the line and the column."""
        path, line, column = self.result_after(terminal, lambda: terminal.type(":say\r"))
        return os.fsdecode(os.path.basename(base64.b64decode(path))), line, column

    def test_places_are_listed_and_opened(self):
        terminal = self.open()
        terminal.type(":crib poach an egg\r")
        lines = terminal.wait_for("notes/eggs.md:5:1")
        self.assertRegex(lines[0], r"notes/eggs\.md:5:1 +How do you poach an egg\? › Poached Eggs")
        terminal.press("Enter")
        terminal.wait_for("## Poached Eggs")
        self.assertEqual(self.ask_where(terminal), ("eggs.md", 5, 1))
        terminal.type(":crib-next\r")
        terminal.wait_for(lacks("crib-next"))
        self.assertEqual(self.ask_where(terminal), ("eggs.md", 9, 1))
        terminal.type(":crib-previous\r")
        terminal.wait_for(lacks("crib-previous"))
        self.assertEqual(self.ask_where(terminal), ("eggs.md", 5, 1))

    def test_no_words_list_the_map_or_a_group(self):
        terminal = self.open()
        terminal.type(":crib\r")
        terminal.wait_for("How is a loaf frozen? › Freezing")
        terminal.type(":crib -g Bread\r")
        terminal.wait_for(lacks("Milk"))
        terminal.wait_for("How is a loaf frozen? › Freezing")

    def test_selection_is_the_query(self):
        terminal = self.open()
        terminal.type("gex")  # the line "Three days, once opened."
        terminal.type(":crib-selection\r")
        terminal.wait_for("How long does milk keep? › Milk")

    def test_errors_are_shown(self):
        terminal = self.open("set-option global crib_command env crib --db nowhere")
        terminal.type(":crib egg\r")
        terminal.wait_for("no index at nowhere")
        terminal.type(":set-option global crib_command crib\r:crib zyzzyva\r")
        terminal.wait_for("nothing found")
        terminal.type(":crib --nonsense\r")
        terminal.wait_for("--nonsense: no such option")

    def test_odd_names_open_and_run_nothing(self):
        paths = self.add_odd_names()
        before = sorted(os.listdir(os.fsencode(self.notes)))
        terminal = self.open()
        terminal.type(":crib -n 0 -k section quince\r")
        terminal.wait_for("Quince")
        opened = set()
        for _ in paths:
            terminal.type(":crib-next\r")
            name, line, column = self.ask_where(terminal)
            opened.add(name)
            self.assertEqual((line, column), (3, 1), name)
        self.assertEqual(opened, {os.fsdecode(os.path.basename(path)) for path in paths})
        self.assertEqual(sorted(os.listdir(os.fsencode(self.notes))), before)
        self.assertFalse(list(self.folder.rglob("ran")))


if __name__ == "__main__":
    NotesTest.bin = sys.argv[1]
    unittest.main(argv=sys.argv[:1] + sys.argv[2:])
