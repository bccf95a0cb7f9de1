#!/usr/bin/python3
"""The package for Debian: checked by lintian, then installed in an empty root, used and removed.

usage: package_test.py BUILD [unittest's arguments]
"""

import os
import sys
import tempfile
import unittest
from pathlib import Path

from commands import run

INSTALLED = [
    "usr/bin/crib",
    "usr/bin/crib-index",
    "usr/bin/crib-fzf",
    "usr/share/bash-completion/completions/crib",
    "usr/share/bash-completion/completions/crib-index",
    "usr/share/bash-completion/completions/crib-fzf",
    "usr/share/zsh/vendor-completions/_crib",
    "usr/share/fish/vendor_completions.d/crib.fish",
    "usr/share/fish/vendor_completions.d/crib-index.fish",
    "usr/share/fish/vendor_completions.d/crib-fzf.fish",
    "usr/share/man/man1/crib.1.gz",
    "usr/share/man/man1/crib-index.1.gz",
    "usr/share/man/man1/crib-fzf.1.gz",
    "usr/share/man/man5/crib-notes.5.gz",
    "usr/share/vim/vimfiles/pack/dist-bundle/start/crib/plugin/crib.vim",
    "usr/share/nvim/site/pack/dist-bundle/start/crib/plugin/crib.vim",
    "usr/share/emacs/site-lisp/crib.el",
    "usr/share/doc/crib/examples/kakoune/crib.kak",
    "usr/share/doc/crib/examples/vscode/tasks.json",
    "usr/share/systemd/user/crib-shard@.service",
    "usr/share/doc/crib/copyright",
    "usr/share/doc/crib/changelog.gz",
]


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name).resolve()
        run("cpack", "--config", BUILD / "CPackConfig.cmake", "-G", "DEB", "-B", cls.folder / "made")
        (cls.package,) = (cls.folder / "made").glob("*.deb")

    def files(self, root):
        return {str(path.relative_to(root)) for path in root.rglob("*") if not path.is_dir()}

    def dpkg(self, root, *arguments):
        # The root is an empty folder, so the packages that crib depends on are missing there.
        return run("dpkg", f"--root={root}", "--force-not-root", "--force-depends", *arguments)

    def test_lintian_finds_no_error(self):
        run("lintian", "--fail-on", "error", "--allow-root", self.package)

    def test_it_depends_on_the_libraries_that_it_uses(self):
        needed = run("dpkg-deb", "--field", self.package, "Depends")
        loaded = run("objdump", "-p", BUILD / "crib", BUILD / "crib-index")
        for library in ("xapian", "fmt", "cmark", "yaml-cpp", "utf8proc", "zstd", "jemalloc"):
            self.assertEqual(f"lib{library}" in needed, f" lib{library}.so" in loaded, library)
        self.assertRegex(needed, r"libxapian\d")

    def test_its_changelog_names_its_maintainer(self):
        maintainer = run("dpkg-deb", "--field", self.package, "Maintainer").strip()
        self.assertIn(f"CRIB_MAINTAINER:STRING={maintainer}\n", (BUILD / "CMakeCache.txt").read_text())
        root = self.folder / "unpacked"
        run("dpkg-deb", "--extract", self.package, root)
        changelog = run("zcat", root / "usr/share/doc/crib/changelog.gz")
        self.assertIn(f"\n -- {maintainer}  ", changelog)

    def test_what_is_installed_works_and_goes_when_it_is_removed(self):
        root = self.folder / "root"
        for name in ("info", "updates", "triggers"):
            (root / "var/lib/dpkg" / name).mkdir(parents=True)
        for name in ("status", "available"):
            (root / "var/lib/dpkg" / name).touch()
        before = self.files(root)
        self.dpkg(root, "--install", self.package)
        for name in INSTALLED:
            self.assertTrue((root / name).exists(), name)

        home = self.folder / "home"
        (home / "notes").mkdir(parents=True)
        (home / "notes" / "a.md").write_text("# Quince\n\nA fruit.\n")
        env = {"HOME": str(home), "PATH": f"{root}/usr/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        run("crib-index", "-q", home / "notes", env=env)
        self.assertIn("Quince", run("crib", "fruit", env=env))
        self.assertIn("crib-fzf", run("crib-fzf", "--help", env=env))
        manual = run("man", "crib-notes", env={**env, "MANPATH": f"{root}/usr/share/man"})
        self.assertIn("QUESTION MAP", manual)
        tags = root / "usr/share/vim/vimfiles/pack/dist-bundle/start/crib/doc/tags"
        self.assertIn(":Crib\tcrib.txt\t/*:Crib*\n", tags.read_text())

        for editor, folder in (("vim", "vim/vimfiles"), ("nvim", "nvim/site")):
            # The editor starts with this folder in its packpath. The command must exist, and its
            # help.
            packages = f"set packpath={root}/usr/share/{folder}"
            known = "if exists(':Crib') != 2 | cquit! | endif"
            run(editor, "-N", "-es", "-u", "NONE", "-i", "NONE", "-c", packages, "-c", "packloadall",
                "-c", known, "-c", "help :Crib", "-c", "qall!", env=env)  # fmt: skip

        self.dpkg(root, "--purge", "crib")
        left = {name for name in self.files(root) - before if not name.startswith("var/lib/dpkg/")}
        self.assertEqual(left, set())
        self.assertFalse((root / "usr/share/doc").exists())


if __name__ == "__main__":
    BUILD = Path(sys.argv.pop(1)).resolve()
    os.umask(0o022)
    unittest.main()
