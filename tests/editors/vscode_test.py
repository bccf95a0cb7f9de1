#!/usr/bin/python3
"""Tests of the tasks for VS Code: tests/editors/vscode_test.py BINDIR [TEST...]"""

import json
import os
import re
import sys
import unittest
from pathlib import Path

from notes import NotesTest

TASKS = Path(__file__).resolve().parent.parent.parent / "scripts/editors/vscode/tasks.json"
# The values that VS Code would put for ${...} and ${input:...}.
VARIABLES = {"selectedText": "razor $(touch ran)", "input:crib.query": "razor"}


class TasksTest(NotesTest):
    def setUp(self):
        super().setUp()
        self.tasks = json.loads(TASKS.read_text())

    def task(self, label):
        [task] = [task for task in self.tasks["tasks"] if task["label"] == label]
        return task

    def run_task(self, label, status=0):
        """Runs a task as VS Code runs the type "process": from a list of words, without a shell."""
        task = self.task(label)
        self.assertEqual(task["type"], "process")
        variables = VARIABLES | {"workspaceFolder": str(self.notes)}
        arguments = [re.sub(r"\$\{([^}]*)\}", lambda name: variables[name[1]], argument) for argument in task["args"]]
        return self.run_program(task["command"], *arguments, status=status)

    def problems(self, label, output):
        """The file, line, column and message that the task's matcher finds in each line of an output."""
        pattern = self.task(label)["problemMatcher"]["pattern"]
        found = []
        for line in output.splitlines():
            # The pattern means the same in Python as in JavaScript.
            if match := re.search(pattern["regexp"], line):
                found.append((match[pattern["file"]], int(match[pattern["line"]]), int(match[pattern["column"]]),
                              match[pattern["severity"]], match[pattern["message"]]))
        return found

    def test_inputs_are_those_that_tasks_ask_for(self):
        asked = set(re.findall(r"\$\{input:([^}]*)\}", json.dumps(self.tasks["tasks"])))
        self.assertEqual(asked, {entry["id"] for entry in self.tasks["inputs"]})

    def test_broken_links_become_problems(self):
        done = self.run_task("crib: check links", status=1)
        self.assertEqual(self.problems("crib: check links", done.stdout),
                         [(f"{self.notes}/map.md", 12, 25, "warning", 'no note or file "gone.md"')])
        self.assertEqual(self.problems("crib: check links", done.stderr), [])  # the counts do not match

    def test_problems_of_odd_names(self):
        names = ["colon:7:1:x.md", "it's \"quoted\" $(touch ran).md", "é ü.md", "a: warning: b.md"]
        for name in names:
            self.notes.joinpath(name).write_text("# Odd\n\n[x](missing.md)\n")
        done = self.run_task("crib: check links", status=1)
        found = [problem for problem in self.problems("crib: check links", done.stdout) if "map.md" not in problem[0]]
        self.assertEqual(sorted(os.path.basename(problem[0]) for problem in found), sorted(names))
        self.assertEqual({problem[1:3] for problem in found}, {(3, 1)})
        self.assertFalse(list(self.folder.rglob("ran")))

    def test_indexing_reports_problems_of_what_changed(self):
        with self.notes.joinpath("map.md").open("a") as note:
            note.write("\nThe end.\n")
        done = self.run_task("crib: index these notes")
        self.assertEqual(len(self.problems("crib: index these notes", done.stderr)), 1)

    def test_looking_up_prints_places_that_the_terminal_opens(self):
        for label in "crib: look up", "crib: look up the selection":
            first = self.run_task(label).stdout.splitlines()[0]
            self.assertEqual(first, "notes/bread.md:5:1:Why do you score a loaf? › Scoring")
        self.assertFalse(list(self.folder.rglob("ran")))


if __name__ == "__main__":
    NotesTest.bin = sys.argv[1]
    unittest.main(argv=sys.argv[:1] + sys.argv[2:])
