#!/usr/bin/env python3
"""The life of many small files through gfapi, without a client cache: what a brick takes for names and attributes.

usage: metadata-mix.py HOST VOLUME BRICKDIR THREADS SECONDS
prints: operations per second, p99 in us, then a line per kind of operation with its count, median and p99 in us

The client is protocol/client alone, so every operation reaches the brick. Each thread works in a directory of its own,
round after round: it makes 50 files of 100 bytes, looks at them, lists them, changes mode and attributes, renames
and deletes them. What the brick answers is checked: sizes, modes, attributes and listings.
"""
import ctypes
import os
import sys
import tempfile
import threading
import time

FILES = 50
VOLFILE = """volume %s-client-0
    type protocol/client
    option remote-host %s
    option remote-subvolume %s
    option transport-type tcp
    option send-gids true
end-volume
"""

gfapi = ctypes.CDLL("libgfapi.so.0", use_errno=True)
pointer, text, number, long = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_ssize_t
for name, result, arguments in (
        ("glfs_new", pointer, [text]), ("glfs_set_volfile", number, [pointer, text]),
        ("glfs_set_logging", number, [pointer, text, number]), ("glfs_init", number, [pointer]),
        ("glfs_creat", pointer, [pointer, text, number, number]),
        ("glfs_open", pointer, [pointer, text, number]),
        ("glfs_write", long, [pointer, pointer, ctypes.c_size_t, number]),
        ("glfs_close", number, [pointer]), ("glfs_stat", number, [pointer, text, pointer]),
        ("glfs_chmod", number, [pointer, text, number]), ("glfs_mkdir", number, [pointer, text, number]),
        ("glfs_setxattr", number, [pointer, text, text, pointer, ctypes.c_size_t, number]),
        ("glfs_getxattr", long, [pointer, text, text, pointer, ctypes.c_size_t]),
        ("glfs_rename", number, [pointer, text, text]), ("glfs_unlink", number, [pointer, text]),
        ("glfs_rmdir", number, [pointer, text]), ("glfs_opendir", pointer, [pointer, text]),
        ("glfs_readdirplus", pointer, [pointer, pointer]), ("glfs_closedir", number, [pointer])):
    function = getattr(gfapi, name)
    function.restype = result
    function.argtypes = arguments


class Client(threading.Thread):
    """One thread's rounds; `nanos` has the times of its operations by kind."""

    def __init__(self, volume, directory, end):
        super().__init__()
        self.volume, self.directory, self.end = volume, directory.encode(), end
        self.nanos = {}
        self.fault = None

    def run(self):
        try:
            while time.monotonic() < self.end:
                self.round()
        except OSError as e:
            self.fault = e

    def timed(self, kind, function, *arguments):
        start = time.perf_counter_ns()
        result = function(*arguments)
        self.nanos.setdefault(kind, []).append(time.perf_counter_ns() - start)
        if result is None or (isinstance(result, int) and result < 0):
            raise OSError(f"{kind} of {arguments[1:2]}: {os.strerror(ctypes.get_errno())}")
        return result

    def round(self):
        names = [self.directory + b"/f%d" % i for i in range(FILES)]
        stat = (ctypes.c_char * 256)()
        value = ctypes.create_string_buffer(64)
        self.timed("mkdir", gfapi.glfs_mkdir, self.volume, self.directory, 0o755)
        for name in names:
            file = self.timed("create", gfapi.glfs_creat, self.volume, name, os.O_RDWR | os.O_EXCL, 0o644)
            self.timed("write", gfapi.glfs_write, file, name * 20, 100, 0)
            self.timed("close", gfapi.glfs_close, file)
        for name in names:
            self.timed("stat", gfapi.glfs_stat, self.volume, name, stat)
            check(int.from_bytes(stat[48:56], sys.byteorder) == 100, "size", name)
        for name in names:
            self.timed("open", lambda *a: self.timed("close", gfapi.glfs_close, gfapi.glfs_open(*a)), self.volume,
                       name, os.O_RDONLY)
        self.list(stat)
        for name in names:
            self.timed("chmod", gfapi.glfs_chmod, self.volume, name, 0o600)
            self.timed("setxattr", gfapi.glfs_setxattr, self.volume, name, b"user.mix", name, len(name), 0)
            size = self.timed("getxattr", gfapi.glfs_getxattr, self.volume, name, b"user.mix", value, 64)
            check(value.raw[:size] == name, "attribute", name)
        for name in names:
            self.timed("rename", gfapi.glfs_rename, self.volume, name, name + b".new")
        for name in names:
            self.timed("stat", gfapi.glfs_stat, self.volume, name + b".new", stat)
            check(int.from_bytes(stat[24:28], sys.byteorder) & 0o777 == 0o600, "mode", name)
            self.timed("unlink", gfapi.glfs_unlink, self.volume, name + b".new")
        self.timed("rmdir", gfapi.glfs_rmdir, self.volume, self.directory)

    def list(self, stat):
        def entries():
            directory = gfapi.glfs_opendir(self.volume, self.directory)
            count = 0
            while directory and gfapi.glfs_readdirplus(directory, stat):
                count += 1
            gfapi.glfs_closedir(directory)
            return count
        check(self.timed("list", entries) == FILES + 2, "listing", self.directory)


def check(holds, what, name):
    if not holds:
        raise OSError(f"wrong {what} of {name}")


def percentile(sorted_nanos, share):
    return sorted_nanos[min(len(sorted_nanos) - 1, int(len(sorted_nanos) * share))] / 1000


def main():
    host, name, brick, threads, seconds = sys.argv[1:]
    volume = gfapi.glfs_new(name.encode())
    with tempfile.NamedTemporaryFile("w", suffix=".vol") as volfile:
        volfile.write(VOLFILE % (name, host, brick))
        volfile.flush()
        gfapi.glfs_set_volfile(volume, volfile.name.encode())
        gfapi.glfs_set_logging(volume, b"/dev/null", 0)
        if gfapi.glfs_init(volume) != 0:
            sys.exit(f"cannot connect to {host}: {os.strerror(ctypes.get_errno())}")
    start = time.monotonic()
    clients = [Client(volume, f"mix-{os.getpid()}-{i}", start + float(seconds)) for i in range(int(threads))]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    elapsed = time.monotonic() - start
    for client in clients:
        if client.fault:
            sys.exit(f"{host}: {client.fault}")
    kinds = {}
    for client in clients:
        for kind, nanos in client.nanos.items():
            kinds.setdefault(kind, []).extend(nanos)
    every = sorted(one for nanos in kinds.values() for one in nanos)
    print(f"{len(every) / elapsed:.0f} {percentile(every, 0.99):.0f}")
    for kind, nanos in kinds.items():
        nanos.sort()
        print(kind, len(nanos), round(percentile(nanos, 0.5)), round(percentile(nanos, 0.99)))
    sys.stdout.flush()
    # gfapi's threads may take seconds to end; nothing is left to lose.
    os._exit(0)


main()
