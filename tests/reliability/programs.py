"""Runs the two programs as a user does, on notes of its own, for the tests in this folder.

The first argument of each test is the folder of the programs. With $CRIB_TEST_FULL a campaign runs all
its cases, else a sample, which $CRIB_TEST_SEED selects.
"""

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

BIN = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else Path()
FULL = bool(os.environ.get("CRIB_TEST_FULL"))
SEED = int(os.environ.get("CRIB_TEST_SEED", "1"))

# Seconds that a program may take, even on a busy machine. Only a program that hangs takes so long.
PATIENCE = 600

# Text of the C++ library, Xapian and other libraries about themselves, which does not help a user.
LIBRARY_TEXT = re.compile(
    r"basic_string|vector::|std::|Xapian::|Database(Error|Modified|Corrupt)|terminate called|what\(\)"
    r"|\[json|bad_alloc|Segmentation|core dumped|CLI::|yaml-cpp|Sanitizer|Glass"
)

NOTES = {
    "map.md": """# Questions

## Fruit

- How do you eat a medlar? [Medlar](fruit/medlar.md#eating) · [Quince](fruit/quince.md)
- When does a quince ripen? [Ripe quinces](fruit/quince.md#ripe-quinces)

## See Also

- [All fruit](fruit/index.md)
""",
    "fruit/medlar.md": "# Medlar\n\nA medlar is eaten when it is soft.\n\n## Eating\n\nBlet it.\n",
    "fruit/quince.md": "# Quince\n\nHard and sour.\n\n## Ripe Quinces\n\nThey ripen in autumn.\n",
    "fruit/index.md": "# Fruit\n\n[Medlar](medlar.md) and [Quince](quince.md)\n",
    "tools.rst": "Tools\n=====\n\nA fruit picker reaches the top.\n\nLadder\n------\n\nClimb it.\n",
}
QUERIES = ["medlar", "when does a quince ripen", "fruit picker", '"eaten when it is soft"', "ladd*", "qince"]


def write_notes(folder, notes=None):
    for name, text in (notes or NOTES).items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


class ProgramTest(unittest.TestCase):
    """A test with a folder of its own, which is also its HOME."""

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="crib-test-")).resolve()
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.database = self.folder / "db"
        self.notes = self.folder / "notes"
        self.random = random.Random(SEED)

    def environment(self, **more):
        kept = {
            name: value
            for name, value in os.environ.items()
            if name in ("PATH", "TMPDIR") or name.endswith("_OPTIONS")
        }
        return {**kept, "HOME": str(self.folder), "LC_ALL": "C.UTF-8", "TERM": "dumb", **more}

    def run_program(self, name, *arguments, timeout=PATIENCE, env=None, **more):
        """The result of a run; its output is bytes."""
        return subprocess.run(
            [str(BIN / name), *map(str, arguments)],
            stdin=more.pop("stdin", None if "input" in more else subprocess.DEVNULL),
            stdout=more.pop("stdout", subprocess.PIPE),
            stderr=subprocess.PIPE,
            timeout=timeout,
            env=self.environment(**(env or {})),
            cwd=self.folder,
            check=False,
            **more,
        )

    def crib(self, *arguments, **more):
        return self.run_program("crib", "-d", self.database, *arguments, **more)

    def index(self, *arguments, **more):
        return self.run_program("crib-index", "-d", self.database, "-q", *arguments, **more)

    def index_notes(self, notes=None):
        write_notes(self.notes, notes)
        self.assert_done(self.index(self.notes))

    def answers(self, queries=None):
        """The JSON output for all queries; nothing if there is no database."""
        asked = "\n".join(queries or QUERIES) + "\n"
        run = self.crib("--batch", "-f", "json", input=asked.encode())
        self.assert_plain(run)
        return run.stdout if run.returncode != 2 else None

    def assert_done(self, run):
        self.assertEqual((run.returncode, run.stderr), (0, b""))

    def assert_plain(self, run, codes=(0, 1, 2)):
        """Checks that the program ended by itself, and that its messages are its own and safe to print."""
        said = run.stderr.decode()  # fails unless it is UTF-8
        self.assertIn(run.returncode, codes, said)
        self.assertIsNone(LIBRARY_TEXT.search(said), said)
        self.assertNotRegex(said, r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
        if run.returncode == 2:
            self.assertRegex(said, r"^(crib|crib-index): \S")


def sample(cases, random_source, share=10):
    """All cases in a full run, else one of every `share` cases, in their order."""
    cases = list(cases)
    if FULL or len(cases) <= share:
        return cases
    return [cases[i] for i in sorted(random_source.sample(range(len(cases)), len(cases) // share))]


def main():
    print(f"CRIB_TEST_SEED={SEED}", "all cases" if FULL else "a sample", flush=True)
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
