#!/usr/bin/python3
"""crib-fzf as a person uses it: the screen of fzf, its keys, and what the editor and clipboard get.

usage: fzf_test.py BIN CRIB_FZF [unittest's arguments]
"""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from terminal import Terminal

MAP = """# Kitchen

## Eggs

- How long do you boil an egg?
  [Boiled](eggs.md#boiled) · [Timer](eggs.md#timer)
- How do you poach an egg?
  [Poached](eggs.md#poached)
- Where are eggs bought?
  [Market](market.md)

## Bread

- How do you score a loaf?
  [Scoring](bread.md#scoring)
"""
EGGS = """# Eggs

## Boiled

Seven minutes, then cold water.

## Poached

Vinegar in the water.

## Timer

Any clock will do.
"""
BREAD = "# Bread\n\n## Scoring\n\nUse a razor, quickly.\n"

# The command in README.
BY_HAND = r"""
crib -f '{link}\t{title} › {section}' | fzf -d '\t' --with-nth 2 --preview 'crib --show {1}' \
    --bind 'enter:become(crib -o --show {1})'
"""

# Writes each of its arguments on a line of $HOME/given.
RECORDER = '#!/bin/sh\nprintf "%s\\n" "$@" >"$HOME/given.new"\nmv "$HOME/given.new" "$HOME/given"\n'
# Writes its standard input to $HOME/given.
READER = '#!/bin/sh\ncat >"$HOME/given.new"\nmv "$HOME/given.new" "$HOME/given"\n'


