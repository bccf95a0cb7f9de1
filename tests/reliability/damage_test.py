#!/usr/bin/python3
"""Damaged databases: neither program may crash, hang or print a library's message.

usage: damage_test.py BIN [unittest's arguments]
"""

import collections
import os
import shutil

import programs

DAMAGES = 400
COMMANDS = [
    ("crib", "-f", "json", "medlar quince fruit"),
    ("crib", "-f", "text", '"when it is soft" ladd*'),
    ("crib", "-f", "json", "qince"),
    ("crib",),
    ("crib", "--groups"),
    ("crib", "--show", "fruit/medlar.md#eating"),
    ("crib", "--links-to", "fruit/quince.md"),
]


def flip(bytes_, random_source):
    for _ in range(random_source.choice([1, 1, 3, 40])):
        at = random_source.randrange(len(bytes_))
        bytes_[at] ^= 1 << random_source.randrange(8)


def truncate(bytes_, random_source):
    del bytes_[random_source.randrange(len(bytes_)):]


def zero_a_block(bytes_, random_source):
    size = random_source.choice([16, 512, 8192])
    begin = random_source.randrange(len(bytes_)) // size * size
    bytes_[begin:begin + size] = bytes(len(bytes_[begin:begin + size]))


def fill_with_garbage(bytes_, random_source):
    begin = random_source.randrange(len(bytes_))
    size = min(random_source.choice([4, 64, 4096]), len(bytes_) - begin)
    bytes_[begin:begin + size] = random_source.randbytes(size)


def repeat_a_block(bytes_, random_source):
    blocks = len(bytes_) // 8192
    if blocks > 1:
        source, target = random_source.sample(range(blocks), 2)
        bytes_[target * 8192:(target + 1) * 8192] = bytes_[source * 8192:(source + 1) * 8192]


KINDS = [flip, flip, flip, truncate, zero_a_block, fill_with_garbage, repeat_a_block]


# Damage can make Xapian read outside its memory. The sanitizer then leaves the signal to crib's
# crash handler, which is under test. Leaks do not count, because Xapian leaks when it throws.
SANITIZER = "handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_abort=0:detect_leaks=0"


class DamageTest(programs.ProgramTest):
    def setUp(self):
        super().setUp()
        notes = dict(programs.NOTES)
        for number in range(60):
            notes[f"many/{number}.md"] = f"# Fruit {number}\n\nA medlar, a quince and {number * 7919} others.\n"
        self.index_notes(notes)
        self.whole = self.folder / "whole"
        shutil.copytree(self.database, self.whole, symlinks=True)
        self.files = sorted(path.name for path in (self.whole / "current").iterdir()
                            if path.name == "iamglass" or path.suffix == ".glass")

    def environment(self, **more):
        options = os.environ.get("ASAN_OPTIONS", "")
        return super().environment(ASAN_OPTIONS=f"{options}:{SANITIZER}", **more)

    def damage(self):
        """Damages some bytes in one file of the database. Returns its name, the kind and whether it changed."""
        shutil.rmtree(self.database)
        shutil.copytree(self.whole, self.database, symlinks=True)
        name = self.random.choice(self.files)
        kind = self.random.choice(KINDS)
        path = self.database / "current" / name
        content = bytearray(path.read_bytes())
        kind(content, self.random)
        changed = bytes(content) != path.read_bytes()
        path.write_bytes(content)
        return name, kind.__name__, changed

    def assert_readers_end(self, seen):
        for program, *arguments in COMMANDS:
            run = self.run_program(program, "-d", self.database, *arguments)
            self.assert_plain(run)
            seen[run.returncode] += 1

    def assert_not_written_to(self):
        """Checks that the run refuses and changes nothing, and that the cure in its message works."""
        before = {path.name: path.read_bytes() for path in (self.database / "current").iterdir()}
        programs.write_notes(self.notes, {"new.md": "# New\n\nA medlar.\n"})
        run = self.index(self.notes)
        self.assert_plain(run, [2])
        self.assertIn(b"crib-index --rebuild", run.stderr)
        after = {path.name: path.read_bytes() for path in (self.database / "current").iterdir()}
        self.assertEqual(before, after)

    def test_damage_of_any_file(self):
        count = DAMAGES if programs.FULL else DAMAGES // 10
        seen = collections.Counter()
        kinds = collections.Counter()
        for number in range(count):
            name, kind, changed = self.damage()
            kinds[name] += 1
            with self.subTest(number=number, file=name, damage=kind):
                self.assert_readers_end(seen)
                if changed:
                    self.assert_not_written_to()
        self.assertEqual(set(kinds), set(self.files))
        self.assertGreater(seen[2], 0, "nothing was damaged")
        print(f"{count} damages {dict(kinds)}; exit codes {dict(seen)}", flush=True)

    def test_the_cure_cures(self):
        for name in self.files:
            with self.subTest(file=name):
                shutil.rmtree(self.database)
                shutil.copytree(self.whole, self.database, symlinks=True)
                (self.database / "current" / name).write_bytes(b"")
                self.assert_plain(self.index(self.notes), [2])
                self.assert_done(self.index("--rebuild", self.notes))
                self.assertEqual(self.crib("-f", "link", "-n", "1", "ladder").stdout, b"tools.rst#ladder\n")

    def test_planted_files_run_nothing(self):
        """Xapian would start a program named in a file called XAPIANDB, or in a file given as a database."""
        ran = self.folder / "ran"
        stub = f"remote :/usr/bin/touch {ran}\nauto {self.whole / 'current'}\n"
        planted = [self.database / "current" / "XAPIANDB", self.database / "XAPIANDB", self.folder / "stub"]
        for path in planted:
            path.write_text(stub)
        (self.database / "current" / "iamglass").unlink()
        for database in (self.database, self.database / "current", self.folder / "stub"):
            for program, *arguments in [*COMMANDS, ("crib-index",), ("crib-index", self.notes), ("crib-index", "--list")]:
                run = self.run_program(program, "-d", database, *arguments)
                self.assert_plain(run, [2])
        self.assert_done(self.index("--rebuild", self.notes))
        self.assertFalse(ran.exists())

    def test_a_database_without_its_seal(self):
        """A database without seal, as after a kill between commit and seal: Xapian checks all of it."""
        count = DAMAGES // 4 if programs.FULL else DAMAGES // 40
        refused = 0
        for number in range(count):
            name, kind, _ = self.damage()
            (self.database / "current" / "seal").unlink()
            with self.subTest(number=number, file=name, damage=kind):
                programs.write_notes(self.notes, {"new.md": f"# New {number}\n\nA medlar.\n"})
                run = self.index(self.notes)
                self.assert_plain(run, (0, 2))
                refused += run.returncode == 2
        self.assertGreater(refused, 0)


if __name__ == "__main__":
    programs.main()
