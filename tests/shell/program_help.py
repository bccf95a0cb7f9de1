"""What the programs' own --help says, to hold completions and manual pages against it."""

import re
import subprocess

OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
PROGRAMS = ("crib", "crib-index", "crib-fzf")


def help_of(program, env):
    return subprocess.run(
        [program, "--help"], env=env, check=True, capture_output=True, text=True
    ).stdout


def options_of(program, env):
    """The long options that the help names."""
    return set(OPTION.findall(help_of(program, env)))


def differences(program, place, has, env):
    """Lines that say what to add where, or to take out."""
    known = options_of(program, env)
    return [f"{place}: add {option}, which {program} --help has" for option in sorted(known - has)] + [
        f"{place}: {program} --help has no {option}; take it out" for option in sorted(has - known)
    ]
