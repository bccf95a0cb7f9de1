#!/usr/bin/python3
"""Tests that the corpus covers all questions of its list, and that crib answers them from it.

usage: corpus_test.py CORPUS CRIB CRIB_INDEX [unittest's arguments]
"""

import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import NamedTuple

LIST = Path(__file__).resolve().parent / "corpus-map.tsv"
SEE_ALSO = "See Also"
FENCE = re.compile(r"\s*(```+|~~~+)")
HEADING = re.compile(r"(#{1,6}) (.+)")
LINK = re.compile(r"\[((?:`[^`]*`|[^`\[\]])*)\]\(([^()\s]+)\)")


def plain(text):
    """The text of a heading or question as crib prints it: without the backticks of code spans."""
    return text.replace("`", "")


def lines_of(path):
    return path.read_text(encoding="utf-8").splitlines()


class Section(NamedTuple):
    path: str  # relative to the corpus
    line: int
    title: str
    prose: int  # number of words outside code, in its subtree
    code: int  # lines of code in its subtree


class Question(NamedTuple):
    group: str
    text: str
    line: int
    links: list  # (label, destination), as written


def read_sections(corpus, path):
    """The sections of a note, by their anchor."""
    headings = []  # [line, level, title, words, lines of code]
    fence = None
    for number, line in enumerate(lines_of(corpus / path), 1):
        mark = FENCE.match(line)
        if fence is None and (heading := HEADING.fullmatch(line)):
            headings.append([number, len(heading[1]), heading[2], 0, 0])
        elif mark and fence is None:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and line.strip() == mark[1]:
            fence = None
        elif headings and fence is None:
            headings[-1][3] += len(re.findall(r"\w+", line))
        elif headings and line.strip():
            headings[-1][4] += 1
    sections = {}
    for index, (line, level, title, _, _) in enumerate(headings):
        below = itertools.takewhile(lambda heading: heading[1] > level, headings[index + 1:])
        prose, code = map(sum, zip(headings[index][3:], *(heading[3:] for heading in below)))
        slug = re.sub(r"[^\w\- ]", "", plain(title).lower()).replace(" ", "-")
        repeats = (f"{slug}-{count}" for count in itertools.count(1))
        anchor = next(name for name in (slug, *itertools.islice(repeats, 99))
                      if name not in sections)
        sections[anchor] = Section(path, line, plain(title), prose, code)
    return sections


def read_map(corpus):
    """The questions of the map, and the links of its See Also."""
    questions, see_also = [], []
    items = []  # [group, line, text with its links]
    group = None
    for number, line in enumerate(lines_of(corpus / "interview.md"), 1):
        if line.startswith("## "):
            group = line[3:]
        elif line.startswith("- "):
            items.append([group, number, line[2:]])
        elif line.startswith("  ") and items:
            items[-1][2] += " " + line.strip()
    for group, number, text in items:
        links = LINK.findall(text)
        if group == SEE_ALSO:
            see_also += links
        else:
            question = plain(text[:LINK.search(text).start()].strip())
            questions.append(Question(group, question, number, links))
    return questions, see_also


def read_list():
    """The groups of the list: [(group, [[(note, section title), ...], ...]), ...]."""
    rows = [line.split("\t") for line in lines_of(LIST) if line[:1] != "#"]
    groups = []
    for group, same in itertools.groupby(rows, key=lambda row: row[0]):
        questions = []
        for _, _, places in same:
            questions.append([])
            for place in places.split(" | "):
                note, _, titles = place.partition(": ")
                questions[-1] += [(note + ".md", title) for title in titles.split(" · ")]
        groups.append((group, questions))
    return groups


class CorpusTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.database = os.path.join(folder.name, "database")
        done = cls.run_program(CRIB_INDEX, "--db", cls.database, "--json", CORPUS)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        cls.report = json.loads(done.stdout)
        cls.notes = {}  # by the note's path, then by anchor
        for file in sorted(CORPUS.rglob("*.md")):
            path = file.relative_to(CORPUS).as_posix()
            cls.notes[path] = read_sections(CORPUS, path)
        cls.questions, cls.see_also = read_map(CORPUS)

    @staticmethod
    def run_program(*command):
        return subprocess.run(command, cwd=CORPUS, stdin=subprocess.DEVNULL, capture_output=True,
                              encoding="utf-8")

    def crib(self, *arguments):
        """Runs crib in the corpus folder, so that it prints the same paths as links have."""
        return self.run_program(CRIB, "--db", self.database, *arguments)

    def answers(self, *arguments):
        done = self.crib("-f", "json", *arguments)
        self.assertEqual((done.returncode, done.stderr), (0, ""), arguments)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def section(self, destination):
        """The section that a link of the map leads to."""
        path, _, anchor = destination.partition("#")
        self.assertIn(path, self.notes, destination)
        self.assertIn(anchor, self.notes[path], destination)
        return self.notes[path][anchor]

    def every_section(self):
        return [section for sections in self.notes.values() for section in sections.values()]

    def test_the_map_is_the_list(self):
        found = []
        for group, same in itertools.groupby(self.questions, key=lambda question: question.group):
            places = []
            for question in same:
                sections = [self.section(destination) for _, destination in question.links]
                places.append([(section.path, section.title) for section in sections])
            found.append((group, places))
        *wanted, see_also = read_list()
        self.assertEqual([group for group, _ in found], [group for group, _ in wanted])
        for (group, places), (_, listed) in zip(found, wanted):
            self.assertEqual(places, listed, group)
        self.assertEqual(see_also, (SEE_ALSO, [[(path, "") for _, path in self.see_also]]))
        for _, path in self.see_also:
            self.assertIn(path, self.notes)

    def test_the_numbers(self):
        linked = {destination for question in self.questions for _, destination in question.links}
        links = sum(len(question.links) for question in self.questions)
        groups = {question.group for question in self.questions}
        notes = {destination.partition("#")[0] for destination in linked}
        print(f"{len(groups)} groups, {len(self.questions)} questions, {links} links into "
              f"{len(linked)} sections of {len(notes)} notes; in all {self.report['notes']} notes, "
              f"{self.report['sections']} sections, {self.report['questions']} questions")
        self.assertEqual((len(groups), len(self.questions), links), (12, 74, 103))
        self.assertEqual((len(linked), len(notes), len(self.see_also)), (103, 24, 7))
        self.assertEqual(self.report["notes"], len(self.notes))
        self.assertEqual(self.report["broken"], 0)

    def test_labels_are_the_titles(self):
        for question in self.questions:
            for label, destination in question.links:
                self.assertEqual(plain(label), self.section(destination).title)

    def test_no_linked_section_is_a_stub(self):
        sections = [self.section(destination) for question in self.questions
                    for _, destination in question.links]
        print(f"least of a linked section: {min(section.prose for section in sections)} words, "
              f"{min(section.code for section in sections)} lines of code")
        stubs = [section for section in sections if section.prose < 60 or section.code < 3]
        self.assertEqual(stubs, [])

    def test_no_query_lists_the_map_in_order(self):
        listed = [answer for answer in self.answers() if answer["path"] == "interview.md"]
        self.assertEqual([(answer["group"], answer["title"], answer["line"]) for answer in listed],
                         [(question.group, question.text, question.line)
                          for question in self.questions])
        links = [link["link"] for answer in listed for link in answer["links"]]
        self.assertEqual(links, [destination for question in self.questions
                                 for _, destination in question.links])

    def test_groups_are_in_the_order_of_the_map(self):
        counts = [f"{len(list(same))}\t{group}" for group, same in
                  itertools.groupby(self.questions, key=lambda question: question.group)]
        lines = self.crib("--groups").stdout.splitlines()
        self.assertEqual([line for line in lines if line in counts], counts)
        self.assertNotIn(SEE_ALSO, self.crib("--groups").stdout)

    def test_nothing_found_leads_to_the_indices(self):
        done = self.crib("zyzzyva")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        places = [line.split(":")[0].strip() for line in done.stderr.splitlines()[1:]]
        self.assertEqual(places, [path for _, path in self.see_also])

    def test_a_question_typed_comes_first(self):
        others = [question.text for question in self.questions
                  if self.answers("-n", "1", "--", question.text)[0]["title"] != question.text]
        count = len(self.questions)
        print(f"questions typed: {count - len(others)} of {count} first")
        self.assertEqual(others, [])

    def test_a_question_typed_finds_its_sections(self):
        missed = []
        for question in self.questions:
            answers = self.answers("-k", "section", "-n", "3", "--", question.text)
            found = {link["link"] for answer in answers for link in answer["links"]}
            if found.isdisjoint(destination for _, destination in question.links):
                missed.append(question.text)
        share = 1 - len(missed) / len(self.questions)
        print(f"one of a question's own sections in the first three: {share:.1%}; not for", missed)
        self.assertGreaterEqual(share, 0.95)

    def test_a_title_typed_comes_first(self):
        places = {}
        for section in self.every_section():
            places.setdefault(section.title, set()).add((section.path, section.line))
        others = []
        for title, wanted in places.items():
            first = self.answers("-n", "1", "--", title)[0]
            # If a question and a section have the same name, the question comes first.
            is_first = (first["title"] == title if first["kind"] == "question" else
                        (first["path"], first["line"]) in wanted)
            if not is_first:
                others.append((title, first["title"]))
        print(f"titles typed: {len(places) - len(others)} of {len(places)} first")
        self.assertEqual(others, [])

    def test_every_place_printed_is_what_it_says(self):
        answers = self.answers() + self.answers("-k", "section")
        places = set()
        for answer in answers:
            is_item = answer["path"] == "interview.md" and answer["kind"] == "question"
            places.add((answer["path"], answer["line"], 1, None if is_item else answer["title"]))
            for link in answer["links"]:
                places.add((link["path"], link["line"], link["column"], link["title"]))
        for path, line, column, title in sorted(places, key=str):
            text = lines_of(CORPUS / path)[line - 1][column - 1:]
            if title is None:
                self.assertRegex(text, "^- ", (path, line))
            else:
                self.assertRegex(text, "^#+ ", (path, line))
                self.assertEqual(plain(text.lstrip("# ")), title, (path, line))
        sections = {(section.path, section.line) for section in self.every_section()}
        self.assertEqual(sections - {place[:2] for place in places}, set())
        print(f"{len(places)} places printed, each a heading or an item")


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    CORPUS, CRIB, CRIB_INDEX = (Path(argument).resolve() for argument in sys.argv[1:4])
    unittest.main(argv=[sys.argv[0], *sys.argv[4:]])
