"""Indexed notes about a kitchen, for tests of what editors do with crib's answers."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from terminal import Terminal

NOTES = {
    "map.md": """\
# Kitchen

## Eggs & Milk

- How do you poach an egg? [Poached Eggs](eggs.md#poached-eggs) · [Freshness](eggs.md#freshness)
- How long does milk keep? [Milk](milk.md#milk)

## Bread

- Why do you score a loaf? [Scoring](bread.md#scoring)
- Which flour is strong? [Grains](https://example.org/grains)
- How is a loaf frozen? [Freezing](gone.md#freezing)
""",
    "eggs.md": """\
# Eggs

An egg keeps for weeks.

## Poached Eggs

Vinegar in barely simmering water.

## Freshness

A fresh egg sinks.
""",
    "milk.md": "# Milk\n\nThree days, once opened.\n",
    "bread.md": """\
# Bread

Flour, water, salt.

## Scoring

A razor gives the crust room.
""",
}

# Names that mean something to a shell, to an editor's command line, or to a parser of lines.
ODD_NAMES = [
    "it's \"quoted\" $(touch ran) `touch ran`.md",
    "colon:7:1:x.md",
    "new\nline.md",
    "percent % hash # star * [a-z] {b,c} ?.md",
    "bar | call writefile([], 'ran') |.md",
    "back\\slash \\n <CR> <C-r>.md",
    "+touch ran.md",
    "-dash ~ tilde.md",
    "é \u202e right to left.md",
    b"bytes \xff.md",
]


def lacks(text):
    """A condition: no line of the screen holds a text."""
    return lambda lines: not any(text in line for line in lines)


def shows(text, without):
    """A condition: a line of the screen holds one text, and no line holds another."""
    return lambda lines: any(text in line for line in lines) and lacks(without)(lines)


class NotesTest(unittest.TestCase):
    """A test with a folder of its own, in which `notes` are indexed. Programs in it see nothing else."""

    bin = None  # folder of the programs

    def setUp(self):
        self.folder = Path(os.path.realpath(tempfile.mkdtemp(prefix="crib-editors-")))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.notes = self.folder / "notes"
        self.notes.mkdir()
        for name, text in NOTES.items():
            self.notes.joinpath(name).write_text(text)
        keep = {key: os.environ[key] for key in ("TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS") if key in os.environ}
        self.environment = keep | {
            "HOME": str(self.folder), "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "SHELL": "/bin/sh",
            "PATH": f"{self.bin}:{os.environ['PATH']}"}
        self.index()

    def add_odd_names(self):
        """Makes notes with odd names, each with one section in line 3. Returns their paths."""
        paths = [os.fsencode(self.notes) + b"/" + os.fsencode(name) for name in ODD_NAMES]
        for path in paths:
            Path(os.fsdecode(path)).write_text("\n\n# Quince\n\nA quince.\n")
        self.index()
        return paths

    def index(self):
        self.run_program("crib-index", "-q", self.notes)

    def run_program(self, *command, status=0):
        done = subprocess.run(command, env=self.environment, cwd=self.folder, text=True, errors="surrogateescape",
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=600)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    def open_terminal(self, command, awaited):
        terminal = Terminal(command, env=self.environment, cwd=self.folder, columns=120, lines=40)
        self.addCleanup(terminal.__exit__)
        terminal.wait_for(awaited)
        return terminal

    def result_after(self, terminal, act):
        """The JSON that the editor writes to the file `result` after an action in its terminal."""
        result = self.folder / "result"
        result.unlink(missing_ok=True)
        act()
        terminal.wait_until(result.exists, "a result")
        return json.loads(result.read_text(errors="surrogateescape"))
