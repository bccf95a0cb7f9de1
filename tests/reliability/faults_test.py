#!/usr/bin/python3
"""Lets every system call of crib-index on its database fail once, or be its last. Ends queries at each of theirs.

usage: faults_test.py BIN LIBRARY [unittest's arguments]

LIBRARY is faults.cc, compiled. After each fault readers must get the old or the new answers, the next
run must complete, and no file may be left over. What could not be looked at must not be called damaged.
"""

import collections
import errno
import os
import re
import shutil
import signal
import subprocess
import sys

import programs

LIBRARY = os.path.abspath(sys.argv.pop(2)) if len(sys.argv) > 2 else ""
MAKES_SOMETHING = {"open", "write", "pwrite", "mkdir", "rename", "symlink", "link", "ftruncate"}
CHANGES_NAMES = {"rename", "symlink", "link", "unlink", "mkdir"}
LOOKS = {"openat", "opendir", "readdir", "read", "pread", "readlink", "fstat", "stat", "lstat", "fstatat", "mmap"}
REFUSALS = [errno.EIO, errno.EMFILE, errno.ENFILE, errno.EACCES, errno.ENOMEM]


def faults_of(call):
    """What can happen in place of a call."""
    if call in LOOKS:
        return REFUSALS
    faults = [errno.EIO, "kill"]
    if call in ("open", "symlink", "link"):
        faults = [*REFUSALS, "kill"]
    if call in MAKES_SOMETHING:
        faults.append(errno.ENOSPC)
    if call in CHANGES_NAMES:
        faults.append("kill after")
    return faults


