#!/usr/bin/env python3
"""usage: tests/watch_test.py BINDIR: tests of crib-index --watch

Every wait is for a condition, and has a limit.
"""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

BIN = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else "build").resolve()
PATIENCE = 180  # seconds; on an idle machine, each event comes within one


class Watched(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.notes = self.folder / "notes"
        self.notes.mkdir()
        self.database = self.notes / "db"  # inside the tree
        self.write("first.md", "# First\n\nheron\n")
        self.watcher = self.start()

    def start(self):
        with (self.folder / "out").open("w") as out, (self.folder / "err").open("w") as err:
            watcher = subprocess.Popen([BIN / "crib-index", "--watch", "-d", self.database, self.notes], stdout=out,
                                       stderr=err, env={**os.environ, "HOME": str(self.folder)})
        self.addCleanup(watcher.wait)
        self.addCleanup(watcher.kill)
        self.eventually(lambda: (self.folder / "out").read_text(), "the first run")
        return watcher

    def eventually(self, condition, what):
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                self.fail(f"not in {PATIENCE} s: {what}; {(self.folder / 'err').read_text()}")
            time.sleep(0.02)

    def write(self, path, text):
        whole = self.notes / path
        whole.parent.mkdir(parents=True, exist_ok=True)
        whole.write_text(text)

    def replace(self, path, text):
        (self.folder / "new").write_text(text)
        (self.folder / "new").rename(self.notes / path)

    def run_program(self, *command):
        return subprocess.run([str(BIN / command[0]), *map(str, command[1:])], capture_output=True, text=True, check=False,
                              cwd=self.folder, env={**os.environ, "HOME": str(self.folder)})

    def found(self, word):
        done = self.run_program("crib", "-d", self.database, "-f", "link", "--no-spelling", "+" + word)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return done.stdout.split()

    def expect(self, word, *links):
        self.eventually(lambda: self.found(word) == list(links), f"{word} in {links}")

    def test_a_note_that_is_written_changed_and_removed(self):
        self.write("new.md", "# New\n\nkestrel\n")
        self.expect("kestrel", "new.md#new")
        self.write("new.md", "# Newer\n\nosprey\n")
        self.expect("osprey", "new.md#newer")
        self.assertEqual(self.found("kestrel"), [])
        (self.notes / "new.md").unlink()
        self.expect("osprey")

    def test_a_database_whose_words_were_made_by_other_rules_is_made_anew(self):
        self.watcher.terminate()
        self.watcher.wait()
        current = self.database / "current"
        subprocess.run(["xapian-metadata", "set", current, "crib.rules", "tokenizer 0"], check=True)
        (current / "seal").unlink()
        self.start()
        self.assertIn("rules by which words are made have changed (the tokenizer, ",
                      (self.folder / "err").read_text())
        self.assertEqual(self.found("heron"), ["first.md#first"])
        self.assertEqual(self.run_program("crib", "-d", self.database, "heron").stderr, "")

    def test_an_editor_that_saves_by_renaming(self):
        (self.notes / ".first.md.tmp").write_text("# First\n\negret\n")
        (self.notes / "first.md").rename(self.notes / "first.md~")
        (self.notes / ".first.md.tmp").rename(self.notes / "first.md")
        self.expect("egret", "first.md#first")

    def test_folders_that_come_move_and_go(self):
        self.write("a/b/c.md", "# C\n\nbittern\n")
        self.expect("bittern", "a/b/c.md#c")
        self.write("a/b/d.md", "# D\n\navocet\n")
        self.expect("avocet", "a/b/d.md#d")
        (self.notes / "a").rename(self.notes / "z")
        self.expect("avocet", "z/b/d.md#d")
        self.write("z/b/d.md", "# D\n\ndunlin\n")
        self.expect("dunlin", "z/b/d.md#d")
        shutil.rmtree(self.notes / "z")
        self.expect("dunlin")

    def test_a_folder_that_is_moved_in_is_watched(self):
        (self.folder / "outside").mkdir()
        (self.folder / "outside" / "e.md").write_text("# E\n\nplover\n")
        (self.folder / "outside").rename(self.notes / "inside")
        self.expect("plover", "inside/e.md#e")
        self.write("inside/e.md", "# E\n\nlapwing\n")
        self.expect("lapwing", "inside/e.md#e")

    def test_thousands_of_changes_at_once(self):
        for i in range(2000):
            self.write(f"many{i % 10}/{i}.md", f"# N{i}\n\ngodwit{i}\n")
        self.expect("godwit1999", "many9/1999.md#n1999")
        self.expect("godwit0", "many0/0.md#n0")

    def test_more_events_than_the_kernel_keeps(self):
        limit = int(pathlib.Path("/proc/sys/fs/inotify/max_queued_events").read_text())
        if limit > 100_000:
            self.skipTest("the queue is too long to fill")
        self.write("second.md", "# Second\n")
        self.watcher.send_signal(signal.SIGSTOP)
        try:
            for i in range(limit):  # two each; equal events in a row would count once
                os.utime(self.notes / "first.md")
                os.utime(self.notes / "second.md")
            self.write("unseen/last.md", "# Last\n\nwhimbrel\n")
        finally:
            self.watcher.send_signal(signal.SIGCONT)
        self.expect("whimbrel", "unseen/last.md#last")

    def test_a_file_that_a_link_leads_to(self):
        self.write("picture.md", "# Picture\n\n- What is it?\n  [wren](wren.c)\n")
        broken = lambda: '"broken":true' in self.run_program("crib", "-d", self.database, "-f", "json", "What is it?").stdout
        self.eventually(broken, "a broken link")
        (self.notes / "wren.c").write_text("x")
        self.eventually(lambda: not broken(), "a link that leads to a file")

    def test_what_git_ignores(self):
        (self.notes / ".git").mkdir()
        (self.notes / ".gitignore").write_text("first.md\n")
        self.expect("heron")
        (self.notes / ".gitignore").unlink()
        self.expect("heron", "first.md#first")

    def test_a_root_that_goes_and_comes_back(self):
        self.database = self.folder / "db"
        self.watcher.terminate()
        self.watcher.wait()
        self.watcher = self.start()
        self.notes.rename(self.folder / "away")
        self.eventually(lambda: "No such file" in (self.folder / "err").read_text(), "a complaint")
        self.assertEqual(self.found("heron"), ["first.md#first"])
        (self.folder / "away" / "first.md").write_text("# First\n\nstilt\n")
        (self.folder / "away").rename(self.notes)
        self.expect("stilt", "first.md#first")

    def test_a_run_by_hand_beside_it(self):
        other = self.folder / "other"
        other.mkdir()
        (other / "o.md").write_text("# O\n\nsnipe\n")
        done = self.run_program("crib-index", "-d", self.database, "--wait", PATIENCE, other)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.expect("snipe", "other/o.md#o")
        self.write("first.md", "# First\n\nruff\n")
        self.expect("ruff", "notes/first.md#first")
        self.expect("snipe", "other/o.md#o")

    def test_a_second_watcher_is_refused(self):
        done = self.run_program("crib-index", "--watch", "-d", self.database)
        self.assertEqual(done.returncode, 2)
        self.assertIn(f"process {self.watcher.pid} already watches its notes", done.stderr)

    def test_signals_end_it(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            self.write("signal.md", f"# Signal\n\nknot{int(number)}\n")
            self.expect(f"knot{int(number)}", "signal.md#signal")
            self.watcher.send_signal(number)
            self.assertEqual(self.watcher.wait(PATIENCE), 0)
            self.watcher = self.start()

    def test_one_line_a_batch(self):
        # One event for each note: a note that is written in place may be seen empty first.
        self.replace("first.md", "# First\n\nsanderling\n")
        self.expect("sanderling", "first.md#first")
        self.replace("first.md", "# First\n\nturnstone\n")
        self.expect("turnstone", "first.md#first")
        lines = lambda: (self.folder / "out").read_text().splitlines()
        self.eventually(lambda: len(lines()) >= 3, "a line for each run")
        self.assertEqual(len(lines()), 3)
        for line in lines():
            self.assertRegex(line, r"^1 note, 1 section, 0 questions, 0 links, 0 broken, in [0-9.]+ s$")


if __name__ == "__main__":
    unittest.main()
