#!/usr/bin/python3
"""Refuses crib and crib-index memory, once or from some request on.

usage: memory_test.py BIN LIBRARY [unittest's arguments]

LIBRARY is memory.cc, compiled. From the first request on, which comes before main(), a program must
finish or end with one line and exit code 2.
"""

import collections
import os
import shutil
import sys
import unittest

import programs

LIBRARY = os.path.abspath(sys.argv.pop(2)) if len(sys.argv) > 2 else ""
FIRST = range(1, 400)  # while the program starts


@unittest.skipIf("ASAN_OPTIONS" in os.environ, "the sanitizers have an allocator of their own")
class MemoryTest(programs.ProgramTest):
    def preload(self, **settings):
        return {"LD_PRELOAD": LIBRARY, **settings}

    def assert_refusals_end_well(self, run):
        log = self.folder / "requests"
        self.assertEqual(run(self.preload(MEMORY_LOG=str(log))).returncode, 0)
        requests = int(log.read_text())
        self.assertGreater(requests, 1000, "the library sees nothing")
        later = range(FIRST.stop, requests, max(1, requests // 400))
        cases = [(at, ever) for at in (*FIRST, *later) for ever in (False, True)]
        ended = collections.Counter()
        for at, ever in programs.sample(cases, self.random):
            with self.subTest(at=at, ever=ever):
                done = run(self.preload(MEMORY_AT=str(at), **({"MEMORY_FOR": "ever"} if ever else {})))
                self.assert_plain(done, (0, 2))
                self.assertEqual(done.stderr.count(b"\n"), 1 if done.returncode == 2 else 0, done.stderr)
                ended[done.returncode] += 1
        self.assertGreater(ended[2], 10)
        print(f"{sum(ended.values())} refusals in {requests} requests: {dict(ended)}", flush=True)

    def test_a_query(self):
        self.index_notes()
        self.assert_refusals_end_well(lambda settings: self.crib("medlar", env=settings))

    def test_a_first_run_with_threads(self):
        programs.write_notes(self.notes)

        def run(settings):
            shutil.rmtree(self.database, ignore_errors=True)
            return self.index("-j4", self.notes, env=settings)

        self.assert_refusals_end_well(run)


if __name__ == "__main__":
    programs.main()
