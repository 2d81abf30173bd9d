"""fcntl and flock locks between processes on two mounts: conflicts, ranges, waiting, the holder's death."""
import errno
import fcntl
import mmap
import os
import select
import signal
import struct

import steps

READ, WRITE, UNLOCK = fcntl.F_RDLCK, fcntl.F_WRLCK, fcntl.F_UNLCK
BLOCK = 4096
FLOCK = struct.Struct("hhqqi4x")


class Actor:
    """A process on one mount that locks when told and says how it went."""

    def __init__(self, mount):
        self.commands, theirs = os.pipe()[::-1]
        mine, self.answers = os.pipe()
        self.read_end = mine
        self.child = steps.Child(lambda: self._serve(mount, theirs))
        os.close(theirs)
        os.close(self.answers)

    def _serve(self, mount, commands):
        # Another holder of the pipe's ends would keep it open after this process has died.
        os.close(self.commands)
        os.close(self.read_end)
        descriptors = {}
        with os.fdopen(commands, "r") as lines:
            for line in lines:
                kind, which, *numbers = line.split()
                if which not in descriptors:
                    # The first letter names the file.
                    descriptors[which] = os.open(f"{mount}/{which[0]}", os.O_RDWR)
                try:
                    text = self._one(kind, descriptors, which, [int(n) for n in numbers])
                except OSError as e:
                    text = steps.errno_name(e)
                os.write(self.answers, (text + "\n").encode())
        return None

    @staticmethod
    def _one(kind, descriptors, which, numbers):
        descriptor = descriptors[which]
        if kind == "close":
            os.close(descriptors.pop(which))
        elif kind == "flock":
            fcntl.flock(descriptor, numbers[0])
        elif kind == "test":
            lock_type, start, length = numbers
            asked = FLOCK.pack(lock_type, os.SEEK_SET, start, length, 0)
            found = FLOCK.unpack(fcntl.fcntl(descriptor, fcntl.F_GETLK, asked))
            name = {READ: "read", WRITE: "write", UNLOCK: "none"}[found[0]]
            return name if found[0] == UNLOCK else f"{name} {found[2]}+{found[3]}"
        else:
            lock_type, start, length = numbers
            call = fcntl.F_SETLKW if kind == "wait" else fcntl.F_SETLK
            fcntl.fcntl(descriptor, call, FLOCK.pack(lock_type, os.SEEK_SET, start, length, 0))
        return "ok"

    def send(self, *words):
        os.write(self.commands, (" ".join(map(str, words)) + "\n").encode())

    def receive(self):
        text = b""
        while not text.endswith(b"\n"):
            piece = os.read(self.read_end, 1)
            if not piece:
                return "died"
            text += piece
        return text.decode().strip()

    def do(self, *words):
        self.send(*words)
        return self.receive()

    def end(self):
        os.close(self.commands)
        self.child.result()

    def kill(self):
        self.child.kill()
        self.child.answer()


def answered(actor, seconds=0.2):
    """Whether an answer lies ready; a refusal to wait would come at once."""
    return bool(select.select([actor.read_end], [], [], seconds)[0])


