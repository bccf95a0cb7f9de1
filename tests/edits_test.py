#!/usr/bin/env python3
"""usage: tests/edits_test.py BINDIR [SCRIPTS]: random edits, indexed as changes and also from nothing

Each round edits a tree of notes. An updated database must then have the same answers, terms and counts
as a new one. $CRIB_TEST_SEED seeds the edits; $CRIB_TEST_FULL makes ten times as many. If a round
fails, the test removes all edits that the failure does not need, and prints the rest.
"""
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

WORDS = "list copy deep shallow queue stack heap closure mutable lock thread event loop slice".split()
HEADINGS = ["Copy Lists", "Copy lists", "Deep Copy", "What is a closure?", "Locks", "Locks", "Event Loop",
            "1. Queue", "Why?", "See Also", "What is a deep copy?", "Stack"]
PATHS = ["a.md", "b.md", "B.md", "sub/c.md", "sub/d.md", "index.md", "sub/README.md", "e.rst", "sub/f.rst",
         "map.md", "sub/map.md", "x/y/z.md", "x/c.md", "a b.md", "Sub/c.md", "closure.markdown", "n.md/n.md",
         "n.md"]
FILES = ["pic.png", "sub/pic.png", "data.txt", "x/gone.md.txt", "Pic.png", "static/pic.png"]
FRAGMENTS = ["#copy-lists", "#Copy-Lists", "#deep-copy", "#what-is-a-closure", "#locks-1", "#id1", "#copylists", "",
             "#top", "#L3", "#^k1", "#user-content-locks"]
QUERIES = WORDS + ["copy lists", "what is a closure", "\"deep copy\"", "event loop lock", "deap", "clos*", "title:copy",
                   "path:sub", "lang:c stack", "tag:t1", "group:locks queue", "kind:question list", "+copy -deep", "queu",
                   "Alias One", "See Also"]


def anchor_of(title):
    return "#" + "".join(c for c in title.lower().replace(" ", "-") if c.isalnum() or c == "-")


def link(rng):
    kind = rng.randrange(10)
    target = rng.choice(PATHS)
    if kind == 8:
        return rng.choice(["![[pic.png]]", "[[gone.md.txt]]", "[[sub/pic.png]]", "[[../c]]", "[[./d]]", "[[Any|c]]",
                           "[[a b|y]]", "[[#Locks#Stack]]", "[[c#Locks#Locks]]", "[[c#^k1]]", "[[Label|data.txt]]",
                           "[[sub c]]"])
    if kind == 9:
        return rng.choice(["[f](~/c.md)", "[f](@/sub/c)", "[f](@site/data.txt)", "![f](/pic.png)", "[f](PIC.png)",
                           "[f](y)", "[f](c)", "![f](gone.md.txt)", "[f](<{{< ref \"c.md\" >}}>)"])
    if kind == 0:
        return f"[[{rng.choice([target, target.split('/')[-1].split('.')[0], 'Alias One', 'Locks'])}" \
               f"{rng.choice(['', '#Deep Copy', '#Locks'])}]]"
    if kind == 1:
        return f"![pic]({rng.choice(FILES)})"
    if kind == 2:
        return f"[file]({rng.choice(['', '/', '../'])}{rng.choice(FILES)})"
    if kind == 3:
        return f"[{rng.choice(HEADINGS)}]({rng.choice(FRAGMENTS) or '#x'})"
    target = rng.choice([target, target, "../" + target, "/" + target, target.replace(".md", ""),
                         target.replace(".md", ".html"), target.upper()]).replace(" ", "%20")
    return f"[{rng.choice(HEADINGS)}]({target}{rng.choice(FRAGMENTS + [anchor_of(rng.choice(HEADINGS))])})"


def prose(rng):
    return " ".join(rng.choice(WORDS) for _ in range(rng.randrange(2, 60)))


def block(rng):
    kind = rng.randrange(6)
    if kind == 0:
        return "```" + rng.choice(["c", "js", ""]) + "\n" + prose(rng) + "\n```\n"
    if kind == 1:
        return "".join(f"- What about {rng.choice(WORDS)}{rng.choice(['?', ''])}\n  {link(rng)} {link(rng)}\n"
                       for _ in range(rng.randrange(1, 4)))
    if kind == 2:
        return f"| Question | Answer |\n|---|---|\n| Why {rng.choice(WORDS)}? | {link(rng)} |\n"
    if kind == 3:
        return f"- {link(rng)}\n- {rng.choice(HEADINGS)} {link(rng)}\n"
    return prose(rng) + rng.choice(["", "", " ^k1", " " + link(rng), "\n\n" + link(rng)]) + "\n"


def markdown(rng):
    text = ""
    if rng.random() < 0.3:
        text += "---\n" + rng.choice(["title: Locks\n", "aliases: [Alias One]\n", "tags: [t1, t2]\n",
                                      "questions: false\n", "questions: true\n", "synonyms: [deque, queue]\n",
                                      "lang: de\n"]) + "---\n"
    text += rng.choice(["", "# " + rng.choice(HEADINGS) + "\n\n"]) + block(rng)
    for _ in range(rng.randrange(4)):
        text += f"\n{rng.choice(['', '<a id=id1></a>' + chr(10) + chr(10)])}{'#' * rng.randrange(1, 4)} " \
                f"{rng.choice(HEADINGS)}\n\n" + "".join(block(rng) + "\n" for _ in range(rng.randrange(3)))
    return text


