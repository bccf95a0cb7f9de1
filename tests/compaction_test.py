#!/usr/bin/env python3
"""usage: tests/compaction_test.py BINDIR: after many single edits a database is small, and it answers all the time

$CRIB_TEST_SEED seeds the notes.
"""
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import unittest

BIN = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else "build").resolve()
SEED = int(os.environ.get("CRIB_TEST_SEED", "1"))
NOTES = 60
EDITS = 80
LARGEST = 1.3  # most times the size of a newly made database: a few commits take room
ROOM = 1 << 20


class CompactionTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.notes = self.folder / "notes"
        self.notes.mkdir()
        self.rng = random.Random(SEED)
        for number in range(NOTES):
            self.write(number, 8)

    def write(self, number, sections):
        words = [f"word{self.rng.randrange(20000)}" for _ in range(sections * 150)]
        text = f"# Note {number}\n\nheron{number}\n"
        for section in range(sections):
            text += f"\n## Section {section}\n\n{' '.join(words[section * 150:][:150])}\n"
        (self.notes / f"{number}.md").write_text(text)

    def run_program(self, name, *arguments, codes=(0,)):
        done = subprocess.run([BIN / name, *map(str, arguments)], capture_output=True, text=True, check=False,
                              cwd=self.folder, env={**os.environ, "HOME": str(self.folder)})
        self.assertIn(done.returncode, codes, done.stderr)
        self.assertEqual(done.stderr, "")
        return done.stdout

    def index(self, database, *arguments):
        self.run_program("crib-index", "-q", "-d", database, *arguments)

    def generation(self):
        return os.readlink(self.folder / "kept/current")

    def size(self, database):
        return sum(file.stat().st_size for file in (self.folder / database / "current").resolve().glob("*.glass"))

    def read_for_ever(self, stop, wrong):
        while not stop.is_set():
            for number in range(0, NOTES, 7):
                found = self.run_program("crib", "-d", "kept", "-f", "link", f"+heron{number}").split()
                if found != [f"{number}.md#note-{number}"]:
                    wrong.append(found)

    def test_many_single_edits(self):
        self.index("kept", "notes")
        first = self.generation()
        stop, wrong = threading.Event(), []
        reader = threading.Thread(target=self.read_for_ever, args=(stop, wrong))
        reader.start()
        try:
            for _ in range(EDITS):
                self.write(self.rng.randrange(NOTES), 8)
                self.index("kept")
        finally:
            stop.set()
            reader.join()
        self.assertEqual(wrong, [])
        self.assertNotEqual(self.generation(), first, "it was never compacted")
        self.assertEqual(len(list((self.folder / "kept").glob("generation-*"))), 1)
        self.index("anew", "notes")
        self.assertLess(self.size("kept"), LARGEST * self.size("anew") + ROOM)
        every = ("crib", "-f", "json", "-k", "section", "-n", "0")
        self.assertEqual(self.run_program(*every, "-d", "kept", "section"), self.run_program(*every, "-d", "anew", "section"))


if __name__ == "__main__":
    print(f"CRIB_TEST_SEED={SEED}")
    unittest.main()
