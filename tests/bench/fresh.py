"""How fast crib-index takes in changes, compared with the least that any tool must do; and the size after."""

import os
import random
import shutil
import statistics
import subprocess
import time

SEED = 1
WATCHED = 20  # number of edits to wait for
LONGEST_WAIT = 60  # seconds; longest time for one edit


class Fresh:
    """A copy of a tree with its database. Edits single notes and updates the database."""

    def __init__(self, root, scratch, programs):
        self.programs, self.scratch = programs, scratch
        self.root, self.database = scratch / "edited", scratch / "fresh"
        shutil.copytree(root, self.root)
        self.notes = sorted(self.root.rglob("*.md"))
        self.random = random.Random(SEED)
        self.edits = 0

    def edit(self):
        note = self.random.choice(self.notes)
        self.edits += 1
        with note.open("a", encoding="utf-8") as file:
            file.write(f"\n## Edit {self.edits}\n\nwritten as edit{self.edits}\n")
        return note

    def index_command(self, database, *options):
        return [self.programs["crib-index"], "-q", "-d", str(database), *options]

    def size(self, database):
        return sum(table.stat().st_size for table in (database / "current").resolve().glob("*.glass"))

    def compare_runs(self, run, rounds):
        """The times of a run without and with a change, and of the least work for each, by name."""
        walk = [self.programs["stat_walk"], str(self.root)]
        names, plain = self.scratch / "edited-name", self.scratch / "edited-plain"
        times = {name: [] for name in ("walk", "nothing", "plain", "change")}
        run(self.index_command(self.database, str(self.root)))
        time.sleep(0.1)  # so that the next stamp differs
        run(self.index_command(self.database))
        for _ in range(rounds):
            walked = run(walk).wall
            times["walk"].append(walked)
            times["nothing"].append(run(self.index_command(self.database)).wall)
            note = self.edit()
            time.sleep(0.1)
            names.write_text(f"{note.relative_to(self.root)}\n", encoding="utf-8")
            shutil.rmtree(plain, ignore_errors=True)
            alone = run([self.programs["plain_loop"], str(plain), str(self.root)], stdin=names).wall
            times["plain"].append(alone + walked)
            times["change"].append(run(self.index_command(self.database)).wall)
            run(self.index_command(self.database))
        return times

    def grow(self, run, edits):
        """Three sizes: the largest during `edits` edits, the one after them, and that of a new database."""
        most = 0
        for _ in range(edits):
            self.edit()
            run(self.index_command(self.database))
            most = max(most, self.size(self.database))
        anew = self.scratch / "anew"
        run(self.index_command(anew, str(self.root)))
        return most, self.size(self.database), self.size(anew)

    def watch(self):
        """Seconds from a change to the first answer that shows it. Runs crib repeatedly."""
        seconds = []
        command = [self.programs["crib-index"], "--watch", "-d", str(self.database)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as watcher:
            try:
                watcher.stdout.readline()
                time.sleep(3)
                for _ in range(WATCHED):
                    seconds.append(self.wait_for_edit(watcher))
                    time.sleep(2.5)
            finally:
                watcher.terminate()
        return seconds

    def wait_for_edit(self, watcher):
        self.edit()
        begin = time.perf_counter()
        while not self.is_found(f"+edit{self.edits}"):
            if watcher.poll() is not None:
                raise ChildProcessError(f"the watcher ended, with {watcher.returncode}")
            if time.perf_counter() - begin > LONGEST_WAIT:
                raise TimeoutError(f"the watcher did not take in a change within {LONGEST_WAIT} s")
            time.sleep(0.005)
        return time.perf_counter() - begin

    def is_found(self, query):
        command = [self.programs["crib"], "-d", str(self.database), "--no-spelling", "--", query]
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              env=os.environ, check=False).returncode == 0


def measure(fresh, run, report, rounds, edits):
    """Prints as ratios the figures that have a limit."""
    times = fresh.compare_runs(run, rounds)
    report.print(f"fresh, {len(fresh.notes)} notes{'':18}{'p50 ms':>8}{'ratio':>7}")
    for name, base in (("walk", "walk"), ("nothing", "walk"), ("plain", "plain"), ("change", "plain")):
        title = {"walk": "a bare walk", "nothing": "crib-index, nothing changed",
                 "plain": "the plain loop over one note, and a walk",
                 "change": "crib-index, one note changed"}[name]
        ratio = statistics.median(mine / other for mine, other in zip(times[name], times[base]))
        report.print(f"{title:41}{statistics.median(times[name]) * 1000:8.1f}{ratio:7.2f}")
    most, after, anew = fresh.grow(run, edits)
    report.print(f"after {edits} single edits the database is {after / anew:.2f} x one made anew, "
                 f"and was at most {most / anew:.2f} x")
    seconds = fresh.watch()
    report.print(f"--watch: {len(seconds)} lone changes were answered in {statistics.median(seconds) * 1000:.0f} ms "
                 f"(median), {max(seconds) * 1000:.0f} ms at most\n")
