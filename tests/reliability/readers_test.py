#!/usr/bin/python3
"""Readers while a writer works without end, and several writers at once.

usage: readers_test.py BIN [unittest's arguments]
"""

import signal
import subprocess
import threading

import programs

QUERIES = 200
RUNS = 4
MOST_QUERIES = 100 * QUERIES  # limit while there are fewer runs than wanted


class ReadersTest(programs.ProgramTest):
    def write_version(self, version):
        """Writes the same notes, except for one word that no query contains."""
        notes = {f"many/{n}.md": f"# Fruit {n}\n\nA pear and {n * 7919} others.\n\nVersion {version}\n"
                 for n in range(40)}
        programs.write_notes(self.notes, {**programs.NOTES, **notes})

    def index_for_ever(self, stop, runs, *arguments):
        version = 0
        while not stop.is_set():
            version += 1
            self.write_version(version)
            self.writer = subprocess.Popen(
                [programs.BIN / "crib-index", "-d", self.database, "-q", *arguments, self.notes],
                env=self.environment(), cwd=self.folder, stdin=subprocess.DEVNULL)
            runs.append(self.writer.wait())

    def assert_readers_right(self, *arguments):
        self.write_version(0)
        self.assert_done(self.index(self.notes))
        expected = {query: self.crib("-f", "link", query).stdout for query in programs.QUERIES}
        self.assertTrue(all(expected.values()))
        stop, runs, number = threading.Event(), [], 0
        self.writer = None
        writer = threading.Thread(target=self.index_for_ever, args=(stop, runs, *arguments))
        writer.start()
        try:
            while number < QUERIES or (len(runs) < RUNS and number < MOST_QUERIES):
                query = programs.QUERIES[number % len(programs.QUERIES)]
                number += 1
                # Every other time the writer stops in the middle. A reader that waited for it would
                # wait forever.
                stopped = self.writer if number % 2 else None
                if stopped:
                    stopped.send_signal(signal.SIGSTOP)
                try:
                    run = self.crib("-f", "link", query)
                finally:
                    if stopped:
                        stopped.send_signal(signal.SIGCONT)
                self.assertEqual((run.returncode, run.stdout), (0, expected[query]), run.stderr)
        finally:
            stop.set()
            writer.join()
        self.assertEqual(set(runs), {0})
        self.assertGreaterEqual(len(runs), RUNS, "nothing was written meanwhile")
        print(f"{number} answers beside {len(runs)} runs", flush=True)

    def test_readers_beside_runs(self):
        self.assert_readers_right()

    def test_readers_beside_rebuilds(self):
        self.assert_readers_right("--rebuild")

    def test_a_batch_beside_runs(self):
        self.write_version(0)
        self.assert_done(self.index(self.notes))
        expected = self.answers()
        reader = subprocess.Popen(
            [programs.BIN / "crib", "-d", self.database, "--batch", "-f", "json"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self.environment(), cwd=self.folder)
        for version in range(5):
            reader.stdin.write("".join(query + "\n" for query in programs.QUERIES).encode())
            reader.stdin.flush()
            found = b""
            while found.count(b"\n\n") + found.startswith(b"\n") < len(programs.QUERIES):
                found += reader.stdout.readline()
            self.assertEqual(found, expected)
            # The words of the query are the same in every version.
            self.write_version(version)
            self.assert_done(self.index(self.notes))
        reader.stdin.close()
        self.assertEqual(reader.wait(), 0)
        reader.stdout.close()

    def test_writers_take_turns(self):
        self.write_version(0)
        folders = [self.folder / f"tree{n}" for n in range(4)]
        for folder in folders:
            programs.write_notes(folder, {"a.md": f"# {folder.name}\n\nA medlar.\n"})
        command = [programs.BIN / "crib-index", "-q", "--wait", str(programs.PATIENCE), "-d", self.database]
        writers = [subprocess.Popen([*command, f], env=self.environment(), stderr=subprocess.PIPE) for f in folders]
        said = [writer.communicate(timeout=programs.PATIENCE)[1] for writer in writers]
        self.assertEqual(([writer.returncode for writer in writers], said), ([0] * 4, [b""] * 4))
        listed = self.run_program("crib-index", "-d", self.database, "--list").stdout.decode()
        self.assertEqual(listed.splitlines(), [f"{f.name}\t{f}" for f in folders])


if __name__ == "__main__":
    programs.main()