def rst(rng):
    text = ""
    for _ in range(rng.randrange(1, 4)):
        title = rng.choice(HEADINGS)
        text += rng.choice(["", f".. _{rng.choice(['locks', 'label one'])}:\n\n"])
        text += f"{title}\n{'=' * len(title)}\n\n{prose(rng)}\n\n"
        text += rng.choice(["", "- What is it? :ref:`locks`\n", ":ref:`Locks <label one>`\n", ":doc:`f` :doc:`/a`\n",
                            ":ref:`sub/f:Stack`\n", "- Why?\n  :doc:`/sub/c`\n"]) + "\n"
    return text


def text_for(path, rng):
    return rst(rng) if str(path).endswith(".rst") else markdown(rng)


class Notes:
    """A tree of notes and the possible edits. Each edit depends only on the tree and a seed."""

    def __init__(self, root):
        self.root = pathlib.Path(root)

    def paths(self):
        return sorted(p for p in self.root.rglob("*") if p.is_file() and not p.is_symlink()
                      and p.suffix in (".md", ".rst", ".markdown") and ".git" not in p.parts)

    def place(self, path):
        whole = self.root / path
        for above in [*reversed(whole.relative_to(self.root).parents)][1:]:
            if (self.root / above).is_file() or (self.root / above).is_symlink():
                (self.root / above).unlink()
        if whole.is_dir() and not whole.is_symlink():
            shutil.rmtree(whole)
        elif whole.is_symlink():
            whole.unlink()
        whole.parent.mkdir(parents=True, exist_ok=True)
        return whole

    def add(self, rng):
        path = rng.choice(PATHS)
        self.place(path).write_text(text_for(path, rng))

    def some(self, rng):
        paths = self.paths()
        return rng.choice(paths) if paths else None

    def rewrite(self, rng):
        if path := self.some(rng):
            path.write_text(text_for(path, rng))

    def edit(self, rng):
        if path := self.some(rng):
            lines = path.read_text().split("\n")
            at = rng.randrange(len(lines))
            lines[at:at + rng.randrange(2)] = [block(rng)]
            path.write_text("\n".join(lines))

    def retitle(self, rng):
        if path := self.some(rng):
            path.write_text(path.read_text().replace(rng.choice(HEADINGS), rng.choice(HEADINGS)))

    def swap_word(self, rng):
        """Edits a note without a change of its size, and at random restores its old time."""
        if path := self.some(rng):
            status = path.stat()
            path.write_text(path.read_text().replace("list", "lock").replace("deep", "heap"))
            if rng.random() < 0.5:
                os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    def set_clock_back(self, rng):
        if path := self.some(rng):
            path.write_text(text_for(path, rng))
            os.utime(path, (1_000_000_000, 1_000_000_000))

    def remove(self, rng):
        if path := self.some(rng):
            path.unlink()

    def move(self, rng):
        if path := self.some(rng):
            text = path.read_text()
            path.unlink()
            self.place(rng.choice([p for p in PATHS if p.endswith(path.suffix)] or PATHS)).write_text(text)

    def change_case(self, rng):
        if path := self.some(rng):
            path.rename(path.with_name(path.name.swapcase().replace(path.suffix.swapcase(), path.suffix)))

    def move_folder(self, rng):
        folders = [p for p in self.root.iterdir() if p.is_dir() and not p.is_symlink() and p.name != ".git"]
        if folders:
            rng.choice(sorted(folders)).rename(self.root / f"moved{rng.randrange(1000)}")

    def touch(self, rng):
        if path := self.some(rng):
            os.utime(path)

    def copy_over(self, rng):
        """Saves a note as many editors do: as a new file with the old name."""
        if path := self.some(rng):
            new = path.with_name(".new")
            new.write_text(path.read_text() + rng.choice(["", prose(rng)]))
            new.rename(path)

    def add_file(self, rng):
        self.place(rng.choice(FILES)).write_text("x")

    def remove_file(self, rng):
        path = self.root / rng.choice(FILES)
        if path.is_file():
            path.unlink()

    def ignore(self, rng):
        (self.root / ".gitignore").write_text(rng.choice(["", "a.md\n", "sub/\n", "*.rst\n", "/x\n!x\n"]))

    def link(self, rng):
        path = self.root / rng.choice(PATHS + FILES)
        if path.is_symlink():
            path.unlink()
        if not path.exists() and path.parent.is_dir():
            path.symlink_to(rng.choice(["a.md", "sub", "nowhere", "b.md"]))

    EDITS = [add, add, rewrite, edit, edit, edit, retitle, retitle, swap_word, set_clock_back, remove, move, change_case,
             move_folder, touch, copy_over, add_file, remove_file, ignore, link]

    def apply(self, edit):
        name, seed = edit
        getattr(self, name)(random.Random(seed))


