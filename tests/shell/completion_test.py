#!/usr/bin/python3
"""Completion in bash, zsh and fish, as a person at a prompt sees it.

usage: completion_test.py BIN SCRIPTS [unittest's arguments]
"""

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from program_help import OPTION, PROGRAMS, differences, options_of
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from terminal import NotSeen, Terminal

NOTES = """# Map

## Arrays & Lists

- How is a list copied?
  [Copies](copies.md#copies)

## Hashes

- What is a hash?
  [Hash](copies.md#hash)
"""
COPIES = "# Copies\n\nAll.\n\n## Hash\n\nOne.\n"


class Shell:
    """The prompt of a new shell with crib's completion."""

    def __init__(self, test, command):
        self.terminal = Terminal(command, env=test.env, cwd=test.home, columns=150, lines=60)
        test.addCleanup(self.terminal.__exit__)
        self.terminal.wait_for("prompt>")

    def complete(self, line, tabs, condition):
        """Types a line and tabs. Returns the screen after that."""
        self.terminal.type(line)
        self.terminal.press(*["Tab"] * tabs)
        return self.terminal.wait_for(condition)


class Completion:
    """Tests that each shell must pass."""

    tabs = 1  # until all completions are listed

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name).resolve()
        self.env = {
            "HOME": str(self.home),
            "PATH": f"{BIN}:{SCRIPTS}:/usr/bin:/bin",
            "PS1": "prompt> ",
            "INPUTRC": "/dev/null",
        }
        for name, text in {"map.md": NOTES, "copies.md": COPIES}.items():
            path = self.home / "notes" / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        for database in ([], ["--db", "other db"]):
            subprocess.run(
                ["crib-index", "-q", *database, "notes"], env=self.env, cwd=self.home, check=True
            )
        self.prepare()

    def prepare(self):
        pass

    def complete(self, line, condition, tabs=None):
        return Shell(self, self.command).complete(line, tabs or self.tabs, condition)

    def test_the_options_are_those_of_the_help(self):
        for program in PROGRAMS:
            with self.subTest(program):
                known = options_of(program, self.env)
                has = lambda lines: set(OPTION.findall("\n".join(lines[1:])))
                try:
                    # A list is drawn in parts, so this waits for the whole list.
                    self.complete(f"{program} --", lambda lines: has(lines) == known)
                except NotSeen as error:
                    self.fail("\n".join(differences(program, self.file, has(error.screen), self.env)))

    def test_a_format_is_completed(self):
        self.complete("crib -f gr", "crib -f grep")

    def test_formats_are_those_that_crib_knows(self):
        error = subprocess.run(
            ["crib", "-f", "x"], env=self.env, capture_output=True, text=True
        ).stderr
        names = set(re.search("not one of (.*), nor", error)[1].split(", "))
        self.complete("crib -f ", lambda lines: names <= set(" ".join(lines).split()))

    def test_names_of_links_are_those_that_crib_knows(self):
        error = subprocess.run(
            ["crib", "--hyperlink-format", "x"], env=self.env, capture_output=True, text=True
        ).stderr
        names = set(re.search("is not one of (.*); see", error)[1].split(", "))
        listed = lambda lines: names <= set(" ".join(lines).split())
        self.complete("crib --hyperlink-format ", listed)

    def test_a_group_is_completed_from_the_database(self):
        typed = re.compile(r"crib -g Arrays\\ (\\&|&)\\ Lists")
        self.complete("crib -g Arr", lambda lines: typed.search(lines[0]))
        self.complete("crib-fzf --group Ha", "crib-fzf --group Hashes")

    def test_a_group_is_that_of_the_database_named(self):
        self.env["CRIB_DB"] = "/gone"
        self.complete("crib -d 'other db' -g Ha", "-g Hashes")

    def test_a_tree_is_completed(self):
        self.complete("crib-index --forget ", f"--forget {self.home}/notes")

    def test_a_link_is_completed(self):
        shown = lambda lines: "copies.md#hash" in lines[0].replace("\\", "")
        self.complete("crib --show copies.md#ha", shown, tabs=1)

    def test_a_folder_is_completed(self):
        self.complete("crib-index no", "crib-index notes/")

    def test_an_option_is_completed_behind_the_query(self):
        self.complete("crib lists --pref", "crib lists --prefix")
        self.complete("crib lists -f gr", "crib lists -f grep")

    def test_behind_two_dashes_nothing_is_an_option(self):
        for line in ("crib -- lists --gr", "crib-fzf lists --gr"):
            shell = Shell(self, self.command)
            shell.terminal.type(line)
            shell.terminal.press("Tab")
            shell.terminal.type("X")
            shell.terminal.wait_for(f"{line}X")


class Bash(Completion, unittest.TestCase):
    file = "completions/crib.bash"
    tabs = 2

    def prepare(self):
        text = f"PS1='prompt> '\n. '{SCRIPTS}/completions/crib.bash'\n"
        (self.home / "bashrc").write_text(text)
        self.command = ["bash", "--noprofile", "--rcfile", self.home / "bashrc", "-i"]

    def test_a_value_behind_an_equals_sign_is_completed(self):
        self.complete("crib --format=gr", "crib --format=grep", tabs=1)


class Zsh(Completion, unittest.TestCase):
    file = "completions/_crib"

    def prepare(self):
        text = f"PS1='prompt> '\nfpath=('{SCRIPTS}/completions' $fpath)\nautoload -U compinit\n"
        (self.home / ".zshrc").write_text(text + "compinit -u -d ~/.zcompdump\n")
        self.command = ["zsh", "-i"]

    def test_a_value_behind_an_equals_sign_is_completed(self):
        self.complete("crib --format=gr", "crib --format=grep")


class Fish(Completion, unittest.TestCase):
    file = "completions/crib.fish"

    def prepare(self):
        folder = self.home / ".config" / "fish"
        (folder / "completions").mkdir(parents=True)
        for program in PROGRAMS:
            text = f"source '{SCRIPTS}/completions/crib.fish'\n"
            (folder / "completions" / f"{program}.fish").write_text(text)
        prompt = "set fish_greeting\nset fish_color_autosuggestion\n"
        prompt += "set -g fish_autosuggestion_enabled 0\n"
        (folder / "config.fish").write_text(prompt + "function fish_prompt\n  echo 'prompt> '\nend\n")
        self.command = ["fish", "-i"]


if __name__ == "__main__":
    BIN, SCRIPTS = (Path(sys.argv.pop(1)).resolve() for _ in range(2))
    unittest.main()
