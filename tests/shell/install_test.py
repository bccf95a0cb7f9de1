#!/usr/bin/python3
"""crib installed in a user's home: each program finds its files by itself, or with the printed line.

usage: install_test.py BUILD [unittest's arguments]
"""

import os
import sys
import tempfile
import unittest
from pathlib import Path

from commands import run


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.home = Path(folder.name).resolve() / "home"
        cls.home.mkdir()
        cls.prefix = cls.home / ".local"
        cls.said = cls.install(cls.prefix)

    @classmethod
    def environment(cls):
        path = f"{cls.prefix}/bin:/usr/local/bin:/usr/bin:/bin"
        return {"HOME": str(cls.home), "PATH": path, "LC_ALL": "C.UTF-8", "TERM": "dumb"}

    @classmethod
    def install(cls, prefix, **more):
        return run("cmake", "--install", BUILD, "--prefix", prefix, env={**cls.environment(), **more})

    def line_for(self, program):
        lines = self.said.splitlines()
        (at,) = (at for at, line in enumerate(lines) if line.startswith(f"  {program}, "))
        return lines[at + 1].strip()

    def run_at_home(self, *command):
        return run(*command, env=self.environment())

    def test_the_programs_and_their_manual_are_found(self):
        self.assertIn("crib ", self.run_at_home("crib", "--version"))
        self.assertIn("QUESTION MAP", self.run_at_home("man", "crib-notes"))
        self.assertNotIn("~/.profile", self.said)

    def test_vim_finds_its_plugin_by_the_line(self):
        (self.home / ".vimrc").write_text(self.line_for("Vim") + "\n")
        known = "if exists(':Crib') != 2 | cquit! | endif"
        self.run_at_home("vim", "-N", "-es", "-u", self.home / ".vimrc", "-i", "NONE", "-c", "packloadall",
                         "-c", known, "-c", "help :Crib", "-c", "qall!")  # fmt: skip

    def test_neovim_finds_it_by_itself(self):
        self.assertNotIn("Neovim", self.said)
        known = "if exists(':Crib') != 2 | cquit! | endif"
        self.run_at_home("nvim", "--headless", "-i", "NONE", "-c", known, "-c", "help :Crib", "-c", "qall!")

    def test_emacs_finds_its_library_by_the_line(self):
        line = self.line_for("Emacs")
        self.run_at_home("emacs", "--batch", "-Q", "--eval", line, "--eval", "(require 'crib)")

    def test_zsh_completes_by_the_line(self):
        commands = f"{self.line_for('zsh')}; autoload -Uz compinit; compinit -u -D; print $_comps[crib]"
        self.assertEqual(self.run_at_home("zsh", "-fc", commands), "_crib\n")

    def test_fish_completes_by_itself(self):
        self.assertIn("--links-to", self.run_at_home("fish", "-c", "complete -C 'crib --'"))

    def test_the_services_lie_where_systemd_looks(self):
        self.assertTrue((self.prefix / "share/systemd/user/crib-watch.service").exists())

    def test_a_prefix_out_of_the_path_is_said(self):
        said = self.install(self.home / "elsewhere")
        self.assertIn(f"PATH={self.home}/elsewhere/bin:$PATH\n", said)
        self.assertIn(f"set packpath^={self.home}/elsewhere/share/nvim/site\n", said)

    def test_nothing_is_said_where_a_package_is_made(self):
        self.assertNotIn("needs one line", self.install("/usr", DESTDIR=str(self.home / "staged")))


if __name__ == "__main__":
    BUILD = Path(sys.argv.pop(1)).resolve()
    os.umask(0o022)
    unittest.main()
