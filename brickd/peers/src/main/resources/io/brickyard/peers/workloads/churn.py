"""A seeded random series of changes of names and attributes, errors included."""
import os
import random

import steps


class Churn:
    def __init__(self, rng):
        self.rng = rng
        # Few names in few directories, so that calls meet existing, missing and wrong kinds of objects.
        self.names = [f"{c}" for c in "abcdefgh"]

    def path(self):
        return "/".join(self.rng.choice(self.names) for _ in range(self.rng.choice((1, 1, 2, 2, 3))))

    def change(self):
        """One random change: what to call it, and the call."""
        rng, first = self.rng, self.path()
        kind = rng.choice(("create", "create", "mkdir", "mkdir", "mkdir", "rename", "rename", "rename", "unlink", "rmdir",
                           "link", "symlink", "truncate", "chmod", "chown", "write", "fifo", "xattr", "exclusive", "stat",
                           "exchange"))
        if kind in ("rename", "link", "exchange"):
            second = self.path()
            call = {"rename": lambda: os.rename(first, second), "link": lambda: os.link(first, second, follow_symlinks=False),
                    "exchange": lambda: rename_with_flags(first, second, rng.choice((1, 2)))}[kind]
            return f"{kind} {first} {second}", call
        if kind in ("unlink", "rmdir", "mkdir", "stat"):
            return f"{kind} {first}", lambda: getattr(os, "lstat" if kind == "stat" else kind)(first)
        if kind in ("create", "exclusive"):
            data = rng.randbytes(rng.randrange(5000))
            # Not blocking: the name may be a fifo's.
            flags = os.O_NONBLOCK | (os.O_EXCL if kind == "exclusive" else 0)
            return f"{kind} {first}", lambda: steps.write_file(first, data, flags)
        if kind == "symlink":
            return f"symlink {first}", lambda: os.symlink(rng.choice(self.names), first)
        if kind == "truncate":
            length = rng.choice((0, 1, 4096, 10_000))
            return f"truncate {first} {length}", lambda: os.truncate(first, length)
        if kind == "chmod":
            mode = rng.randrange(0o10000) | 0o100
            return f"chmod {first} {mode:o}", lambda: os.chmod(first, mode)
        if kind == "chown":
            uid, gid = rng.choice((-1, 0, 1, 65534)), rng.choice((-1, 0, 7, 70_000))
            return f"chown {first} {uid}:{gid}", lambda: os.chown(first, uid, gid, follow_symlinks=False)
        if kind == "write":
            offset, data = rng.randrange(20_000), rng.randbytes(rng.randrange(1, 3000))
            return f"write {first} {len(data)} at {offset}", lambda: write_at(first, offset, data)
        if kind == "fifo":
            return f"mkfifo {first}", lambda: os.mkfifo(first)
        name, value = f"user.{rng.choice('xyz')}", rng.randbytes(rng.randrange(40))
        if rng.randrange(3) == 0:
            return f"removexattr {first} {name}", lambda: os.removexattr(first, name, follow_symlinks=False)
        return f"setxattr {first} {name}", lambda: os.setxattr(first, name, value, follow_symlinks=False)


def rename_with_flags(old, new, flags):
    """renameat2(2) with RENAME_NOREPLACE 1 or RENAME_EXCHANGE 2."""
    if steps.LIBC.renameat2(-100, os.fsencode(old), -100, os.fsencode(new), flags) != 0:
        number = steps.ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def write_at(path, offset, data):
    descriptor = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
    try:
        os.pwrite(descriptor, data, offset)
    finally:
        os.close(descriptor)


def main():
    given = steps.arguments()
    churn = Churn(random.Random(given.seed))
    for number in range(given.size):
        what, call = churn.change()
        steps.step(f"{number} {what}", call)


main()
