"""The programs' own --help, for comparison with completions and manual pages."""

import re
import subprocess

OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
PROGRAMS = ("crib", "crib-index", "crib-fzf")


def help_of(program, env):
    return subprocess.run(
        [program, "--help"], env=env, check=True, capture_output=True, text=True
    ).stdout


def options_of(program, env):
    """The long options in the help."""
    return set(OPTION.findall(help_of(program, env)))


def differences(program, place, has, env):
    """Messages that tell which options to add or remove, and where."""
    known = options_of(program, env)
    return [f"{place}: add {option}, which {program} --help has" for option in sorted(known - has)] + [
        f"{place}: {program} --help has no {option}; take it out" for option in sorted(has - known)
    ]
