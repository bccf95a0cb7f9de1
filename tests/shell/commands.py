"""Commands that tests of what is installed run."""

import subprocess


def run(*command, **options):
    """Runs a command to its end. Returns what it prints; a failure of the command fails the test."""
    done = subprocess.run(
        list(map(str, command)), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, check=False, **options,
    )  # fmt: skip
    if done.returncode != 0:
        raise AssertionError(f"{command} failed:\n{done.stdout}")
    return done.stdout
