#!/usr/bin/python3
"""What a note costs is in proportion to its size, whatever it repeats.

usage: costly_notes_test.py BIN [unittest's arguments]
"""

import os
import subprocess
import sys

import costly_notes
import programs

# Limits for a note of a megabyte, and for the notes beside it.
LONGEST = 20  # seconds of processor time
MOST_MEMORY = 1_200_000  # kB
# How many times the note's size a database may take.
LARGEST_DATABASE = 250
# Twice the size may cost this many times the processor time, when it takes long enough to be measured.
STEEPEST = 4
LONG_ENOUGH = 0.5  # seconds

SANITIZED = "ASAN_OPTIONS" in os.environ

SIZE = 1_000_000 if programs.FULL else 300_000

KINDS = [(name, "md", make) for name, make in costly_notes.MARKDOWN.items()]
KINDS += [(name, "rst", make) for name, make in costly_notes.RST.items()]
QUERIES = [
    ["-n", "0", "-f", "json", "a b w1"],
    ["-n", "0", "-f", "text", "a b w1"],
    ["-n", "0"],
    ["--groups"],
    ["--explain", "a b w1"],
]


class CostlyNotesTest(programs.ProgramTest):
    def measured(self, program, *arguments):
        """The run, its processor time in seconds and its memory in kB."""
        code = ("import resource, subprocess, sys; "
                "code = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode; "
                "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
                "print(used.ru_utime + used.ru_stime, used.ru_maxrss); sys.exit(code % 256)")
        command = [str(programs.BIN / program), "-d", str(self.database), *map(str, arguments)]
        run = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, check=False,
                             env=self.environment(), cwd=self.folder, timeout=programs.PATIENCE)
        seconds, memory = run.stdout.split()[-2:]
        return run, float(seconds), int(memory)

    def assert_bounded(self, name, program, *arguments, statuses=(0,)):
        """Runs the program below the limits. Returns its processor time."""
        run, seconds, memory = self.measured(program, *arguments)
        self.assertIn(run.returncode, statuses, (name, arguments, run.stderr[-400:]))
        if not SANITIZED:
            self.assertLess(seconds, LONGEST, (name, arguments))
            self.assertLess(memory, MOST_MEMORY, (name, arguments))
        return seconds

    def index_note(self, name, suffix, text):
        for path in self.notes.rglob("*"):
            if path.is_file():
                path.unlink()
        programs.write_notes(self.notes, {**programs.NOTES, f"note.{suffix}": text})
        seconds = self.assert_bounded(name, "crib-index", "-q", "-j", "1", "--rebuild", self.notes)
        self.assertEqual(self.crib("-f", "link", "-n", "1", "ladder").stdout, b"tools.rst#ladder\n", name)
        return seconds

    def size_of_database(self):
        current = self.database / "current"
        return sum(path.stat().st_size for path in current.iterdir())

    def test_each_kind(self):
        kinds = KINDS if programs.FULL else self.random.sample(KINDS, len(KINDS) // 10)
        worst = {"seconds": (0, ""), "database": (0, "")}
        for name, suffix, make in kinds:
            with self.subTest(note=name, suffix=suffix):
                half = self.index_note(name, suffix, make(SIZE // 2))
                text = make(SIZE)
                whole = self.index_note(name, suffix, text)
                if not SANITIZED:
                    self.assertLess(whole, STEEPEST * max(half, LONG_ENOUGH), name)
                times = self.size_of_database() / len(text.encode())
                self.assertLess(times, LARGEST_DATABASE, name)
                worst["seconds"] = max(worst["seconds"], (round(whole, 1), f"{name}.{suffix}"))
                worst["database"] = max(worst["database"], (round(times), f"{name}.{suffix}"))
                self.assert_bounded(name, "crib-index", "--check", self.notes, statuses=(0, 1))
                for query in QUERIES:
                    self.assert_bounded(name, "crib", *query, statuses=(0, 1))
                last = text.count("\n")
                self.assert_bounded(name, "crib", "--show", f"{self.notes}/note.{suffix}:{last}")
        print(f"{len(kinds)} kinds; the worst: {worst}", flush=True)

    def test_titles_that_are_repeated_too_often_are_cut_and_reported(self):
        text = "# " + costly_notes.words(20_000) + "\n\n" + "## a\n" * 20_000
        programs.write_notes(self.notes, {"note.md": text})
        run = self.run_program("crib-index", "-d", self.database, self.notes)
        self.assert_plain(run, [0])
        self.assertIn(b"note.md:1:1: warning: a heading longer than 1000 bytes", run.stderr)
        self.assertIn(b"titles are cut to ", run.stderr)
        # What was cut off is text of the section.
        self.assertEqual(self.crib("-f", "grep", "-n", "1", "w2400").returncode, 0)

    def test_tags_that_are_repeated_too_often_are_left_out_and_reported(self):
        programs.write_notes(self.notes, {"note.md": costly_notes.front("tags", 50_000) + "# a\n" * 20_000})
        run = self.run_program("crib-index", "-d", self.database, self.notes)
        self.assert_plain(run, [0])
        self.assertRegex(run.stderr.decode(), r"note\.md:1:1: warning: only the first \d+ of \d+ tags are read")
        self.assertEqual(self.crib("-n", "1", "tag:w1").returncode, 0)


if __name__ == "__main__":
    programs.main()
