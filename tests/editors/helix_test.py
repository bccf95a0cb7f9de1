#!/usr/bin/python3
"""Test of the keys for Helix in scripts/editors/README.md: tests/editors/helix_test.py BINDIR [TEST...]"""

import re
import subprocess
import sys
import tomllib
import unittest
from pathlib import Path

from notes import NotesTest

README = Path(__file__).resolve().parent.parent.parent / "scripts/editors/README.md"


class HelixTest(NotesTest):
    def test_selection_leads_to_the_best_place(self):
        [block] = re.findall(r"```toml\n(.*?)```", README.read_text(), re.DOTALL)
        pipe, read = tomllib.loads(block)["keys"]["select"]["K"]
        command = pipe.removeprefix(":pipe-to ")
        selection = 'a razor $(touch ran)\n "; touch ran # for\nthe crust\n'
        # Helix passes the selection to the command as standard input.
        subprocess.run(["sh", "-c", command], input=selection, text=True, cwd=self.folder, env=self.environment,
                       check=True, timeout=600)
        shown = self.run_program("sh", "-c", re.fullmatch(r":open %sh\{(.*)\}", read)[1])
        self.assertEqual(shown.stdout, "notes/bread.md:5:1\n")
        self.assertFalse(list(self.folder.rglob("ran")))


if __name__ == "__main__":
    NotesTest.bin = sys.argv[1]
    unittest.main(argv=sys.argv[:1] + sys.argv[2:])
