#!/usr/bin/python3
"""Output for a terminal: colours, hyperlinks and widths, and when crib leaves them out.

usage: colour_test.py BIN [unittest's arguments]
"""

import re
import subprocess
import sys
import tempfile
import unicodedata
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from terminal import printed_to_terminal

MAP = """# Map

## Arrays

- How do you copy a list of lists, so that a change in the copy leaves the original alone?
  [Deep](lists.md#deep-copies)
- 文字列を分割するにはどうすればよいですか?
  [分割](lists.md#分割)
- How is an e\u0301lan spelled?
  [Deep](lists.md#deep-copies)
"""
LISTS = """# Lists

## Deep copies

A *copy* of all that is in it, by `deepcopy`.

```python
copy.deepcopy(rows)
```

## 分割

split を使います。
"""

STYLE = re.compile(r"\033\[[0-9;]*m")
LINK = re.compile(r"\033\]8;;([^\033]*)\033\\")
BOLD_MATCH = "\033[1;31mcopy\033[0m"


def plain(text):
    return LINK.sub("", STYLE.sub("", text))


def columns(text):
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


class Colour(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name).resolve()
        (self.home / "notes").mkdir()
        (self.home / "notes" / "map.md").write_text(MAP)
        (self.home / "notes" / "lists.md").write_text(LISTS)
        self.env = {
            "HOME": str(self.home),
            "PATH": f"{BIN}:/usr/bin:/bin",
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color",
        }
        subprocess.run(["crib-index", "-q", "notes"], env=self.env, cwd=self.home, check=True)

    def shown(self, *arguments, columns=80, **env):
        text, status = printed_to_terminal(
            ["crib", *arguments], env={**self.env, **env}, cwd=self.home, columns=columns
        )
        self.assertEqual(status, 0, text)
        return text

    def piped(self, *arguments, **env):
        return subprocess.run(
            ["crib", *arguments], env={**self.env, **env}, cwd=self.home, check=True,
            capture_output=True, text=True,
        ).stdout  # fmt: skip

    def test_a_terminal_gets_text_with_matches_and_places_that_stand_out(self):
        text = self.shown("copy")
        self.assertIn(BOLD_MATCH, text)
        self.assertIn("\033[35mnotes/lists.md:3\033[0m", text)
        self.assertIn("\033[2mArrays\033[0m", text)

    def test_a_pipe_gets_lines_without_any(self):
        text = self.piped("copy")
        self.assertNotIn("\033", text)
        self.assertRegex(text, r"^notes/lists\.md:3:1:How do you copy")

    def test_a_place_is_a_link_to_its_file(self):
        (first, *_) = LINK.findall(self.shown("-k", "section", "copy"))
        self.assertRegex(first, r"^file://[^/]*" + re.escape(f"{self.home}/notes/lists.md") + "$")

    def test_links_are_as_the_user_wants_them(self):
        def first(name):
            found = LINK.findall(self.shown("-k", "section", "--hyperlink-format", name, "copy"))
            return found[0] if found else None

        path = f"{self.home}/notes/lists.md"
        self.assertEqual(first("vscode"), f"vscode://file{path}:3:1")
        self.assertEqual(first("kitty").partition("#")[2], "3")
        self.assertEqual(first("x://{path}?{line}"), f"x://{path}?3")
        self.assertIsNone(first("none"))

    def test_where_colour_is_not_wanted_there_is_no_escape(self):
        for name, env in {
            "NO_COLOR": {"NO_COLOR": "1"},
            "CLICOLOR": {"CLICOLOR": "0"},
            "dumb": {"TERM": "dumb"},
            "both": {"NO_COLOR": "1", "CLICOLOR_FORCE": "1"},
        }.items():
            with self.subTest(name):
                self.assertNotIn("\033", self.shown("copy", **env))
        self.assertNotIn("\033", self.shown("--color", "never", "copy"))

    def test_an_empty_NO_COLOR_says_nothing(self):
        self.assertIn(BOLD_MATCH, self.shown("copy", NO_COLOR=""))

    def test_colour_can_be_forced(self):
        self.assertIn(BOLD_MATCH, self.piped("-f", "text", "copy", CLICOLOR_FORCE="1"))
        self.assertIn(BOLD_MATCH, self.piped("-f", "text", "--color", "always", "copy"))
        self.assertIn(BOLD_MATCH, self.shown("--color", "always", "copy", NO_COLOR="1"))
        self.assertNotIn("\033", self.piped("-f", "text", "copy", CLICOLOR_FORCE="0"))

    def test_lines_keep_to_the_terminal(self):
        for width in (40, 60, 200):
            with self.subTest(width):
                lines = plain(self.shown(columns=width)).splitlines()
                self.assertLessEqual(max(map(columns, lines)), width)

    def test_the_group_ends_at_one_margin_whatever_stands_before_it(self):
        lines = plain(self.shown(columns=100)).splitlines()
        ends = {columns(line) for line in lines if line.endswith("Arrays")}
        self.assertEqual(len([line for line in lines if line.endswith("Arrays")]), 3)
        self.assertEqual(len(ends), 1)

    def test_a_section_is_laid_out_on_a_terminal_and_the_note_s_text_in_a_pipe(self):
        text = self.shown("--show", "lists.md#deep-copies")
        self.assertNotIn("##", text)
        self.assertNotIn("```", text)
        self.assertIn("\033[1mDeep copies\033[0m", text)
        self.assertIn("copy.deepcopy(rows)", text)
        end = LISTS.index("\n## 分割")
        self.assertEqual(self.piped("--show", "lists.md#deep-copies"), LISTS[9:end])


if __name__ == "__main__":
    BIN = Path(sys.argv.pop(1)).resolve()
    unittest.main()
