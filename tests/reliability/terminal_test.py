#!/usr/bin/python3
"""Notes, names, arguments and messages reach a terminal only as text, plus crib's own colours.

usage: terminal_test.py BIN [unittest's arguments]
"""

import json
import os
import pty
import re
import subprocess

import programs

# All control characters, except newline, tab and the carriage return that the terminal adds.
EVIL = "\x1b[31mred\x1b]0;title\x07\x08\x0b\x0c\x0e\x7f\x9b31m\x90q\x9c\u2028\u202e"
EVIL_NAME = "e\x1b]0;x\x07\x9b\x7f\r\n:7:1:v.md"
ENTITIES = "&#27;[32m &#x9b;32m &#7; &#127;"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
# The sequences that crib itself prints: colours, and OSC 8 links whose address is printable ASCII.
OWN = re.compile("\x1b\\[[0-9;]*m|\x1b\\]8;[a-z0-9=:]*;[\x21-\x7e]*\x1b\\\\|\x1b\\[K")
FORMATS = ["text", "grep", "tsv", "json", "link", "url", "{path}:{line} {title} {snippet} {breadcrumb}"]


class TerminalTest(programs.ProgramTest):
    def setUp(self):
        super().setUp()
        front = f"---\ntitle: \"{EVIL.encode('unicode_escape').decode()}\"\ntags: [x]\n---\n"
        programs.write_notes(self.notes, {
            "map.md": f"# Map\n\n## Group {EVIL}\n\n- What is evil {EVIL} {ENTITIES}? [Evil {EVIL}](<a.md#{EVIL}>) "
                      f"[Web evil](<https://example.org/evil{EVIL}>)\n",
            "a.md": f"# Evil {EVIL} {ENTITIES}\n\nevil text {EVIL} {ENTITIES} `code {EVIL}`\n\n```\nevil {EVIL}\n```\n"
                    f"\n<a id=\"{EVIL}\"></a>\n\n## Evil below {EVIL}\n\n| a {EVIL} | b |\n|--|--|\n| evil {EVIL} | d |\n",
            "front.md": front + f"evil {EVIL}\n\n[gone {EVIL}](gone{EVIL}.md)\n",
            "r.rst": f"Evil {EVIL[:6]}\n==========================\n\nevil {EVIL}\n\n:ref:`x {EVIL}`\n",
            EVIL_NAME: "# Evil Name\n\nevil\n",
            f"d\x1b[5m/{EVIL_NAME}": "# Evil Folder\n\nevil [gone](gone.md)\n",
            "see.md": f"# See Also\n\n- [{EVIL}](a.md)\n",
        })
        self.run_program("crib-index", "-d", self.database, "-q", self.notes)

    def seen(self, *command, **env):
        """What a terminal gets from both streams, and the exit code."""
        leader, follower = pty.openpty()
        process = subprocess.Popen(
            [str(programs.BIN / command[0]), "-d", str(self.database), *command[1:]], stdin=follower, stdout=follower,
            stderr=follower, cwd=self.folder, env=self.environment(TERM="xterm-256color", **env))
        os.close(follower)
        output = b""
        while True:
            try:
                part = os.read(leader, 1 << 16)
            except OSError:
                break
            if not part:
                break
            output += part
        os.close(leader)
        return output, process.wait()

    def assert_safe(self, *command, text="", **env):
        output, status = self.seen(*command, **env)
        shown = output.decode()  # fails unless it is UTF-8
        self.assertIn(text, shown)
        rest = OWN.sub("", shown.replace("\r\n", "\n"))
        self.assertIsNone(OBEYED.search(rest), repr(rest))
        return rest, status

    def test_all_formats(self):
        for name in FORMATS:
            for color in ("auto", "always", "never"):
                with self.subTest(format=name, color=color):
                    self.assert_safe("crib", "-f", name, "--color", color, "-n", "0", "evil", text="vil")
                    self.assert_safe("crib", "-f", name, "--color", color)

    def test_everything_that_lists_or_shows(self):
        self.assert_safe("crib", "--groups", text="Group")
        self.assert_safe("crib-index", "--list", text="notes")
        self.assert_safe("crib", "zyzzyva", text="nothing found")
        links = self.crib("-f", "link", "-0", "-n", "0", "-k", "section", "evil").stdout.split(b"\0")[:-1]
        self.assertGreaterEqual(len(links), 6)
        for link in links:
            for color in ("always", "never"):
                with self.subTest(link=link, color=color):
                    self.assert_safe("crib", "--color", color, "--show", os.fsdecode(link), text="vil")

    def test_what_is_typed(self):
        for arguments in ([EVIL], ["-f", EVIL], ["--show", EVIL], ["-g", EVIL], ["--links-to", EVIL], ["--root", EVIL],
                          [f"--{EVIL}"], ["-n", EVIL], ["-k", EVIL], ["--hyperlink-format", EVIL], ["qevilx" + EVIL]):
            with self.subTest(arguments=arguments):
                self.assert_safe("crib", *arguments)
        for arguments in ([EVIL], ["--forget", EVIL], ["--wait", EVIL], [f"--{EVIL}"], ["--check", EVIL]):
            with self.subTest(arguments=arguments):
                self.assert_safe("crib-index", *arguments)
        self.assert_safe("crib", "x", EDITOR=EVIL, HOME=f"/{EVIL}", CRIB_DB=EVIL)
        self.assert_safe("crib", "-o", "evil", EDITOR=f"/none{EVIL}", text="cannot be run")

    def test_warnings(self):
        self.assert_safe("crib-index", "--rebuild", str(self.notes), text="warning")
        self.assert_safe("crib-index", "--check", str(self.notes), text="warning")
        self.assert_safe("crib-index", "--check", "--json", str(self.notes), text='"message"')
        self.assert_safe("crib-index", "-v", str(self.notes))

    def test_lines_cannot_be_forged(self):
        """Checks that each line is an answer and begins with the path of an existing note."""
        paths = {record["path"] for record in self.records()}
        shown = self.crib("-f", "grep", "-n", "0", "evil").stdout.decode().splitlines()
        links = sum(len(record["links"]) for record in self.records())
        self.assertEqual(len(shown), links)
        self.assertGreater(len([path for path in paths if "\n" in path]), 0)
        for line in shown:
            self.assertRegex(line, r"^(notes/|/)[^\n]*:\d+:\d+:")
        for line in self.crib("-f", "tsv", "-n", "0", "evil").stdout.decode().splitlines():
            self.assertEqual(line.count("\t"), 7)

    def records(self):
        output = self.crib("-f", "json", "-n", "0", "evil").stdout.decode()
        return [json.loads(line) for line in output.splitlines()]

    def test_json_is_utf_8_whatever_the_bytes(self):
        programs.write_notes(self.notes, {"x.md": b"# Evil \xff\xfe\n\nevil \xed\xa0\x80 \xc3\n"})
        (self.notes / os.fsdecode(b"y\xff\xc3.md")).write_bytes(b"# Evil Bytes\n\nevil\n")
        self.index(self.notes)
        records = self.records()
        self.assertTrue(any("path_base64" in record for record in records))
        self.assertTrue(any("\ufffd" in record["title"] for record in records))

    def test_opening_runs_the_editor_and_nothing_else(self):
        marker = self.folder / "ran"
        note = self.notes / "$(touch ran);`touch ran`|touch ran&.md"
        note.write_text("# Runme\n\nrunme\n")
        self.index(self.notes)
        editor = self.folder / "my editor"
        editor.write_text("#!/bin/sh\nfor word; do printf '[%s]' \"$word\"; done\n")
        editor.chmod(0o755)
        run = self.crib("-o", "runme", env={"EDITOR": f"'{editor}' -a"})
        self.assertEqual((run.returncode, run.stderr), (0, b""))
        self.assertEqual(run.stdout.decode(), f"[-a][notes/{note.name}]")
        self.assertFalse(marker.exists())


if __name__ == "__main__":
    programs.main()
