#!/usr/bin/python3
"""Malicious and broken notes: crib-index indexes what it can, and warns about the rest.

usage: hostile_notes_test.py BIN [unittest's arguments]
"""

import os
import subprocess
import sys
import unittest

import programs

LONGEST = 20  # seconds of processor time; limit for the worst note
MOST_MEMORY = 1_200_000  # kB
SANITIZED = "ASAN_OPTIONS" in os.environ

MB = 1 << 20
BIG = {
    "quadratic-lists.md": b"- " * 30_000 + b"x" + b"\n" * 30_000,
    "quadratic-images.md": b"![[]()" * 100_000,
    "long-line.md": b"# Long\n\n" + b"word " * (8 * MB),
    "no-words.md": b"x" * (60 * MB),
    "many-words.md": b"\n\n".join(b"# Word%d word%d" % (n, n * 7919) for n in range(100_000)),
    "newlines.md": b"# Newlines" + b"\n" * (10 * MB),
    "headings.md": b"# a\n\n" * 200_000,
    "same-headings.rst": b"a\n=\n\n" * 100_000,
    "too-large.md": b"# Large\n\n" + b"pear " * (13 * MB),
}
SMALL = {
    "quotes.md": b">" * 50_000 + b" deep",
    "brackets.md": b"[" * 50_000 + b"deep" + b"]" * 50_000,
    "parentheses.md": b"[x](" + b"(" * 50_000 + b")" * 50_000 + b")",
    "lists.md": b"".join(b" " * (2 * n) + b"- a\n" for n in range(2_000)),
    "emphasis.md": b"*a **a " * 25_000,
    "closers.md": b"a**b" + b"c* " * 50_000,
    "backticks.md": b"".join(b"e" + b"`" * n for n in range(1_500)),
    "definitions.md": b"".join(b"[%d]: u\n" % n for n in range(50_000)) + b"[0]" * 50_000,
    "html.md": b"<!--" * 50_000 + b"<![CDATA[" * 10_000 + b"<?" * 10_000,
    "entities.md": b"&#27;[31m&#x9b;31m&#0;&#xD800;&#x110000; " * 5_000,
    "tables.md": b"|" * 20_000 + b"\n" + b"|-" * 20_000 + b"\n" + b"|a" * 20_000,
    "wiki.md": b"[[" * 50_000,
    "front-matter-list.md": b"---\na: " + b"[" * 50_000 + b"\n---\n# Front\n",
    "front-matter-aliases.md": b"---\na: &a [x]\n" + b"".join(
        b"a%d: &a%d [*a%s, *a%s]\n" % (n, n, b"%d" % (n - 1) if n else b"", b"%d" % (n - 1) if n else b"")
        for n in range(40)) + b"---\n# Aliases\n",
    "front-matter-large.md": b"---\ntags: [" + b"a," * 300_000 + b"]\n---\n# Large front\n",
    "front-matter-open.md": b"---\n" + b"a: b\n" * 10_000,
    "nested-lists.rst": b"".join(b" " * (2 * n) + b"- a\n\n" for n in range(2_000)),
    "nested-directives.rst": b"".join(b" " * (3 * n) + b".. note::\n\n" for n in range(1_500)),
    "roles.rst": b":a:`" * 50_000,
    "substitutions.rst": b"|a|_" * 50_000 + b"`" * 20_000,
    "grid.rst": b"+" + b"-+" * 2_000 + b"\n" + (b"|" + b" |" * 2_000 + b"\n+" + b"-+" * 2_000 + b"\n") * 50,
    "marks.rst": b"".join(b"a\n" + bytes([mark]) * 3 + b"\n\n" for mark in b"=-~^'\"#*+.:_`<>" * 500),
    "targets.rst": b"".join(b".. _a%d:\n\n" % n for n in range(30_000)) + b"`a1`_ " * 30_000,
    "utf-16.md": "# Sechzehn\n\nmedlar16\n".encode("utf-16"),
    "utf-16-odd.md": "# Sechzehn\n".encode("utf-16") + b"\xd8",
    "nul.md": b"# Nul\0\n\nmedlar\0nul\n" + b"\0" * 10_000,
    "nul-terms.md": b"# " + b"a\0" * 300 + b"\n\n`" + b"\0" * 300 + b"`\n",
    "latin-1.md": "# Käse\n\nmedlarkäse\n".encode("latin-1"),
    "bytes.md": bytes(range(256)) * 200,
    "surrogates.md": b"\xed\xa0\x80\xed\xbf\xbf\xf4\x90\x80\x80\xc0\x80" * 1_000,
    "carriage-returns.md": b"# Cr\r\rmedlarcr\r" * 1_000,
    "long-words.md": b"# " + b"a" * 100_000 + b"\n\n" + b" ".join(b"b" * n for n in range(200, 1_200)),
    "long-anchor.md": b"# H {#" + b"a" * 5_000 + b"}\n\n[x](#" + b"a" * 5_000 + b")\n",
    "empty.md": b"",
    "space.rst": b" \n\t\n",
}


