#!/usr/bin/python3
"""Queries and arguments of random bytes: the exit code is 0, 1 or 2, within limits of time and memory.

usage: hostile_queries_test.py BIN [unittest's arguments]
"""

import os
import resource

import programs

LONGEST = 2.5  # seconds of processor time: crib gives up after 2, and must start
MOST_MEMORY = 400_000  # kB
SANITIZED = "ASAN_OPTIONS" in os.environ
ARGUMENT = 120_000  # bytes; the kernel rejects longer arguments

WORDS = ["medlar", "quince", "fruit", "eaten", "when", "ripe", "top", "a"]
PIECES = [*WORDS, "AND", "OR", "NOT", "XOR", "NEAR/99999999999", "+", "-", "(", ")", '"', "*", "med*", "q*",
          "+medlar", "-quince", "title:", "title:a", "path:", "path:fruit/", "group:fruit", "lang:js", "tag:",
          "kind:question", "kind:", ":", "::", "[[]]", "\\", "/", "''", "\t", "\n", "\x1b[31m", "\x07", "\x9b",
          "ä", "ß", "日本語", "👩‍👩‍👧", "\u202e", "\ufeff", "\ufffd", "e" + "\u0301" * 500, "%s", "{}", "~", "^2"]

LONG = {
    "nots": "a" + " NOT b" * 60_000,
    "ors in parentheses": "a OR (b OR (" * 20_000,
    "open parentheses": " (" * 50_000,
    "parentheses": " (" * 5_000 + "medlar" + ")" * 5_000,
    "words": " ".join(f"word{n}" for n in range(10_000)),
    "words of the notes": " ".join(f"{n * 7919}" for n in range(10_000)),
    "wildcards": " ".join(f"{c}{d}*" for c in "abcdefghijklmnopqrst" for d in "abcdefghij"),
    "numbers with stars": "1* 2* 3* 4* 5* 6* 7* 8* 9* 10* " * 30,
    "phrases": '"a b" ' * 10_000,
    "open quotes": '"' * 50_000,
    "xors": "a XOR b " * 12_000,
    "fields": "title:a group:b path:c lang:d tag:e kind:f " * 2_000,
    "paths": "path:" + "a/" * 50_000,
    "one word": "a" * ARGUMENT,
    "marks": "+-" * 50_000,
    "accents": "e" + "\u0301" * 50_000,
    "misspelt": " ".join(f"frui{c}t{d}" for c in "abcdefghij" for d in "abcdefghijklmnopqrstuvwxyz"),
    "nears": "a NEAR/99999999999 b ADJ/0 c " * 3_000,
}


def computed():
    """The processor time in seconds of all programs that ended here. Other processes do not count."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class HostileQueriesTest(programs.ProgramTest):
    def setUp(self):
        super().setUp()
        notes = {f"many/{n}.md": f"# Fruit {n}\n\n" + " ".join(f"{(n * 50 + i) * 7919}" for i in range(50))
                 for n in range(400)}
        self.index_notes({**programs.NOTES, **notes})
        self.assertEqual(self.crib("ladder").returncode, 0)

    def assert_bounded(self, *arguments, codes=(0, 1, 2), **more):
        limit = (lambda: resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY * 1024,) * 2))
        begin = computed()
        run = self.crib(*arguments, preexec_fn=None if SANITIZED else limit, **more)
        seconds = computed() - begin
        self.assert_plain(run, codes)
        if not SANITIZED:
            self.assertLess(seconds, LONGEST)
        return run, seconds

    def test_long_queries(self):
        slowest = (0, "")
        for name, query in LONG.items():
            with self.subTest(query=name):
                _, seconds = self.assert_bounded("-f", "json", "--", query[:ARGUMENT])
                slowest = max(slowest, (round(seconds, 2), name))
        print(f"the slowest of {len(LONG)}: {slowest}", flush=True)

    def test_what_stands_behind_is_left_out_with_a_warning(self):
        run, _ = self.assert_bounded("-f", "link", "-n", "1", "--", "ladder " + "word " * 10_000)
        self.assertIn(b"too long", run.stderr)
        self.assertEqual(run.stdout, b"tools.rst#ladder\n")

    def test_only_so_many_words_are_corrected(self):
        """Many misspelt words: each is compared with every word in the notes."""
        run, _ = self.assert_bounded("-f", "link", "--", LONG["misspelt"])
        self.assertEqual(run.stderr.count(b"searched for"), 16)

    def test_two_megabytes_of_arguments(self):
        words = [f"w{n}" * 4_000 for n in range(150)]
        self.assert_bounded("--", *words)

    def test_random_queries(self):
        for number in range(600 if programs.FULL else 60):
            pieces = self.random.choices(PIECES, k=self.random.choice([1, 2, 3, 5, 8, 13, 40]))
            query = self.random.choice([" ", "", " "]).join(pieces)
            with self.subTest(number=number, query=query):
                self.assert_bounded("-f", self.random.choice(["json", "text", "grep", "tsv"]), "--", query)

    def test_random_bytes(self):
        for number in range(300 if programs.FULL else 30):
            query = self.random.randbytes(self.random.choice([1, 4, 40, 4_000])).replace(b"\0", b"") or b"x"
            with self.subTest(number=number, query=query):
                self.assert_bounded("-f", "json", "--", os.fsdecode(query))

    def test_random_arguments(self):
        names = ["-n", "-k", "-g", "-f", "-0", "--prefix", "--show", "--links-to", "--root", "--color", "--shuffle",
                 "--hyperlink-format", "--groups", "--no-spelling", "-d", "--", "-x", "--nonsense", "-nn", "-n=",
                 "99999999999999999999", "-1", "json", "{", "{path", "{path}:{line}", "[a,b]", "", "[[]]", "=", "\x1b"]
        for number in range(300 if programs.FULL else 30):
            arguments = self.random.choices(names, k=self.random.randrange(1, 6))
            with self.subTest(number=number, arguments=arguments):
                self.assert_bounded(*arguments)
                run = self.run_program("crib-index", "-d", self.folder / "none", *arguments[:2])
                self.assert_plain(run)

    def test_a_batch_of_anything(self):
        lines = [b"ladder", b"med\0lar", b"\0", b"", b"x" * (3 << 20), b"a NOT " * (1 << 19), b"\xff\xfe\x9b", b"ladder"]
        run, _ = self.assert_bounded("--batch", "-f", "link", "-n", "1", input=b"\n".join(lines) + b"\n")
        found = run.stdout.splitlines()
        self.assertEqual((found[0], found[-2]), (b"tools.rst#ladder",) * 2)
        self.assertEqual(found.count(b""), len(lines))
        self.assertEqual(run.returncode, 0)

    def test_hostile_links(self):
        for link in ("../" * 5_000 + "etc/passwd", "/etc/passwd", "a#" * 40_000, ":" * 100_000, "a:99999999999999999999",
                     "map.md:" + "9" * 50_000, "map.md:-1", "#", "\x1b]0;x\x07", "map.md#" + "a" * 100_000):
            with self.subTest(link=link[:40]):
                self.assert_bounded("--show", link, codes=(2,))
                self.assert_bounded("--links-to", link, codes=(1, 2))


if __name__ == "__main__":
    programs.main()
