"""A terminal for tests. Programs run in it as for a person, and a test waits for what they show.

`Terminal` is a screen with a keyboard, made by tmux. `printed_to_terminal` returns what a program
prints when its output is a terminal.
"""

import contextlib
import fcntl
import os
import pty
import shlex
import struct
import subprocess
import tempfile
import termios
import time
from pathlib import Path

# In seconds, for a busy machine. On an idle one no step takes nearly as long.
PATIENCE = 180


class NotSeen(AssertionError):
    """A condition did not become true in time. `screen` has the lines at the end."""

    def __init__(self, what, screen):
        super().__init__(f"not seen in {PATIENCE} s: {what}; but:\n" + "\n".join(screen))
        self.screen = screen


class Terminal:
    """A program that runs on a screen: `with Terminal(["fzf"], env=env) as terminal: ...`"""

    def __init__(self, command, *, env, cwd=None, columns=100, lines=30):
        self.folder = tempfile.TemporaryDirectory()
        # tmux 3.3 sometimes misses that its child has ended, so the shell writes the exit code to a
        # file.
        self.status = Path(self.folder.name, "status")
        self.env = {"LC_ALL": "C.UTF-8", **env}
        settings = Path(self.folder.name, "tmux.conf")
        settings.write_text(
            "set -g remain-on-exit on\nset -g remain-on-exit-format ''\nset -g status off\n"
            "set -g default-shell /bin/sh\nset -s escape-time 0\n"
            "set -g default-terminal tmux-256color\n"
        )
        self.tmux(
            "-f", settings, "new-session", "-d", "-x", columns, "-y", lines,
            "-c", cwd or os.getcwd(),
            f"{shlex.join(map(str, command))}; echo $? >{shlex.quote(str(self.status))}",
        )  # fmt: skip

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with contextlib.suppress(subprocess.CalledProcessError):
            self.tmux("kill-server")
        self.folder.cleanup()

    def tmux(self, *arguments):
        command = ["tmux", "-S", Path(self.folder.name, "socket"), *map(str, arguments)]
        env = {"PATH": os.environ["PATH"], **self.env}
        return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout

    def type(self, text):
        self.tmux("send-keys", "-l", "--", text)

    def press(self, *keys):
        """Presses keys, by tmux's names: Enter, Tab, C-y, Down."""
        self.tmux("send-keys", *keys)

    def screen(self, styled=False):
        """The lines of the screen, without empty ones at the end and without the bar that newer fzf
        draws before each of its lines."""
        text = self.tmux("capture-pane", "-p", *(["-e"] if styled else []))
        return [line.rstrip() for line in text.rstrip().replace("▌", " ").split("\n")]

    def wait_for(self, condition, what=None):
        """Waits until the screen holds a text, or a function of its lines is true. Returns the lines."""
        holds = condition
        if isinstance(condition, str):
            holds = lambda lines: any(condition in line for line in lines)
        return self.wait_until(lambda: holds(self.screen()), what or condition)

    def wait_until(self, holds, what):
        deadline = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > deadline:
                raise NotSeen(what, self.screen())
            time.sleep(0.05)
        return self.screen()

    def exit_code(self):
        """The exit code, once the program has ended."""
        written = lambda: self.status.exists() and self.status.read_text().endswith("\n")
        self.wait_until(written, "the program's end")
        return int(self.status.read_text())


def printed_to_terminal(command, *, env, cwd=None, columns=80):
    """The text that a program prints to a terminal, and its exit code. It gets no input."""
    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    attributes = termios.tcgetattr(other)
    attributes[1] &= ~termios.OPOST  # no carriage returns
    termios.tcsetattr(other, termios.TCSANOW, attributes)
    process = subprocess.Popen(
        command, env=env, cwd=cwd, stdin=subprocess.DEVNULL, stdout=other, stderr=other
    )
    os.close(other)
    output = b""
    # Reading fails when no process has the terminal open any more.
    with contextlib.suppress(OSError):
        while part := os.read(main, 65536):
            output += part
    os.close(main)
    return output.decode(), process.wait(PATIENCE)