class FaultsTest(programs.ProgramTest):
    def setUp(self):
        super().setUp()
        self.log = self.folder / "calls"

    def preload(self, **settings):
        sanitizer = os.environ.get("ASAN_OPTIONS", "")
        return {
            "LD_PRELOAD": LIBRARY,
            "FAULT_FOLDER": str(self.database),
            "FAULT_LOG": str(self.log),
            "ASAN_OPTIONS": f"{sanitizer}:verify_asan_link_order=0",
            **settings,
        }

    def calls(self, arguments):
        """The calls of a run without faults."""
        self.log.unlink(missing_ok=True)
        self.assert_done(self.index(*arguments, env=self.preload()))
        return [line.split(" ", 1) for line in self.log.read_text().splitlines()]

    def save(self):
        saved = self.folder / "saved"
        if self.database.exists():
            shutil.copytree(self.database, saved, symlinks=True)
        return saved

    def restore(self, saved):
        shutil.rmtree(self.database, ignore_errors=True)
        if saved.exists():
            shutil.copytree(saved, self.database, symlinks=True)

    def assert_nothing_left_over(self):
        """Checks that the folder holds only a complete database with one generation."""
        names = sorted(os.listdir(self.database))
        self.assertEqual([re.sub(r"\d+", "N", name) for name in names],
                         ["crib", "current", "generation-N", "lock"])
        inside = os.listdir(self.database / "current")
        strange = [name for name in inside if not re.fullmatch(r"\w+\.glass|iamglass|flintlock|seal|size", name)]
        self.assertEqual(strange, [])

    def assert_survives(self, arguments, number, fault, old, new):
        run = self.index(*arguments, env=self.preload(FAULT_AT=str(number), FAULT_DO=str(fault)))
        if isinstance(fault, str):
            self.assertEqual(run.returncode, -signal.SIGKILL)
        else:
            self.assert_plain(run, (0, 2))
            self.assertNotIn(b"damaged", run.stderr)
        found = self.answers()
        self.assertIn(found, (old, new), "answers that are neither the old nor the new ones")
        if run.returncode == 0:
            self.assertEqual(found, new)
        # A second --forget of the same tree would fail.
        self.assert_done(self.index(*(arguments if found == old else [self.notes])))
        self.assertEqual(self.answers(), new, "after the next run")
        self.assert_nothing_left_over()

    def selected(self, cases):
        """All cases in a full run, else some of each kind: most calls only look."""
        if programs.FULL:
            return cases
        kinds = {"renames": [], "changes": [], "looks": []}
        for case in cases:
            call = case[1]
            kinds["renames" if call == "rename" else "looks" if call in LOOKS else "changes"].append(case)
        return sorted((case for kind, most in (("renames", 8), ("changes", 16), ("looks", 12))
                      for case in self.random.sample(kinds[kind], min(most, len(kinds[kind])))), key=str)

    def assert_survives_all(self, *arguments):
        """Tries every fault in a run that changes the answers."""
        saved = self.save()
        old = self.answers()
        calls = self.calls(arguments)
        new = self.answers()
        self.assertNotEqual(old, new)
        self.assertGreater(len(calls), 40, "the library sees nothing")
        met = collections.Counter()
        cases = [(number, call, path, fault) for number, (call, path) in enumerate(calls, 1)
                 for fault in faults_of(call)]
        for case in self.selected(cases):
            number, call, path, fault = case
            with self.subTest(number=number, call=call, path=path, fault=fault):
                self.restore(saved)
                self.assert_survives(arguments, number, fault, old, new)
                met[call] += 1
        # A campaign in which no fault happened proves nothing.
        self.assertGreaterEqual(met["rename"], 4 * 2)
        print(f"{' '.join(map(str, arguments[:1]))}: {sum(met.values())} faults: {dict(met)}", flush=True)

    def change_notes(self):
        programs.write_notes(self.notes, {
            "fruit/medlar.md": "# Medlar\n\nA medlar keeps for weeks.\n\n## Eating\n\nWith a spoon.\n",
            "fruit/pear.md": "# Pear\n\nA pear is no medlar.\n",
        })
        (self.notes / "tools.rst").unlink()

    def test_the_first_run(self):
        programs.write_notes(self.notes)
        self.assert_survives_all(self.notes)

    def test_a_run_after_changes(self):
        self.index_notes()
        self.change_notes()
        self.assert_survives_all(self.notes)

    def test_a_rebuild(self):
        self.index_notes()
        self.change_notes()
        self.assert_survives_all("--rebuild", self.notes)

    def write_another_tree(self):
        more = self.folder / "more"
        programs.write_notes(more, {"pear.md": "# Pear\n\nA pear is no medlar.\n"})
        return more

    def test_a_rebuild_that_names_one_of_two_trees(self):
        self.index_notes()
        self.assert_done(self.index(self.write_another_tree()))
        self.change_notes()
        self.assert_survives_all("--rebuild", self.notes)

    def test_adding_a_tree(self):
        self.index_notes()
        self.assert_survives_all(self.write_another_tree())

    def test_a_run_that_compacts(self):
        self.index_notes()
        self.change_notes()
        words = " ".join(f"w{self.random.randrange(10 ** 6)}" for _ in range(20000))
        programs.write_notes(self.notes, {"words.md": f"# Words\n\n{words}\n"})
        self.assert_survives_all(self.notes)

    def test_forgetting_a_tree(self):
        self.index_notes()
        more = self.write_another_tree()
        self.assert_done(self.index(more))
        self.assert_survives_all("--forget", more)

    def test_a_note_that_vanishes(self):
        """Removes what each call on the notes is about, just before the call."""
        self.index_notes()
        self.change_notes()
        kept = self.folder / "kept"
        shutil.copytree(self.notes, kept)
        for rebuild in ((), ("--rebuild",)):
            saved = self.save() if not rebuild else self.folder / "saved"
            arguments = (*rebuild, "-j1", self.notes)
            self.restore(saved)
            self.log.unlink(missing_ok=True)
            self.assert_done(self.index(*arguments, env=self.preload(FAULT_FOLDER=str(self.notes))))
            calls = [line.split(" ", 1)[1] for line in self.log.read_text().splitlines()]
            self.assertIn("/fruit/medlar.md", calls)
            cases = [(number, path) for number, path in enumerate(calls, 1)
                     if path.lstrip("/") and (kept / path.lstrip("/")).exists()]
            for number, path in cases:
                with self.subTest(rebuild=rebuild, number=number, path=path):
                    self.restore(saved)
                    shutil.rmtree(self.notes)
                    shutil.copytree(kept, self.notes)
                    settings = {"FAULT_FOLDER": str(self.notes), "FAULT_AT": str(number), "FAULT_DO": "remove"}
                    self.assert_done(self.index(*arguments, env=self.preload(**settings)))
                    self.assert_done(self.index(self.notes))
                    found = self.answers()
                    self.assert_done(self.index("--rebuild", self.notes))
                    self.assertEqual(found, self.answers())
            print(f"{len(cases)} files that vanish", flush=True)

    def test_a_batch_goes_on_after_a_query_that_took_too_long(self):
        """The signal of the time limit comes at a call. Each process counts its calls anew."""
        self.index_notes()

        def ask(queries, **settings):
            self.log.unlink(missing_ok=True)
            asked = "".join(f"{query}\n" for query in queries).encode()
            run = self.crib("--batch", "-f", "link", "-n", "1", input=asked, env=self.preload(**settings))
            self.assert_plain(run)
            return run, len(self.log.read_text().splitlines())

        queries = ["medlar", "ladder", "quince", "medlar"]
        whole, calls = ask(queries)
        answers = whole.stdout.decode().split("\n\n")[:-1]
        self.assertEqual((whole.returncode, len(answers)), (0, len(queries)))
        opening = ask([])[1]
        self.assertGreater(calls, opening, "the queries do not read the database")
        given_up = set()
        for number in range(1, calls + 1):
            with self.subTest(number=number):
                run, _ = ask(queries, FAULT_AT=str(number), FAULT_DO="alarm")
                self.assertEqual(run.returncode, 2)
                late = run.stderr.count(b"takes too long")
                if number <= opening:
                    self.assertEqual((run.stdout, late), (b"", 1))
                    continue
                found = self.answers_of(run.stdout.decode())
                self.assertEqual(len(found), len(queries))
                self.assertEqual(found.count(""), late)
                self.assertTrue(all(one in ("", answer) for one, answer in zip(found, answers)), found)
                given_up.add(tuple(found))
        print(f"{calls - opening} calls of queries, {len(given_up)} outcomes", flush=True)

    @staticmethod
    def answers_of(output):
        """The answer to each query, where each has at most one."""
        answers, lines = [], output.splitlines()
        while lines:
            answers.append("" if not lines[0] else lines.pop(0))
            if lines.pop(0):
                raise ValueError(output)
        return answers

    def test_the_library_sees_what_the_kernel_sees(self):
        programs.write_notes(self.notes)
        trace = self.folder / "trace"
        command = ["strace", "-f", "-y", "-o", trace, programs.BIN / "crib-index", "-q",
                   "-d", self.database, self.notes]
        try:
            allowed = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False)
        except FileNotFoundError:
            allowed = None
        if allowed is None or allowed.returncode != 0:
            print("strace cannot be used here: what the library sees is not compared", flush=True)
            return
        calls = collections.Counter(call for call, _ in self.calls([self.notes]))
        shutil.rmtree(self.database)
        # The leak check uses ptrace, and so does this trace; only one of them can.
        checks = os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
        subprocess.run(command, check=True, env=self.environment(ASAN_OPTIONS=checks),
                       stdout=subprocess.DEVNULL)
        traced = collections.Counter()
        for line in trace.read_text(errors="replace").splitlines():
            found = re.match(r"\d+ +(\w+?)(?:at2?|64)?\(", line)
            if found and str(self.database) in line:
                traced[found[1]] += 1
        for call in ("write", "pwrite", "fsync", "fdatasync", "rename", "symlink", "unlink", "mkdir"):
            self.assertEqual(calls[call], traced[call], call)


if __name__ == "__main__":
    programs.main()
