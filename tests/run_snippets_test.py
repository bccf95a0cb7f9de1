#!/usr/bin/python3
"""Tests of scripts/lab/run-snippets, on small notes written to a temporary directory."""

import os
import re
import subprocess
import sys
import tempfile
import textwrap
import time
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "lab" / "run-snippets"


class RunSnippetsTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = Path(directory.name)

    def run_script(self, *arguments):
        return subprocess.run([sys.executable, SCRIPT, *arguments], cwd=self.directory,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)

    def run_note(self, text, *options):
        """Runs a note and returns its exit status, its lines of output and the summary."""
        self.directory.joinpath("note.md").write_text(textwrap.dedent(text), newline="")
        done = self.run_script(*options, "note.md")
        self.assertEqual(done.stderr, "")
        *lines, summary = done.stdout.splitlines()
        return done.returncode, lines, summary

    def assert_passes(self, text, summary, *options):
        self.assertEqual(self.run_note(text, *options), (0, [], summary))

    def assert_fails(self, text, *errors, options=()):
        """Checks that the note fails with exactly these errors."""
        status, lines, summary = self.run_note(text, *options)
        found = [line for line in lines if re.match(r"\S+: error: ", line)]
        self.assertEqual(found, list(errors))
        self.assertEqual(status, 1)
        self.assertIn(f", {len(errors)} failed", summary)

    def test_program_with_claims(self):
        self.assert_passes("""\
            # Lists

            ```python
            rows = [3, 1, 2]  # a remark
            sorted(rows)  # [1, 2, 3]
            sorted(rows)[0] is 1 or True  # True  (a remark)
            len(rows)  # 3 — another
            print("sorted:", *rows)  # sorted: 3 1 2
            print(object())  # <object object at 0x...>
            max(
                rows,
            )  # 3
            {"b": 1, "a": 2}  # {"a": 2, "b": 1}
            0.1 + 0.2  # 0.30000000000000004
            print("two  spaces")  # two  spaces
            repr("'" + str(object()))  # '"\\'<object ...>"'
            len("ä"); len("äö")  # 2
            ```
            """, "1 blocks run, 0 not run, 11 claims checked in 1 of 1 python blocks, 0 failed")

    def test_wrong_value(self):
        self.assert_fails("""\
            ---
            title: Lists
            ---
            # Lists

            ```python
            rows = [1, 3]
            rows  # [1, 2]  (a remark)
            rows[0]  # 1
            rows[1]  # 2
            ```
            """, "note.md:8: error: claimed [1, 2], got [1, 3]",
            "note.md:10: error: claimed 2, got 3")

    def test_equal_value_of_another_type(self):
        self.assert_fails("""\
            ```python
            10 / 5  # 2
            [True]  # [1]
            {1: 2.0}  # {1: 2}
            {"a": (1, 2)}  # {'a':(1,2)}
            ```
            """, "note.md:2: error: claimed 2, got 2.0",
            "note.md:3: error: claimed [1], got [True]",
            "note.md:4: error: claimed {1: 2}, got {1: 2.0}")

    def test_wrong_printed_text(self):
        self.assert_fails("""\
            ```python
            print("a", "b")  # a c
            print("a\\nb")  # a
            ```
            """, "note.md:2: error: claimed a c, got a b",
            "note.md:3: error: claimed a, got a\\nb")

    def test_exceptions(self):
        self.assert_passes("""\
            ```python
            import asyncio, dataclasses, json, sqlite3
            class TooFar(Exception):
                pass
            def walk():
                raise TooFar("no way back")

            [][0]  # IndexError
            int("x")  # ValueError: invalid literal for int() ...
            walk()  # TooFar: no way back
            walk()  # TooFar: way
            step = walk()  # TooFar
            number = 3  # Total
            import nowhere  # ModuleNotFoundError: No module named 'nowhere'
            json.loads("")  # json.JSONDecodeError: Expecting value...
            sqlite3.connect(":memory:").execute("x")  # sqlite3.OperationalError
            @dataclasses.dataclass(frozen=True)
            class Point:
                x: int
            Point(1).x = 2  # FrozenInstanceError: cannot assign to field 'x'
            {}["a"]  # LookupError: 'a' — a base class will do
            raise SystemExit(3)  # SystemExit: 3
            del step  # NameError  (never bound)
            try:
                {}[1]
            except KeyError as error:
                print(type(error).__name__)  # KeyError
            ```
            """, "1 blocks run, 0 not run, 13 claims checked in 1 of 1 python blocks, 0 failed")

    def test_wrong_exception(self):
        self.assert_fails("""\
            ```python
            {}["a"]  # IndexError
            row = {}["b"]  # KeyError: 'c'
            len("")  # 0
            ```
            """, "note.md:2: error: claimed IndexError, got KeyError: 'a'",
            "note.md:3: error: claimed KeyError: 'c', got KeyError: 'b'")

    def test_missing_exception(self):
        self.assert_fails("""\
            ```python
            row = [1][0]  # IndexError
            [1][0]  # IndexError
            print(1)  # ValueError
            ```
            """, "note.md:2: error: claimed IndexError, got no exception",
            "note.md:3: error: claimed IndexError, got 1",
            "note.md:4: error: claimed ValueError, got 1")

    def test_unreached_claim(self):
        self.assert_fails("""\
            ```python
            def unused():
                len("")  # 0
                return [][0]  # IndexError
            if 1 > 2:
                print(1)  # 1
            class Missing(Exception):
                pass
            def unused_either():
                row = [][0]  # Missing
                row = [][0]  # Remark
            ```
            """, *(f"note.md:{line}: error: the claim is never reached" for line in (3, 4, 6, 10)))

    def test_claims_in_coroutines_and_loops(self):
        note = """\
            ```python
            import asyncio
            async def double(number):
                await asyncio.sleep(0)
                return 2 * number
            async def main():
                await double(2)  # 4
                print(await double(3))  # 6
                for number in range(3):
                    await double(number) < 6  # True
                    if number: print("more")  # more
                async with asyncio.timeout(0):
                    await asyncio.sleep(1)  # CancelledError
            asyncio.run(main())
            ```
            """
        self.assert_passes(
            note, "1 blocks run, 0 not run, 5 claims checked in 1 of 1 python blocks, 0 failed")
        self.assert_fails(note.replace("< 6", "< 3"),
                          "note.md:10: error: claimed True, got False")

    def test_claims_leave_the_program_as_it_is(self):
        self.assert_passes("""\
            ```python
            from __future__ import annotations
            import inspect
            from dataclasses import dataclass
            @dataclass
            class Pair:
                left: int
                right: Missing
            print(inspect.getsource(Pair).count("left"))  # 1
            __name__  # '__main__'
            [name for name in dir() if "claim" in name]  # []
            ```

            ```python
            def late(x: Missing):
                ...  # a stub
            def numbers():
                yield 1  # a remark
            list(numbers())  # [1]
            print("hello", end="")  # hello
            ```
            """, "2 blocks run, 0 not run, 5 claims checked in 2 of 2 python blocks, 0 failed")

    def test_uncaught_exception(self):
        status, lines, summary = self.run_note("""\
            # Title

            ```python
            def parse(text):
                return int(text)

            print("before")
            parse("x")
            ```

            ```python
            never = 1
            ```
            """)
        self.assertEqual(lines, [
            "note.md:5: error: ValueError: invalid literal for int() with base 10: 'x'",
            "    called from line 8, in <module>", "    | before"])
        self.assertEqual(status, 1)
        self.assertEqual(summary, "1 blocks run, 1 not run, 0 claims checked in 0 of 1 python "
                                  "blocks, 1 failed")

    def test_syntax_error(self):
        self.assert_fails("""\
            ```python
            rows = []
            rows = = 1
            ```
            """, "note.md:3: error: SyntaxError: invalid syntax")

    def test_crash_and_early_end(self):
        self.assert_fails("""\
            # A
            ```python
            import ctypes
            ctypes.string_at(0)
            ```
            # B
            ```python
            import os
            os._exit(0)
            ```
            """, "note.md:4: error: ended by SIGSEGV",
            "note.md:7: error: the interpreter ended early")

    def test_time_limit(self):
        note = """\
            ```python
            import subprocess, time
            subprocess.Popen(["sleep", "1000"])
            def wait():
                time.sleep(1000)
            len("")  # 1
            wait()
            ```
            """
        # On a busy machine the interpreter alone may take this long.
        for seconds in 2, 10, 60:
            status, lines, _ = self.run_note(note, "--timeout", str(seconds))
            if any("got 0" in line for line in lines):
                break
        self.assertEqual([line for line in lines if re.match(r"\S+: error: ", line)],
                         [f"note.md:5: error: not done after {seconds} seconds", "note.md:6: error: claimed 1, got 0"])
        self.assertEqual(status, 1)

    def test_doctest(self):
        self.assert_passes("""\
            ```python
            base = 2
            ```

            ```python
            >>> base + 1
            3
            >>> def double(x):
            ...     return 2 * x
            >>> [][0]
            Traceback (most recent call last):
              ...
            IndexError: list index out of range
            >>> object()
            <object object at 0x...>
            ```

            ```python
            double(3)  # 6
            ```
            """, "3 blocks run, 0 not run, 4 claims checked in 2 of 3 python blocks, 0 failed")

    def test_doctest_fails(self):
        self.assert_fails("""\
            # Title

            ```python
            >>> 1 + 1
            2
            >>> 1 + 2
            4
            >>> [][0]
            >>> {}[1]
            Traceback (most recent call last):
              ...
            KeyError: 2
            >>> len("")
            ```
            """, "note.md:6: error: claimed 4, got 3",
            "note.md:8: error: IndexError: list index out of range",
            "note.md:9: error: claimed KeyError: 2, got KeyError: 1",
            "note.md:13: error: claimed no output, got 0")

    EXTENSION = """\
        # Extension

        ```c
        #include <Python.h>

        static PyObject *answer(PyObject *self, PyObject *args) { return PyLong_FromLong(42); }
        static PyMethodDef methods[] = {{"answer", answer, METH_NOARGS, ""}, {NULL}};
        static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "deep", "", -1, methods};
        PyMODINIT_FUNC PyInit_deep(void) { return PyModule_Create(&module); }
        ```
        """

    def test_extension(self):
        self.assert_passes(textwrap.dedent(self.EXTENSION) + textwrap.dedent("""\

            ```python
            import deep
            deep.answer()  # 42
            ```
            """), "2 blocks run, 0 not run, 1 claims checked in 1 of 1 python blocks, 0 failed")

    def test_extension_is_imported_without_a_program(self):
        broken = self.EXTENSION.replace("PyModule_Create(&module)", "(void)module.m_size, NULL")
        self.assert_fails(broken, "note.md:3: error: import deep: SystemError: initialization of "
                          "deep failed without raising an exception")

    def test_compiler_error(self):
        self.assert_fails(self.EXTENSION.replace("return PyLong", "PyLong"),
                          "note.md:6: error: no return statement in function returning non-void "
                          "[-Werror=return-type]")

    def test_library(self):
        self.assert_passes("""\
            ```c lib=libarea.so
            double area(double width, double height) { return width * height; }
            ```

            ```python
            import ctypes
            area = ctypes.CDLL("./libarea.so").area
            area.argtypes, area.restype = [ctypes.c_double] * 2, ctypes.c_double
            area(2, 3)  # 6.0
            ```
            """, "2 blocks run, 0 not run, 1 claims checked in 1 of 1 python blocks, 0 failed")

    def test_shell(self):
        self.assert_passes("""\
            ```python
            import pathlib
            pathlib.Path("in").write_text("two\\none\\n")  # 8
            ```

            ```sh
            sort in > out
            ```

            ```python
            pathlib.Path("out").read_text()  # 'one\\ntwo\\n'
            ```
            """, "3 blocks run, 0 not run, 2 claims checked in 2 of 2 python blocks, 0 failed")
        self.assert_fails("""\
            # Title

            ```sh
            true
            no-such-command
            ```
            """, "note.md:5: error: sh ended with status 127: no-such-command: not found")

    def test_norun(self):
        note = """\
            ```python norun="needs a printer"
            nonsense
            ```

            ```rust norun=unrelated
            fn main() {}
            ```

            ```python
            len("")  # 0
            ```

            ```text
            anything
            ```
            """
        self.assert_passes(
            note, "1 blocks run, 2 not run, 1 claims checked in 1 of 1 python blocks, 0 failed",
            "--max-norun", "0.7")
        status, lines, summary = self.run_note(note, "--max-norun", "0.5")
        self.assertEqual((status, lines), (1, ["error: blocks not run: 2 of 3, more than 0.5"]))

    def test_norun_needs_a_reason(self):
        self.assert_fails("""\
            ```python norun
            1
            ```

            ```rust
            fn main() {}
            ```
            """, 'note.md:1: error: norun without a reason: norun="why"',
            'note.md:5: error: nothing runs rust blocks: mark it norun="why"')

    def test_min_claims(self):
        note = """\
            ```python
            len("")  # 0
            ```

            ```python
            rows = []  # a remark
            ```
            """
        summary = "2 blocks run, 0 not run, 1 claims checked in 1 of 2 python blocks, 0 failed"
        self.assert_passes(note, summary, "--min-claims", "0.5")
        status, lines, summary = self.run_note(note, "--min-claims", "0.6")
        self.assertEqual(status, 1)
        self.assertEqual(lines, ["error: python blocks with a claim: 1 of 2, less than 0.6",
                                 "    without: note.md:5"])

    def test_sections_are_isolated(self):
        self.assert_fails("""\
            # A
            ```python
            open("file", "w").close()
            rows = 1
            ```
            ## B
            ```python
            import os
            os.listdir()  # []
            # this is no heading
            rows  # 1
            ```

            C
            -
            ```python
            rows
            ```
            """, "note.md:11: error: NameError: name 'rows' is not defined",
            "note.md:17: error: NameError: name 'rows' is not defined")

    def test_blocks_of_a_section_share_a_namespace(self):
        self.assert_passes("""\
            # A
            ```python
            rows = [1]
            ```
            Then:
            ```python
            rows  # [1]
            ```
            """, "2 blocks run, 0 not run, 1 claims checked in 1 of 2 python blocks, 0 failed")

    def test_multiprocessing(self):
        self.assert_passes("""\
            ```python
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            def square(number):
                return number * number
            ```

            ```python
            if __name__ == "__main__":
                for method in "spawn", "forkserver", "fork":
                    context = multiprocessing.get_context(method)
                    with context.Pool(1) as pool:
                        pool.map(square, [1, 2, 3])  # [1, 4, 9]
                    with ProcessPoolExecutor(1, mp_context=context) as executor:
                        list(executor.map(square, [4]))  # [16]
            ```
            """, "2 blocks run, 0 not run, 2 claims checked in 1 of 2 python blocks, 0 failed")

    def test_fork(self):
        self.assert_fails("""\
            ```python
            import os
            pid = os.fork()
            if pid == 0:
                len("in the child")  # 0
            else:
                os.waitpid(pid, 0)[1]  # 0
            ```

            ```python
            open("log", "a").write("x")  # 1
            ```

            ```python
            open("log").read()  # 'x'
            ```
            """, "note.md:5: error: claimed 0, got 12")

    def test_block_in_a_list_item(self):
        self.assert_fails("""\
            1. First

               ```python
               for number in range(2):
                   number < 2  # True

               number  # 2
               ```

            -   > ```python
                > number  # 1
                > ```
            """, "note.md:7: error: claimed 2, got 1")

    def test_fences(self):
        self.assert_passes("""\
            ~~~~python
            text = '''
            ```
            ~~~
            '''
            len(text)  # 9
            ~~~~

              ```python
              for number in [1]:
                  text = f'''
               {number}'''
              text  # '\\n 1'
              ```

                ```python
                indented, so no fence
                ```

            <!--
            ```python
            commented out
            ```
            -->

            ````text
            ```python
            inside another
            ```
            ````
            """, "2 blocks run, 0 not run, 2 claims checked in 2 of 2 python blocks, 0 failed")

    def test_open_fence(self):
        self.assert_fails("# A\n\n```python\n1\n", "note.md:3: error: the fence isn't closed")

    def test_no_utf8(self):
        self.directory.joinpath("latin.md").write_bytes(b"# \xe4\n")
        done = self.run_script("latin.md")
        self.assertIn("latin.md:1: error: not UTF-8: ", done.stdout)
        self.assertEqual(done.returncode, 1)

    def test_interrupt(self):
        self.directory.joinpath("note.md").write_text(
            "```python\nimport time\nopen('../../ready', 'w').close()\ntime.sleep(1000)\n```\n")
        process = subprocess.Popen([sys.executable, SCRIPT, "note.md"], cwd=self.directory,
                                   env=os.environ | {"TMPDIR": str(self.directory)})
        while not self.directory.joinpath("ready").exists():
            self.assertIsNone(process.poll())
            time.sleep(0.05)
        process.terminate()
        self.assertEqual(process.wait(60), 1)
        self.assertEqual(list(self.directory.glob("snippets-*")), [])

    def test_crlf(self):
        note = "# A\r\n\r\n```python\r\nlen('''\r\n''')  # 1\r\nprint(1)  # 2\r\n```\r\n"
        self.assert_fails(note, "note.md:6: error: claimed 2, got 1")

    def test_directories_and_list(self):
        for name in "b/two.md", "a.md", ".hidden/x.md", "b/other.txt":
            path = self.directory / name
            path.parent.mkdir(exist_ok=True)
            path.write_text("```python\n>>> 1\n1\n```\n\n~~~\n~~~\n")
        done = self.run_script("--list", ".")
        self.assertEqual(done.stdout.splitlines(), [
            "./a.md:1: python: doctest session", "./a.md:6: (no language): not run",
            "./b/two.md:1: python: doctest session", "./b/two.md:6: (no language): not run"])
        self.assertEqual(done.returncode, 0)

    def test_python(self):
        self.directory.joinpath("note.md").write_text("```python\n1\n```\n")
        wrapper = self.directory / "wrapper"
        wrapper.write_text(f"#!/bin/sh\ntouch {self.directory}/used\nexec {sys.executable} $*\n")
        wrapper.chmod(0o755)
        self.assertEqual(self.run_script("--python", "./wrapper", "note.md").returncode, 0)
        self.assertTrue(self.directory.joinpath("used").exists())
        self.assertEqual(self.run_script("--python", "./nothing", "note.md").returncode, 2)

    def test_usage_errors(self):
        self.directory.joinpath("empty").mkdir()
        for arguments in [], ["missing.md"], ["empty"], ["--nonsense", "."], ["-j", "0", "."]:
            done = self.run_script(*arguments)
            self.assertEqual((done.returncode, done.stdout), (2, ""), arguments)
            self.assertIn("usage: run-snippets", done.stderr)


if __name__ == "__main__":
    unittest.main()