class HostileNotesTest(programs.ProgramTest):
    def index_measured(self, *arguments):
        """The run, its processor time in seconds and its memory in kB. Other processes do not affect them."""
        command = [str(programs.BIN / "crib-index"), "-d", str(self.database), *map(str, arguments)]
        # A process of its own for each child, because RUSAGE_CHILDREN gives the maximum over all
        # children.
        code = ("import resource, subprocess, sys; "
                "code = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL).returncode; "
                "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
                "print(used.ru_utime + used.ru_stime, used.ru_maxrss); sys.exit(code % 256)")
        run = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, check=False,
                             env=self.environment(), cwd=self.folder, timeout=programs.PATIENCE)
        seconds, memory = run.stdout.split()[-2:]
        return run, float(seconds), int(memory)

    def assert_bounded(self, name, content):
        """Checks that the note stays below the limits, and that other notes are found."""
        for path in list(self.notes.rglob("*")):
            if path.is_file():
                path.unlink()
        programs.write_notes(self.notes, {**programs.NOTES, name: content})
        run, seconds, memory = self.index_measured("--rebuild", self.notes)
        self.assert_plain(run, (0, 2))
        # A note that can't be read is reported.
        self.assertEqual(run.returncode == 2, name == "too-large.md", run.stderr)
        if name.startswith("quadratic-"):
            self.assertIn(b"read as plain text", run.stderr)
        self.assertEqual(self.crib("-f", "link", "-n", "1", "ladder").stdout, b"tools.rst#ladder\n")
        shown = self.crib("-f", "json", "-n", "0", "a x deep word")
        self.assert_plain(shown, (0, 1))
        shown.stdout.decode()
        if not SANITIZED:
            self.assertLess(seconds, LONGEST)
            self.assertLess(memory, MOST_MEMORY)
        return seconds, memory

    def assert_all_bounded(self, notes):
        worst = {"seconds": (0, ""), "memory": (0, "")}
        for name, content in notes.items():
            with self.subTest(note=name):
                seconds, memory = self.assert_bounded(name, content)
                worst["seconds"] = max(worst["seconds"], (round(seconds, 1), name))
                worst["memory"] = max(worst["memory"], (memory, name))
        print(f"{len(notes)} notes; the worst: {worst}", flush=True)

    def test_small_notes(self):
        self.assert_all_bounded(SMALL)

    def test_big_notes(self):
        self.assert_all_bounded(BIG if programs.FULL else dict(list(BIG.items())[:2]))

    def test_what_the_bytes_say_is_found(self):
        self.index_notes({name: SMALL[name] for name in ("utf-16.md", "nul.md", "latin-1.md")})
        for word, link in (("medlar16", b"utf-16.md#sechzehn\n"), ("medlar nul", b"nul.md#nul\n")):
            self.assertEqual(self.crib("-f", "link", "-n", "1", word).stdout, link)

    def test_things_that_are_no_notes(self):
        programs.write_notes(self.notes)
        secret = self.folder / "secret.md"
        secret.write_text("# Secret\n\npassword\n")
        os.mkfifo(self.notes / "fifo.md")
        (self.notes / "loop").symlink_to(self.notes)
        (self.notes / "self.md").symlink_to("self.md")
        (self.notes / "out.md").symlink_to(secret)
        (self.notes / "outside").symlink_to(self.folder)
        (self.notes / "folder.md").mkdir()
        (self.notes / "folder.md" / "in.md").write_text("# Inside\n")
        (self.notes / "device.md").symlink_to("/dev/zero")
        self.assert_plain(self.index(self.notes), [0])
        self.assertEqual(self.crib("-f", "link", "password").returncode, 1)
        self.assertEqual(self.crib("-f", "link", "-n", "1", "inside").stdout, b"folder.md/in.md#inside\n")

    def test_links_lead_nowhere_outside(self):
        (self.folder / "secret.md").write_text("# Secret\n\npassword\n")
        programs.write_notes(self.notes, {"a.md": "# A\n\n[x](../secret.md) [y](/../../secret.md) "
                                          "[z](file:///etc/passwd) ![i](../../../etc/passwd)\n"})
        run = self.index(self.notes)
        self.assert_plain(run, [0])
        for name in ("../secret.md", "notes/../../secret.md", str(self.folder / "secret.md")):
            self.assertEqual(self.crib("--show", name).returncode, 2)

    def test_notes_are_only_read(self):
        programs.write_notes(self.notes)

        def state():
            return {path: (path.lstat().st_mtime_ns, path.is_file() and path.read_bytes())
                    for path in [self.notes, *self.notes.rglob("*")]}

        before = state()
        for arguments in ([self.notes], ["--rebuild"], ["--check", self.notes], ["--forget", self.notes]):
            self.assert_plain(self.index(*arguments), (0, 1))
        self.assert_done(self.index(self.notes))
        for arguments in (["medlar"], ["--show", "tools.rst#ladder"], ["--groups"]):
            self.assertEqual(self.crib(*arguments).returncode, 0)
        self.assertEqual(state(), before)

    def test_notes_that_go_or_come_meanwhile(self):
        stop = self.folder / "stop"
        script = """
import pathlib, sys, itertools
folder, stop = map(pathlib.Path, sys.argv[1:])
for n in itertools.count():
    if stop.exists(): break
    path = folder / f"come{n % 50}.md"
    path.write_text(f"# Come {n}\\n\\n" + "word " * (n % 3000))
    (folder / f"come{(n + 25) % 50}.md").unlink(missing_ok=True)
    other = folder / f"sub{n % 7}"
    other.mkdir(exist_ok=True)
    (other / "a.md").write_text("# Sub\\n")
    (other / "a.md").unlink(); other.rmdir()
"""
        programs.write_notes(self.notes)
        changer = subprocess.Popen([sys.executable, "-c", script, self.notes, stop])
        try:
            for _ in range(5):
                self.assert_plain(self.index(self.notes), (0, 2))
                self.assertEqual(self.crib("-f", "link", "-n", "1", "ladder").stdout, b"tools.rst#ladder\n")
        finally:
            stop.touch()
            changer.wait()
        self.assert_done(self.index(self.notes))

    @unittest.skipIf(os.geteuid() == 0 and not os.path.exists("/usr/bin/setpriv"), "root may read all")
    def test_what_may_not_be_read_keeps_what_is_known(self):
        self.index_notes()
        before = self.crib("-f", "link", "-k", "section", "blet").stdout
        self.assertIn(b"#eating", before)
        self.folder.chmod(0o755)
        command = [str(programs.BIN / "crib-index"), "-d", str(self.database), "-q", str(self.notes)]
        if os.geteuid() == 0:
            for path in [self.folder, *self.folder.rglob("*")]:
                os.lchown(path, 65534, 65534)
            command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command]
        (self.notes / "fruit").chmod(0)
        run = subprocess.run(command, env=self.environment(), capture_output=True, check=False, cwd="/")
        (self.notes / "fruit").chmod(0o755)
        # crib refuses a database of another user.
        for path in self.database.rglob("*"):
            os.lchown(path, os.geteuid(), os.getegid())
        os.chown(self.database, os.geteuid(), os.getegid())
        self.assert_plain(run, [2])
        self.assertIn(b"Permission denied", run.stderr)
        self.assertEqual(self.crib("-f", "link", "-k", "section", "blet").stdout, before)

    def test_names_as_long_as_they_get(self):
        programs.write_notes(self.notes, {"d" * 200 + f"/{'n' * 240}.md": "# Long Name\n\nmedlarname\n"})
        deep = self.notes
        for _ in range(14):
            deep = deep / ("e" * 200)
        deep.mkdir(parents=True)
        (deep / "deep.md").write_text("# Deep Name\n\nmedlardeep\n")
        self.assert_done(self.index(self.notes))
        for word in ("medlarname", "medlardeep"):
            self.assertEqual(self.crib("-f", "json", word).returncode, 0)


if __name__ == "__main__":
    programs.main()
