"""Locks a database as another crib-index would, and prints this process's id."""

import fcntl
import os
import struct
import sys

lock = open(sys.argv[1], "r+")
whole_file = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
fcntl.fcntl(lock, fcntl.F_OFD_SETLK, whole_file)
lock.truncate(0)
print(os.getpid(), file=lock, end="", flush=True)
print(os.getpid(), flush=True)
sys.stdin.read()
