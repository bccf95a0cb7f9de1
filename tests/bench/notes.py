"""Make a tree of Markdown notes with a vocabulary that grows as in natural text.

usage: notes.py DIR MEGABYTES

The number of different words grows as 10 n^0.6 (Heaps' law), and the word of rank r has a
frequency of 1 / r (Zipf's). The same size always gives the same notes, and a smaller tree is the
beginning of a larger one.
"""

import itertools
import random
import sys
from pathlib import Path

SMALL = ("the of to and a in is that for it with as be on are by this an or from at you can which "
         "not if when has its will use into one all each more how what than").split()
ONSETS = "b c d f g h j k l m n p r s t v w z br cl cr dr fl gr pl pr sh st th tr".split()
VOWELS = "a e i o u ea ai ou".split()
CODAS = ["", "", "n", "r", "s", "t", "l", "m", "ck", "nd", "st"]
ENDINGS = ["", "", "", "s", "ing", "ed", "er", "ion"]
NOTES_A_FOLDER = 60
SECTIONS_A_NOTE = 11


def made_word(rank):
    """A different word for each rank. Frequent words are shorter."""
    number, word = rank, ""
    while not word or number:
        number, onset = divmod(number, len(ONSETS))
        number, vowel = divmod(number, len(VOWELS))
        word += ONSETS[onset] + VOWELS[vowel]
    return word + CODAS[rank % len(CODAS)] + ENDINGS[rank // 7 % len(ENDINGS)]


class Writer:
    def __init__(self):
        self.random = random.Random(1)
        self.words = list(SMALL)
        self.count = 0

    def take(self, number):
        """`number` random words among those in use so far. Low ranks are more frequent."""
        self.count += number
        known = int(10 * self.count ** 0.6) + len(SMALL)
        self.words += map(made_word, range(len(self.words), known))
        words, draw, size = self.words, self.random.random, len(self.words)
        return [words[int(size ** draw()) - 1] for _ in range(number)]

    def paragraph(self):
        words = self.take(self.random.randint(15, 60))
        return " ".join(words).capitalize() + "."

    def code(self):
        words = iter(self.take(24))
        lines = (f"{next(words)}_{next(words)} = {next(words)}.{next(words)}({next(words)}, "
                 f"{next(words)})" for _ in range(4))
        return "```python\n" + "\n".join(lines) + "\n```"

    def items(self, note):
        other = note - self.random.randint(1, min(note, 200)) if note else 0
        way = "../" + path(other)
        return "\n".join(f"- {' '.join(self.take(6))} [{' '.join(self.take(2))}]({way}#part-{part})"
                         for part in range(1, 4))

    def section(self, note, part):
        title = " ".join(self.take(self.random.randint(1, 6)))
        parts = [f"## Part {part}\n\n### {title}" if part % 4 == 1 else f"### {title}"]
        if self.random.random() < 0.015:
            parts[0] = f"### What {title}?"
        parts += [self.paragraph() for _ in range(self.random.randint(1, 2))]
        kind = self.random.random()
        if kind < 0.3:
            parts.append(self.code())
        elif kind < 0.4:
            parts.append(self.items(note))
        return "\n\n".join(parts)

    def note(self, number):
        title = " ".join(self.take(3)).capitalize()
        body = "\n\n".join(self.section(number, part) for part in range(1, SECTIONS_A_NOTE))
        return f"# {title}\n\n{self.paragraph()}\n\n{body}\n"


def path(number):
    return f"{number // NOTES_A_FOLDER:05d}/{number:07d}.md"


def make(root, megabytes):
    writer, written = Writer(), 0
    for number in itertools.count():
        if written >= megabytes * 1e6:
            return
        file = Path(root) / path(number)
        file.parent.mkdir(parents=True, exist_ok=True)
        written += file.write_bytes(writer.note(number).encode())


if __name__ == "__main__":
    make(sys.argv[1], float(sys.argv[2]))
