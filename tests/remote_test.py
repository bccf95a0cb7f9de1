#!/usr/bin/python3
"""Tests of several databases searched as one, on this machine and over xapian-tcpsrv.

usage: remote_test.py CORPUS OTHER_NOTES CRIB CRIB_INDEX [unittest's arguments]
"""

import contextlib
import itertools
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

PATIENCE = 180  # seconds; longest time for each step on a busy machine

QUERIES = [
    "copy a list", "lru cache", "semafore", "how do I join two tables", "pointer to an array",
    "decor*", "for else", "mutex", '"event loop"', "+thread -asyncio", "lang:c free", "[[]] * n",
    "what is a closure", "transaction", "exit status of a pipe", "__init__", "kind:section string",
    "path:basic copy", "unfin", "What is the difference between a Lock and an RLock?", "echo",
]


def command(program, *arguments, **options):
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True,
                          timeout=PATIENCE, stdin=subprocess.DEVNULL, check=False, **options)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_up(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


class Server:
    """A database that a server gives on the loopback address until close()."""

    def __init__(self, database):
        deadline = time.monotonic() + PATIENCE
        while True:
            self.port = free_port()
            self.process = subprocess.Popen(
                ["xapian-tcpsrv", "--quiet", "--interface", "127.0.0.1", "--port", str(self.port),
                 str(database / "current")],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while self.process.poll() is None and not is_up(self.port):
                if time.monotonic() > deadline:
                    raise TimeoutError("xapian-tcpsrv does not start")
                time.sleep(0.02)
            if self.process.poll() is None:
                break  # otherwise another process has the port

    @property
    def name(self):
        return f"tcp://127.0.0.1:{self.port}"

    def close(self):
        self.process.kill()
        self.process.wait()


class Greeter:
    """A server that sends only the greeting of another version of the remote protocol."""

    def __init__(self, version):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.name = f"tcp://127.0.0.1:{self.socket.getsockname()[1]}"
        body = bytes(version) + bytes(12)
        self.greeting = bytes([0, len(body)]) + body
        self.thread = threading.Thread(target=self.greet)
        self.thread.start()

    def greet(self):
        with contextlib.suppress(OSError):
            while True:
                caller, _ = self.socket.accept()
                with caller, contextlib.suppress(OSError):
                    caller.sendall(self.greeting)
                    caller.recv(1)

    def close(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join()


class Databases(unittest.TestCase):
    """Two databases with one tree each, and one database with both trees."""

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        for name, trees in [("whole", [CORPUS, OTHER]), ("one", [CORPUS]), ("two", [OTHER])]:
            done = command(CRIB_INDEX, "-q", "-d", cls.folder / name, *trees)
            assert done.returncode == 0, done.stderr

    def serve(self, database):
        server = Server(self.folder / database)
        self.addCleanup(server.close)
        return server


class Shards(Databases):
    def ask(self, databases, *arguments):
        options = [option for database in databases for option in ("-d", database)]
        return command(CRIB, *options, *arguments)

    def assert_same_answers(self, databases):
        ways = itertools.cycle([("-n", 0), ("-n", 1), ("--prefix",), ("-k", "section")])
        for query in QUERIES:
            for options in [(), next(ways)]:
                whole = self.ask([self.folder / "whole"], "-f", "json", *options, "--", query)
                parts = self.ask(databases, "-f", "json", *options, "--", query)
                self.assertEqual(whole.stdout, parts.stdout, (query, options))
                self.assertEqual((whole.stderr, whole.returncode), (parts.stderr, parts.returncode))
        for options in [("--groups",), ("-g", "asyncio"), ("-f", "link"), ("--show", SHOWN)]:
            whole = self.ask([self.folder / "whole"], *options)
            self.assertEqual(whole.returncode, 0, whole.stderr)
            self.assertEqual(whole.stdout, self.ask(databases, *options).stdout, options)

    def test_two_local_databases_answer_as_one(self):
        self.assert_same_answers([self.folder / "one", self.folder / "two"])

    def test_two_servers_answer_as_one_database(self):
        self.assert_same_answers([self.serve("one").name, self.serve("two").name])

    def test_a_server_and_a_folder_answer_as_one_database(self):
        self.assert_same_answers([self.serve("one").name, self.folder / "two"])

    def test_paths_of_a_server_are_found_below_a_root(self):
        with tempfile.TemporaryDirectory() as elsewhere:
            done = self.ask([self.serve("one").name], "--root", elsewhere, "-n", 1, "-f", "{path}",
                            "copy a list")
            self.assertEqual(done.stdout, f"{elsewhere}/basic/list.md\n")

    def test_a_server_that_is_down_is_named(self):
        down = f"tcp://127.0.0.1:{free_port()}"
        done = self.ask([self.folder / "one", down], "copy")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertRegex(done.stderr, rf"\Acrib: {down}: the server does not answer .*\n\Z")

    def test_partial_answers_without_it_and_says_so(self):
        down = f"tcp://127.0.0.1:{free_port()}"
        done = self.ask([self.folder / "one", down], "--partial", "copy")
        self.assertEqual(done.returncode, 0)
        self.assertEqual(done.stdout, self.ask([self.folder / "one"], "copy").stdout)
        self.assertEqual(done.stderr,
                         f"crib: {down}: the server does not answer; answered without it\n")
        self.assertEqual(self.ask([down], "--partial", "copy").returncode, 2)

    def test_a_server_that_takes_calls_and_never_answers_is_given_up(self):
        with socket.create_server(("127.0.0.1", 0)) as mute:
            name = f"tcp://127.0.0.1:{mute.getsockname()[1]}"
            done = self.ask([self.folder / "one", name], "copy")
            self.assertEqual(done.returncode, 2)
            self.assertIn(name, done.stderr)
            done = self.ask([self.folder / "one", name], "--partial", "copy")
            self.assertEqual(done.returncode, 0)

    def test_a_server_of_another_protocol_is_told_in_one_line(self):
        greeter = Greeter(version=(45, 0))
        self.addCleanup(greeter.close)
        databases = [self.folder / "one", greeter.name]
        speaks = f"crib: {greeter.name}: the server speaks another version of Xapian's remote protocol"
        done = self.ask(databases, "copy")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertRegex(done.stderr, rf"\A{re.escape(speaks)} \(.*45\.0.*\); .*--partial\n\Z")
        done = self.ask(databases, "--partial", "copy")
        self.assertEqual(done.returncode, 0)
        self.assertEqual(done.stdout, self.ask([self.folder / "one"], "copy").stdout)
        self.assertEqual(done.stderr, f"{speaks}; answered without it\n")

    def test_every_database_with_words_by_other_rules_is_named_with_its_cure(self):
        database = self.folder / "old"
        command(CRIB_INDEX, "-q", "-d", database, OTHER)
        command("xapian-metadata", "set", database / "current", "crib.rules", "tokenizer 0")
        server = self.serve("old").name
        done = self.ask([self.folder / "one", database, server], "copy")
        self.assertEqual(done.returncode, 0)
        changed = r"were made by other rules \(the tokenizer, .*stems of en\)"
        self.assertRegex(done.stderr, rf"\Acrib: the words of {database} {changed}; "
                                      rf"crib-index --db {database} makes it anew\n"
                                      rf"crib: the words of {server} {changed}; crib-index on the "
                                      r"server makes it anew; .*\n\Z")

    def test_what_is_no_address_is_an_error(self):
        for name in ["tcp://", "tcp://host", "tcp://host:", "tcp://host:0", "tcp://host:65536",
                     "tcp://:7001", "tcp://host:70x"]:
            done = self.ask([name], "copy")
            self.assertEqual(done.returncode, 2)
            self.assertIn("tcp://HOST:PORT", done.stderr)


class Batch(Databases):
    """A session that stays open while servers start and stop."""

    def session(self, *arguments):
        process = subprocess.Popen([CRIB, *map(str, arguments), "--batch", "-n", "1", "-f", "{title}"],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()
        process.wait(PATIENCE)

    @staticmethod
    def answers(process, query):
        process.stdin.write(query + "\n")
        process.stdin.flush()
        return list(iter(process.stdout.readline, "\n"))

    def test_a_session_sees_what_a_server_has_newly(self):
        notes = self.folder / "growing"
        notes.mkdir()
        (notes / "a.md").write_text("# Apples\n\nred\n")
        database = self.folder / "growing-db"
        command(CRIB_INDEX, "-q", "-d", database, notes)
        session = self.session("-d", self.serve(database).name)
        self.assertEqual(self.answers(session, "red"), ["Apples\n"])
        for fruit, option in [("Cherries", ()), ("Plums", ("--rebuild",))]:
            (notes / "a.md").write_text(f"# {fruit}\n\nred\n")
            command(CRIB_INDEX, "-q", "-d", database, *option, notes)
            self.assertEqual(self.answers(session, "red"), [f"{fruit}\n"])

    def test_a_server_that_stops_is_left_out_of_a_partial_session(self):
        server = self.serve("two")
        session = self.session("-d", self.folder / "one", "-d", server.name, "--partial")
        first = self.answers(session, "copy a list")
        server.close()
        self.assertEqual(self.answers(session, "copy a list"), first)
        session.stdin.close()
        self.assertIn(server.name, session.stderr.read())


if __name__ == "__main__":
    CORPUS, OTHER, CRIB, CRIB_INDEX = (str(Path(argument).resolve()) for argument in sys.argv[1:5])
    SHOWN = "corpus/basic/list.md#copy-lists"
    unittest.main(argv=[sys.argv[0], *sys.argv[5:]])