def main():
    given = steps.arguments()
    for file in "ab":
        steps.write_file(file, b"x" * 1000)
    for what, mounts in (("one mount", (0, 0)), ("two mounts", (0, 1))):
        first, second = (Actor(given.mount[m]) for m in mounts)
        pair = {"first": first, "second": second}

        def do(who, *words):
            steps.say(f"{what}: {who} {' '.join(map(str, words))}: {pair[who].do(*words)}")

        # fcntl: ranges, splitting, both kinds
        do("first", "set", "a", WRITE, 0, 100)
        do("second", "set", "a", WRITE, 50, 10)
        do("second", "test", "a", READ, 0, 0)
        do("second", "set", "a", WRITE, 100, 10)
        do("first", "set", "a", UNLOCK, 40, 20)
        do("second", "set", "a", WRITE, 40, 20)
        do("first", "test", "a", WRITE, 0, 0)
        do("first", "set", "a", READ, 60, 40)
        do("second", "set", "a", READ, 60, 40)
        do("second", "set", "a", WRITE, 60, 40)
        do("second", "test", "a", WRITE, 0, 0)
        do("second", "set", "a", WRITE, 1 << 40, 0)
        do("first", "set", "a", WRITE, (1 << 62), 5)
        do("first", "set", "a", UNLOCK, 0, 0)
        do("second", "set", "a", UNLOCK, 0, 0)
        do("first", "test", "a", WRITE, 0, 0)
        # closing any descriptor of the file drops the process's locks
        do("first", "set", "a", WRITE, 0, 0)
        do("first", "test", "a2", READ, 0, 0)
        do("first", "close", "a2")
        do("second", "set", "a", WRITE, 0, 0)
        # waiting
        first.send("wait", "a", WRITE, 0, 10)
        steps.check(f"{what}: first waits", not answered(first))
        do("second", "set", "a", UNLOCK, 0, 0)
        steps.say(f"{what}: granted after the release: {first.receive()}")
        # flock, on descriptors
        do("second", "flock", "b1", fcntl.LOCK_SH | fcntl.LOCK_NB)
        do("first", "flock", "b1", fcntl.LOCK_SH | fcntl.LOCK_NB)
        do("first", "flock", "b1", fcntl.LOCK_EX | fcntl.LOCK_NB)
        do("first", "flock", "b2", fcntl.LOCK_EX | fcntl.LOCK_NB)
        do("second", "flock", "b1", fcntl.LOCK_UN)
        do("first", "flock", "b1", fcntl.LOCK_EX | fcntl.LOCK_NB)
        do("second", "flock", "b1", fcntl.LOCK_SH | fcntl.LOCK_NB)
        second.send("flock", "b1", fcntl.LOCK_SH)
        steps.check(f"{what}: second waits", not answered(second))
        do("first", "close", "b1")
        steps.say(f"{what}: granted after the close: {second.receive()}")
        second.do("flock", "b1", fcntl.LOCK_UN)
        do("first", "flock", "a", fcntl.LOCK_EX | fcntl.LOCK_NB)
        do("second", "test", "a", WRITE, 0, 0)
        do("first", "flock", "a", fcntl.LOCK_UN)
        # the holder's death
        do("first", "set", "a", WRITE, 0, 0)
        do("first", "flock", "b3", fcntl.LOCK_EX | fcntl.LOCK_NB)
        second.send("wait", "a", WRITE, 0, 0)
        steps.check(f"{what}: second waits", not answered(second))
        first.kill()
        steps.say(f"{what}: granted after the holder's death: {second.receive()}")
        do("second", "flock", "b3", fcntl.LOCK_EX)
        # the waiter's death
        third = Actor(given.mount[mounts[0]])
        third.send("wait", "a", WRITE, 0, 0)
        steps.check(f"{what}: third waits", not answered(third))
        third.kill()
        do("second", "set", "a", UNLOCK, 0, 0)
        fourth = Actor(given.mount[mounts[0]])
        pair["fourth"] = fourth
        do("fourth", "wait", "a", WRITE, 0, 0)
        fourth.end()
        second.end()

    interrupted(given)
    counter(given)


def waiting(path):
    """A process that waits for a lock until a signal comes, and tells how the call ended."""

    def handler(*_):
        raise InterruptedError(errno.EINTR, "signal")

    ready, told = os.pipe()

    def wait():
        signal.signal(signal.SIGUSR1, handler)
        descriptor = os.open(path, os.O_RDWR)
        os.write(told, b".")
        fcntl.fcntl(descriptor, fcntl.F_SETLKW, FLOCK.pack(WRITE, os.SEEK_SET, 0, 100, 0))

    child = steps.Child(wait)
    os.read(ready, 1)
    os.close(ready)
    os.close(told)
    steps.check("it waits", not select.select([child.reader], [], [], 0.2)[0])
    return child


def interrupted(given):
    """A signal ends the wait of its process alone."""
    holder = Actor(given.mount[0])
    steps.say(f"holder: {holder.do('set', 'a', WRITE, 0, 0)}")
    one, other = waiting(given.mount[0] + "/a"), waiting(given.mount[0] + "/a")
    os.kill(one.pid, signal.SIGUSR1)
    steps.say(f"signalled: {one.answer()}")
    steps.check("the other one waits", not select.select([other.reader], [], [], 0.2)[0])
    steps.say(f"released: {holder.do('set', 'a', UNLOCK, 0, 0)}")
    steps.say(f"the other one: {other.answer()}")
    holder.end()


def counter(given):
    """Many read-modify-writes under a lock, from both mounts, lose nothing."""
    steps.write_file("counter", b"0" * BLOCK)
    steps.write_file("guard", b"")

    def count(mount, lock, unlock):
        guard = os.open(mount + "/guard", os.O_RDWR)
        # Past the page cache: a client keeps pages across opens.
        counter = os.open(mount + "/counter", os.O_RDWR | os.O_DIRECT)
        with mmap.mmap(-1, BLOCK) as block:
            for _ in range(given.size):
                lock(guard)
                os.preadv(counter, [block], 0)
                block[:8] = f"{int(block[:8]) + 1:08d}".encode()
                os.pwrite(counter, block, 0)
                unlock(guard)
        os.close(counter)
        os.close(guard)

    for what, lock in (("fcntl", fcntl.lockf), ("flock", fcntl.flock)):
        children = [steps.Child(lambda m=m: count(m, lambda d: lock(d, fcntl.LOCK_EX), lambda d: lock(d, fcntl.LOCK_UN)))
                    for m in given.mount]
        for child in children:
            child.result()
        steps.say(f"counted under {what}: {steps.read_file('counter')[:8].decode()}")


main()
