"""The programs that scripts/lab/bench runs, with their commands to index a tree and to answer a query."""

import re
import shutil
import subprocess
import sys

HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)
WORD = re.compile(r"[a-z]+")


def compiled(source, build, packages):
    """Compiles a C++ source into the build folder. Returns the program."""
    program = build / "bench" / source.stem
    if program.exists() and program.stat().st_mtime > source.stat().st_mtime:
        return program
    program.parent.mkdir(parents=True, exist_ok=True)
    flags = []
    if packages:
        flags = subprocess.run(["pkg-config", "--cflags", "--libs", *packages],
                               capture_output=True, text=True, check=True).stdout.split()
    subprocess.run(["c++", "-std=c++20", "-O2", "-o", program, source, *flags], check=True)
    return program


def headings(root):
    """The words of the notes' headings, in the order of the notes."""
    titles = []
    for note in sorted(root.rglob("*.md")):
        text = note.read_text(encoding="utf-8", errors="replace")
        titles += [WORD.findall(title.lower()) for title in HEADING.findall(text)]
    return [title for title in titles if title]


def ripgrep(root, words):
    wanted = [part for word in words for part in ("-e", word)]
    return [shutil.which("rg"), "-i", "-w", "-n", *wanted, str(root)]


class Plain:
    name = "plain"

    def __init__(self, program):
        self.program = str(program)

    def index_command(self, database, root):
        return [self.program, str(database), str(root)]


class Crib:
    def __init__(self, build, jobs=1):
        self.name = "crib" if jobs == 1 else f"crib -j{jobs}"
        self.command = [str(build / "crib-index"), "-q", "-j", str(jobs)]

    def index_command(self, database, root):
        return [*self.command, "-d", str(database), str(root)]


class Fts5:
    name = "fts5"

    def __init__(self, script):
        self.command = [sys.executable, str(script)]

    def index_command(self, database, root):
        return [*self.command, "index", str(database), str(root)]

    def query_command(self, database, words):
        return [*self.command, "query", str(database), *words]


class Recoll:
    name = "recoll"

    def index_command(self, database, root):
        database.mkdir()
        (database / "recoll.conf").write_text(
            f"topdirs = {root}\nindexstemminglanguages = english\nloglevel = 1\n", encoding="utf-8")
        (database / "mimemap").write_text(".md = text/plain\n", encoding="utf-8")
        return [shutil.which("recollindex"), "-c", str(database)]

    def query_command(self, database, words):
        return [shutil.which("recollq"), "-c", str(database), "-n", "10", "-o", "-q", *words]
