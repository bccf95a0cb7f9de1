"""Index notes with SQLite's FTS5, with one row for each section; or query it.

usage: fts5.py index DATABASE DIR <NAMES
       fts5.py query DATABASE WORD...
"""

import re
import sqlite3
import sys
from pathlib import Path

HEADING = re.compile(r"^#{1,6} +(.*)$", re.MULTILINE)


def sections(text):
    """Title, text and line of each section. A line that begins with # begins a section."""
    title, start, line, seen = "", 0, 1, 0
    for heading in HEADING.finditer(text):
        yield title, text[start:heading.start()], line
        line += text.count("\n", seen, heading.start())
        seen = heading.start()
        title, start = heading.group(1), heading.end()
    yield title, text[start:], line


def index(database, root):
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE VIRTUAL TABLE notes USING fts5"
                           "(title, body, place UNINDEXED, tokenize = 'porter unicode61')")
        for name in sys.stdin.read().splitlines():
            text = (Path(root) / name).read_text(encoding="utf-8", errors="replace")
            connection.executemany(
                "INSERT INTO notes VALUES (?, ?, ?)",
                ((title, body, f"{name}:{line}") for title, body, line in sections(text)))


def query(database, words):
    connection = sqlite3.connect(database)
    wanted = " OR ".join('"' + word.replace('"', '""') + '"' for word in words)
    for row in connection.execute("SELECT place, title FROM notes WHERE notes MATCH ? "
                                  "ORDER BY rank LIMIT 10", (wanted,)):
        print(*row)


if __name__ == "__main__":
    if sys.argv[1] == "index":
        index(sys.argv[2], sys.argv[3])
    else:
        query(sys.argv[2], sys.argv[3:])