class Failure(Exception):
    pass


class Comparison:
    def __init__(self, bin_folder, folder):
        self.bin = pathlib.Path(bin_folder).resolve()
        self.folder = pathlib.Path(folder)
        self.notes = self.folder / "notes"
        self.environment = {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"}

    def run(self, *command, text=""):
        done = subprocess.run([str(part) for part in command], input=text, capture_output=True, text=True,
                              env=self.environment, cwd=self.folder, check=False)
        if done.returncode not in (0, 1):
            raise Failure(f"{' '.join(map(str, command))}\nends in {done.returncode}: {done.stderr}")
        return done.stdout

    def index(self, name, *options):
        report = json.loads(self.run(self.bin / "crib-index", "-q", "--json", "-d", self.folder / name, *options))
        for key in ("read", "removed", "seconds"):
            del report[key]
        return report

    def answers(self, name):
        crib = [self.bin / "crib", "-d", self.folder / name]
        return {
            "answers": self.run(*crib, "--batch", "-f", "json", text="\n".join(QUERIES)),
            "unfinished": self.run(*crib, "--batch", "--prefix", "-f", "json", text="\n".join(QUERIES)),
            "map": self.run(*crib, "-f", "json", "-k", "all"),
            "groups": self.run(*crib, "--groups"),
            "terms": self.run("xapian-delve", "-a", "-v", "-1", self.folder / name / "current"),
            "words": self.metadata(name, "crib.words."),
            "rules": self.metadata(name, "crib.rules"),
        }

    def metadata(self, name, prefix):
        """Shows any bytes in a readable form."""
        def ask(*arguments):
            return subprocess.run(["xapian-metadata", *arguments], capture_output=True, check=True).stdout

        database = self.folder / name / "current"
        keys = [key for key in ask("list", database, prefix).split(b"\n") if key]
        return "\n".join(f"{key!r} {ask('get', database, key)!r}" for key in keys)

    def compare(self):
        report = self.index("kept")
        anew = self.index("anew", "--rebuild")
        if report != anew:
            raise Failure(f"reports differ:\n  kept {report}\n  anew {anew}")
        kept, made = self.answers("kept"), self.answers("anew")
        for what, text in kept.items():
            if text != made[what]:
                ours, theirs = text.split("\n"), made[what].split("\n")
                raise Failure("\n".join([f"{what} differ:", *(f"  kept {line}" for line in ours if line not in theirs),
                                         *(f"  anew {line}" for line in theirs if line not in ours)][:12]))


def play(bin_folder, seed, rounds):
    """Plays rounds of edits. Returns the reason of a failure, or None."""
    with tempfile.TemporaryDirectory() as folder:
        comparison = Comparison(bin_folder, folder)
        comparison.notes.mkdir()
        (comparison.notes / ".git").mkdir()
        notes = Notes(comparison.notes)
        rng = random.Random(seed)
        (comparison.notes / "always.md").write_text("# Always\n")
        for _ in range(10):
            notes.add(rng)
        for name in ("kept", "anew"):
            comparison.index(name, comparison.notes, "--anchors", rng.choice(["github", "mkdocs"]) if name == "kept"
                             else "github")
        comparison.index("kept", comparison.notes, "--anchors", "github")
        try:
            for number, edits in enumerate(rounds):
                for edit in edits:
                    notes.apply(edit)
                comparison.compare()
        except Failure as failure:
            return f"round {number}: {failure}"
    return None


def shrink(bin_folder, seed, rounds):
    """The script without the edits and rounds that the failure does not need."""
    smaller = True
    while smaller:
        smaller = False
        for r in range(len(rounds) - 1, -1, -1):
            for candidate in [rounds[:r] + rounds[r + 1:],
                              *(rounds[:r] + [rounds[r][:e] + rounds[r][e + 1:]] + rounds[r + 1:]
                                for e in range(len(rounds[r]) - 1, -1, -1))]:
                if candidate and play(bin_folder, seed, candidate):
                    rounds, smaller = candidate, True
                    break
    return rounds


def main():
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__)
    first = int(os.environ.get("CRIB_TEST_SEED", "1"))
    scripts = int(sys.argv[2]) if len(sys.argv) == 3 else 50 if os.environ.get("CRIB_TEST_FULL") else 5
    print(f"CRIB_TEST_SEED={first}")
    names = [edit.__name__ for edit in Notes.EDITS]
    for seed in range(first, first + scripts):
        rng = random.Random(seed)
        rounds = [[(rng.choice(names), rng.randrange(1 << 30)) for _ in range(rng.choice([1, 1, 1, 2, 4]))]
                  for _ in range(8)]
        if why := play(sys.argv[1], seed, rounds):
            print(f"seed {seed}: {why}")
            least = shrink(sys.argv[1], seed, rounds)
            print("the edits that it takes:")
            for number, edits in enumerate(least):
                print(f"  round {number}: {edits}")
            sys.exit(f"seed {seed}: {play(sys.argv[1], seed, least)}")
    print(f"{scripts} scripts of edits: the same as made anew")


if __name__ == "__main__":
    main()
