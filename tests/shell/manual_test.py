#!/usr/bin/python3
"""The manual pages: man shows them without warnings, and they describe the programs correctly.

usage: manual_test.py BIN MAN_FOLDER SOURCES [unittest's arguments]
"""

import os
import re
import subprocess
import sys
import unittest
from pathlib import Path

from program_help import PROGRAMS, differences

PAGES = {
    "crib.1": "query/crib.1.md",
    "crib-index.1": "indexer/crib-index.1.md",
    "crib-notes.5": "indexer/crib-notes.5.md",
    "crib-fzf.1": "scripts/crib-fzf.1.md",
}
# A term in a list of options: `**-d**, **--db** *PATH*\`
TERM = re.compile(r"^\*\*--?\w.*\\$", re.MULTILINE)
LONG = re.compile(r"\*\*(--[a-z-]+)\*\*")


def shown(page, *options):
    env = {**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        ["man", "--warnings=w", *options, "-l", page], env=env, check=True, capture_output=True,
        text=True,
    )  # fmt: skip


class Manual(unittest.TestCase):
    def test_man_shows_each_page_without_a_warning(self):
        for name in PAGES:
            with self.subTest(name):
                page = shown(MAN / f"{name}.gz")
                self.assertEqual(page.stderr, "")
                title = name.replace(".", "(").upper() + ")"
                self.assertTrue(page.stdout.startswith(title), page.stdout[:80])
                self.assertIn("\nNAME\n", page.stdout)

    def test_each_name_line_is_what_apropos_reads(self):
        for name in PAGES:
            with self.subTest(name):
                lines = shown(MAN / f"{name}.gz").stdout.split("\n")
                line = lines[lines.index("NAME") + 1]
                self.assertRegex(line, rf"^ +{name[:-2]} +- +\w")

    def test_options_hang_over_what_they_do(self):
        text = shown(MAN / "crib.1.gz").stdout
        self.assertRegex(text, r"\n {5,7}-n, --limit N\n {12,14}At +most +N +answers")

    def test_options_are_those_of_the_help(self):
        wrong = []
        for program in PROGRAMS:
            source = PAGES[program + ".1"]
            terms = TERM.findall((SOURCES / source).read_text())
            has = {option for term in terms for option in LONG.findall(term)}
            wrong += differences(program, source, has, {**os.environ, "PATH": PATH})
        self.assertEqual(wrong, [], "\n" + "\n".join(wrong))

    def test_pages_refer_to_pages_that_there_are(self):
        for source in PAGES.values():
            for name in re.findall(r"\*\*(crib[\w-]*)\*\*(\(\d\))", (SOURCES / source).read_text()):
                self.assertIn(name[0] + "." + name[1][1], PAGES, source)


if __name__ == "__main__":
    BIN, MAN, SOURCES = (Path(sys.argv.pop(1)).resolve() for _ in range(3))
    PATH = f"{BIN}:{SOURCES}/scripts:{os.environ['PATH']}"
    unittest.main()