class CribFzf(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name).resolve()
        self.bin = self.home / "bin"
        self.bin.mkdir()
        self.env = {
            "HOME": str(self.home),
            "PATH": f"{self.bin}:{BIN}:/usr/bin:/bin",
            "SHELL": "/bin/false",
            "FZF_DEFAULT_OPTS": "--pointer='>'",  # newer versions draw another one
            "EDITOR": "vim",
        }
        self.program("vim", RECORDER)

    def program(self, name, text):
        path = self.bin / name
        path.write_text(text)
        path.chmod(0o755)

    def notes(self, texts):
        for name, text in texts.items():
            path = os.fsencode(self.home / "notes") + b"/" + os.fsencode(name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            Path(os.fsdecode(path)).write_text(text)
        subprocess.run(
            [BIN / "crib-index", "-q", self.home / "notes"], env=self.env, check=True,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def kitchen(self):
        self.notes({"map.md": MAP, "eggs.md": EGGS, "bread.md": BREAD})

    def open(self, *arguments, columns=100):
        terminal = Terminal(
            [CRIB_FZF, *arguments], env=self.env, cwd=self.home, columns=columns
        )
        self.addCleanup(terminal.__exit__)
        return terminal

    def open_poached(self):
        self.kitchen()
        terminal = self.open("poach")
        terminal.wait_for("Vinegar in the water.")
        return terminal

    def given(self, terminal):
        """Waits until the editor or clipboard got something. Returns it."""
        path = self.home / "given"
        terminal.wait_until(path.exists, "a program to be run")
        return path.read_text().splitlines()

    def test_opens_with_the_whole_map_and_the_first_section(self):
        self.kitchen()
        terminal = self.open()
        self.assertEqual(
            terminal.wait_for("Seven minutes")[3:9],
            [
                "> How long do you boil an egg?  › Boiled  Eggs",
                "    › Timer",
                "  How do you poach an egg?  › Poached  Eggs",
                "  Where are eggs bought?  › Market  Eggs",
                "  How do you score a loaf?  › Scoring  Bread",
                "",
            ],
        )

    def test_typing_ranks_and_enter_opens_the_line(self):
        self.kitchen()
        terminal = self.open()
        terminal.wait_for("5/5")
        # An unfinished word that is only in a section's text.
        terminal.type("raz")
        terminal.wait_for("> How do you score a loaf?  › Scoring  Bread")
        terminal.wait_for("Use a razor, quickly.")
        terminal.press("Enter")
        self.assertEqual(self.given(terminal), ["+3", "--", f"{self.home}/notes/bread.md"])
        self.assertEqual(terminal.exit_code(), 0)

    def test_a_second_link_is_opened_where_it_leads(self):
        self.kitchen()
        terminal = self.open("boil")
        terminal.wait_for("Seven minutes")
        terminal.press("Down")
        terminal.wait_for("Any clock will do.")
        terminal.press("Enter")
        self.assertEqual(self.given(terminal), ["+11", "--", f"{self.home}/notes/eggs.md"])

    def test_a_broken_link_opens_the_question(self):
        self.kitchen()
        terminal = self.open("bought")
        terminal.wait_for("Where are eggs bought?")
        terminal.press("Enter")
        self.assertEqual(self.given(terminal), ["+9", "--", f"{self.home}/notes/map.md"])

    def test_a_newer_fzf_wraps_between_words(self):
        self.kitchen()
        help_of_074 = 'case $1 in --help) echo "[,[no]wrap[-word]]"; exit ;; esac\ncat >"$HOME/lines"\n'
        self.program("fzf", RECORDER.replace("\n", "\n" + help_of_074, 1))
        self.assertIn(
            "right,50%,border-left,wrap-word,<80(down,65%,border-top,wrap-word)",
            self.given(self.open()),
        )

    def test_ctrl_o_comes_back(self):
        terminal = self.open_poached()
        terminal.press("C-o")
        self.assertEqual(self.given(terminal), ["+7", "--", f"{self.home}/notes/eggs.md"])
        terminal.wait_for("Vinegar in the water.")
        terminal.press("Escape")
        self.assertEqual(terminal.exit_code(), 130)

    def test_ctrl_y_copies_the_link_to_the_clipboard(self):
        self.program("xclip", READER)
        self.env["DISPLAY"] = ":7"
        terminal = self.open_poached()
        terminal.press("C-y")
        self.assertEqual(self.given(terminal), ["eggs.md#poached"])
        terminal.wait_for("Vinegar in the water.")

    def test_without_a_clipboard_the_terminal_keeps_the_link(self):
        terminal = self.open_poached()
        terminal.tmux("set", "-s", "set-clipboard", "on")
        terminal.press("C-y")
        kept = lambda: terminal.tmux("list-buffers", "-F", "#{buffer_sample}").strip()
        terminal.wait_until(lambda: kept() == "eggs.md#poached", "the link in tmux's buffer")

    def test_ctrl_t_goes_into_the_group_and_out_again(self):
        terminal = self.open_poached()
        terminal.press("C-t")
        terminal.wait_for("Eggs>")
        terminal.wait_for("3/3")
        terminal.press("C-t")
        terminal.wait_for("5/5")
        terminal.wait_for("How do you score a loaf?")

    def test_drilling_hides_the_answer_until_tab(self):
        self.kitchen()
        terminal = self.open("-g", "eggs")
        terminal.wait_for(lambda lines: lines[-1] == "How long do you boil an egg?", "no answer")
        terminal.press("Tab")
        # The preview shows all links of an answer.
        terminal.wait_for("Seven minutes")
        terminal.wait_for("Any clock will do.")
        terminal.press("Down")
        terminal.wait_for(lambda lines: "> How do you poach an egg?" in lines, "the next")
        terminal.wait_for(lambda lines: not any("Seven" in line for line in lines), "no answer")
        self.assertFalse(any("›" in line or "Vinegar" in line for line in terminal.screen()))

    def test_drilling_finds_in_the_group_only(self):
        self.kitchen()
        terminal = self.open("--group=bread")
        terminal.wait_for("1/1")
        terminal.type("egg")
        terminal.wait_for("0/0")

    def test_shuffled_questions_stay_in_their_order(self):
        self.kitchen()
        terminal = self.open("--shuffle=3")
        ask = ["--shuffle=3", "-f", "{rank}\t{title}"]
        printed = subprocess.run([BIN / "crib", *ask], env=self.env, check=True, text=True,
                                 capture_output=True).stdout  # fmt: skip
        order = list(dict.fromkeys(line.split("\t")[1] for line in printed.splitlines()))
        in_order = lambda lines: [line[2:].split("  ")[0] for line in lines[3:7]] == order
        terminal.wait_for(in_order, order)
        terminal.type("loaf")
        terminal.wait_for(lambda lines: not in_order(lines), "the best first")
        terminal.press("C-u")
        terminal.wait_for(in_order, order)

    def test_names_and_titles_are_text_and_nothing_else(self):
        trap = "$(touch trap) `touch trap` ';touch trap;' \"{q}\" {}"
        name = "a b'$(touch trap)\"\t\n{1}\\\udcff.md"
        self.notes({name: f"# {trap}\n\nquince\n"})
        terminal = self.open("quince")
        terminal.wait_for("$(touch trap)")
        terminal.press("C-o")
        given = self.home / "given"
        terminal.wait_until(given.exists, "the editor to be run")
        path = os.fsencode(f"{self.home}/notes/{name}\n")
        self.assertEqual(given.read_bytes(), b"+1\n--\n" + path)
        terminal.wait_for("quince")
        terminal.press("C-u")
        terminal.type("'\"; touch trap; $(touch trap) {}")
        terminal.press("C-t")
        terminal.wait_for("1/1")
        self.assertFalse((self.home / "trap").exists())

    def test_a_group_is_text_and_nothing_else(self):
        group = "What's {} for; {q} $(touch trap)"
        items = "- What is it?\n  [a](a.md)\n- Why a quince?\n  [a](a.md)\n"
        self.notes({"map.md": f"# Map\n\n## {group}\n\n{items}", "a.md": "# A\n"})
        terminal = self.open("-g", group)
        terminal.wait_for("2/2")
        terminal.type("quince $(touch trap)")
        terminal.wait_for(lambda lines: lines[-1] == "Why a quince?", "the question alone")
        terminal.press("Tab")
        terminal.wait_for("a.md")
        self.assertFalse((self.home / "trap").exists())

    def test_a_pipe_to_fzf_does_by_hand(self):
        self.kitchen()
        (self.home / "pick").write_text(BY_HAND)
        terminal = Terminal(["bash", "pick"], env={**self.env, "SHELL": "/bin/sh"}, cwd=self.home)
        self.addCleanup(terminal.__exit__)
        terminal.wait_for("Seven minutes")
        terminal.type("poach")
        terminal.wait_for("Vinegar in the water.")
        terminal.press("Enter")
        self.assertEqual(self.given(terminal), ["+7", "--", f"{self.home}/notes/eggs.md"])

    def test_notes_without_questions_are_listed_by_section(self):
        self.notes({"eggs.md": EGGS})
        terminal = self.open()
        terminal.wait_for("  Poached  Eggs")

    def test_a_heading_that_asks_is_listed_once(self):
        self.notes({"eggs.md": "# Eggs\n\n## What is an egg?\n\nRound.\n"})
        terminal = self.open()
        terminal.wait_for("> What is an egg?  Eggs")

    def test_what_is_wrong_is_said_before_the_screen_is_taken(self):
        def said(*arguments):
            done = subprocess.run([CRIB_FZF, *arguments], env=self.env, cwd=self.home, text=True,
                                  stdin=subprocess.DEVNULL, capture_output=True)  # fmt: skip
            return done.returncode, done.stdout, done.stderr

        code, out, errors = said()
        self.assertEqual((code, out), (2, ""))
        self.assertIn("crib: no index", errors)
        self.assertEqual(said("-x"), (2, "", "crib-fzf: -x: no such option; see crib-fzf --help\n"))
        self.kitchen()
        self.assertEqual(said("-g", "gone")[:2], (2, ""))
        self.assertEqual(said("--help")[0], 0)

    def test_an_editor_that_is_not_there_is_said(self):
        self.env["EDITOR"] = ""
        terminal = self.open_poached()
        terminal.press("C-o")
        terminal.wait_for("set VISUAL or EDITOR")
        terminal.press("Space")
        terminal.wait_for("Vinegar in the water.")


if __name__ == "__main__":
    BIN = Path(sys.argv.pop(1)).resolve()
    CRIB_FZF = Path(sys.argv.pop(1)).resolve()
    unittest.main()
