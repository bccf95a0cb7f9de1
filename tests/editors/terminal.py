"""A terminal in which a program runs, to type into and to look at."""

import os
import shutil
import subprocess
import tempfile
import time


class Terminal:
    """tmux, with a server and a configuration of its own."""

    def __init__(self, command, environment, folder, columns=120, lines=40):
        self.folder = tempfile.mkdtemp(prefix="crib-tmux-")
        self.environment = environment | {"TMUX_TMPDIR": self.folder}
        self.tmux("-f", os.devnull, "new-session", "-d", "-x", str(columns), "-y", str(lines), "-c", str(folder),
                  ";", "set", "-g", "escape-time", "0", ";", "respawn-pane", "-k", "-c", str(folder), "--", *command)

    def tmux(self, *arguments):
        done = subprocess.run(["tmux", "-u", *arguments], env=self.environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise AssertionError(f"tmux {arguments}: {done.stderr}")
        return done.stdout

    def type(self, text):
        self.tmux("send-keys", "-l", "--", text)

    def press(self, *keys):
        self.tmux("send-keys", *keys)

    def screen(self):
        return self.tmux("capture-pane", "-p")

    def wait(self, what, seconds=90):
        """Waits until the screen has this text, or a function of its text is true; returns the screen."""
        shows = what if callable(what) else lambda screen: what in screen
        end = time.monotonic() + seconds
        while not shows(screen := self.screen()):
            if time.monotonic() > end:
                raise AssertionError(f"after {seconds} s there is no {what!r} on the screen:\n{screen}")
            time.sleep(0.05)
        return screen

    def close(self):
        subprocess.run(["tmux", "kill-server"], env=self.environment, capture_output=True, check=False)
        shutil.rmtree(self.folder, ignore_errors=True)
