#!/usr/bin/python3
"""Measures which questions crib-index finds in the notes of tests/questions.

usage: questions_test.py CRIB CRIB_INDEX

Beside each note stands a text with the titles of its questions, a line each, counted by hand. The test
prints the precision and the recall, and each difference. It fails if either is less than 0.97.

Exit status: 0 all is well, 1 too many differences.
"""

import collections
import json
import subprocess
import sys
import tempfile
from pathlib import Path

NOTES = Path(__file__).resolve().parent / "questions"
LEAST = 0.97


def found_titles(crib, crib_index):
    """The titles of all questions, by the name of their note."""
    titles = collections.defaultdict(collections.Counter)
    with tempfile.TemporaryDirectory() as folder:
        database = ["-d", str(Path(folder) / "db")]
        subprocess.run([crib_index, "-q", *database, str(NOTES)], check=True, stderr=subprocess.DEVNULL)
        listed = subprocess.run([crib, *database, "-k", "question", "-f", "json", "-n", "0"], check=True,
                                capture_output=True, text=True)
        for line in listed.stdout.splitlines():
            answer = json.loads(line)
            titles[Path(answer["path"]).stem][answer["title"]] += 1
    return titles


def main():
    crib, crib_index = sys.argv[1:]
    found = found_titles(crib, crib_index)
    right = missing = wrong = 0
    for expected in sorted(NOTES.glob("*.txt")):
        titles = collections.Counter(expected.read_text(encoding="utf-8").splitlines())
        have = found[expected.stem]
        right += (titles & have).total()
        for title in (titles - have).elements():
            print(f"{expected.stem}: not found: {title}")
            missing += 1
        for title in (have - titles).elements():
            print(f"{expected.stem}: no question: {title}")
            wrong += 1
    precision = right / max(1, right + wrong)
    recall = right / max(1, right + missing)
    print(f"{right + missing} questions: precision {precision:.3f}, recall {recall:.3f}")
    return 0 if right and min(precision, recall) >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
