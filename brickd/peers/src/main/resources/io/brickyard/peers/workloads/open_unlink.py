"""Files in use after their last name is gone, by unlink, by rename over them, and from the other mount."""
import os

import steps


def use(what, descriptor):
    steps.step(f"{what}: write", lambda: os.pwrite(descriptor, b"after", 10), str)
    steps.step(f"{what}: read", lambda: os.pread(descriptor, 100, 0), repr)
    steps.step(f"{what}: stat", lambda: os.fstat(descriptor), lambda s: f"nlink {s.st_nlink} size {s.st_size}")
    steps.step(f"{what}: truncate", lambda: os.ftruncate(descriptor, 3))
    steps.step(f"{what}: chmod", lambda: os.fchmod(descriptor, 0o600))
    steps.step(f"{what}: fsync", lambda: os.fsync(descriptor))
    steps.step(f"{what}: setxattr", lambda: os.setxattr(descriptor, "user.late", b"1"))
    steps.step(f"{what}: getxattr", lambda: os.getxattr(descriptor, "user.late"), repr)
    steps.step(f"{what}: relink", lambda: os.link(f"/proc/self/fd/{descriptor}", "back", follow_symlinks=True))
    os.close(descriptor)


def opened(name):
    descriptor = os.open(name, os.O_RDWR | os.O_CREAT, 0o644)
    os.write(descriptor, b"0123456789")
    return descriptor


def main():
    given = steps.arguments()
    descriptor = opened("plain")
    steps.step("unlink", lambda: os.unlink("plain"))
    use("unlinked", descriptor)

    descriptor = opened("linked")
    os.link("linked", "second")
    steps.step("unlink one of two names", lambda: os.unlink("linked"))
    use("one name left", descriptor)

    first, again = opened("recreated"), None
    os.unlink("recreated")
    again = opened("recreated")
    steps.step("the old file", lambda: os.fstat(first).st_nlink, str)
    steps.step("the new file", lambda: os.fstat(again).st_nlink, str)
    os.pwrite(first, b"old", 0)
    steps.step("new content", lambda: steps.read_file("recreated"), repr)
    os.close(first)
    os.close(again)

    descriptor = opened("foreign")
    os.fsync(descriptor)
    steps.step("unlink from the other mount", lambda: os.unlink(given.mount[1] + "/foreign"))
    steps.step("foreign: write", lambda: os.pwrite(descriptor, b"after", 10), str)
    steps.step("foreign: read", lambda: os.pread(descriptor, 100, 0), repr)
    os.close(descriptor)

    descriptor = opened("victim")
    steps.write_file("winner", b"won")
    steps.step("rename over it", lambda: os.rename("winner", "victim"))
    steps.step("overwritten: read", lambda: os.pread(descriptor, 100, 0), repr)
    steps.step("overwritten: write", lambda: os.pwrite(descriptor, b"after", 10), str)
    steps.step("the winner", lambda: steps.read_file("victim"), repr)
    os.close(descriptor)

    descriptors = [opened(f"many{n}") for n in range(given.size)]
    for number in range(given.size):
        os.unlink(f"many{number}")
    steps.check(f"{given.size} unlinked files keep their data",
                all(os.pread(d, 100, 0) == b"0123456789" for d in descriptors))
    for descriptor in descriptors:
        os.close(descriptor)


main()
