"""What users and groups may do: modes, supplementary groups, setgid directories, sticky bits, owners."""
import os

import steps

ROOT, ANN, BOB = (0, 0, ()), (1001, 1001, (2000,)), (1002, 1002, (3000,))
EVE = (1003, 1003, tuple(range(4000, 4040)) + (2000,))
USERS = {"root": ROOT, "ann": ANN, "bob": BOB, "eve": EVE}


def create(path):
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))


def change_in_place(path):
    with open(path, "r+b", buffering=0) as file:
        file.write(b"changed")


def owner(path):
    info = os.lstat(path)
    return f"{info.st_uid}:{info.st_gid} {info.st_mode & 0o7777:04o}"


def attempts(directory, name):
    """Everything that rights decide, on a directory and a file in it."""
    file = f"{directory}/{name}"
    return (
        ("list", lambda: len(os.listdir(directory))),
        ("look up", lambda: os.stat(file) and None),
        ("read", lambda: steps.read_file(file) and None),
        ("write", lambda: change_in_place(file)),
        ("truncate", lambda: os.truncate(file, 5)),
        ("may read", lambda: os.access(file, os.R_OK)),
        ("may execute", lambda: os.access(file, os.X_OK)),
        ("create", lambda: create(f"{directory}/new")),
        ("mkdir", lambda: os.mkdir(f"{directory}/newdir")),
        ("link", lambda: os.link(file, f"{directory}/linked")),
        ("symlink", lambda: os.symlink("x", f"{directory}/sym")),
        ("rename", lambda: os.rename(file, file + "2")),
        ("rename back", lambda: os.rename(file + "2", file)),
        ("chmod", lambda: os.chmod(file, 0o640)),
        ("chgrp to an own group", lambda: os.chown(file, -1, 2000)),
        ("chgrp to a foreign group", lambda: os.chown(file, -1, 7777)),
        ("chown", lambda: os.chown(file, 1003, -1)),
        ("set times", lambda: os.utime(file, (1, 1))),
        ("touch", lambda: os.utime(file)),
        ("set xattr", lambda: os.setxattr(file, "user.who", b"me")),
        ("get xattr", lambda: os.getxattr(file, "user.who").decode()),
        ("unlink", lambda: os.unlink(file)),
        ("rmdir", lambda: os.rmdir(f"{directory}/newdir")),
    )


def clear(directory):
    for name in os.listdir(directory):
        path = f"{directory}/{name}"
        if os.path.isdir(path) and not os.path.islink(path):
            os.rmdir(path)
        else:
            os.unlink(path)


def matrix():
    """Each user in directories of several modes."""
    for mode, group, file_mode in ((0o755, 0, 0o644), (0o770, 2000, 0o660), (0o2775, 2000, 0o664), (0o1777, 0, 0o666)):
        directory = f"m{mode:o}"
        os.mkdir(directory)
        os.chown(directory, 1002, group)
        os.chmod(directory, mode)
        for user, identity in USERS.items():
            series(directory, user, identity, group, file_mode)


def series(directory, user, identity, group, file_mode):
    """All attempts of one user in one process, one after another."""
    clear(directory)
    steps.write_file(f"{directory}/f", b"content")
    os.chown(f"{directory}/f", 1001, group)
    os.chmod(f"{directory}/f", file_mode)

    def run():
        lines = []
        for what, call in attempts(directory, "f"):
            try:
                result = call()
                lines.append(f"{what} ok" if result is None else f"{what} {result}")
            except OSError as e:
                lines.append(f"{what} {steps.errno_name(e)}")
        return lines

    steps.say(f"{user} in {directory}:")
    for line in steps.Child(run, *identity).result():
        steps.say(f"  {line}")
    for name in sorted(os.listdir(directory)):
        steps.say(f"  left: {name} {owner(f'{directory}/{name}')}")


def special_bits():
    os.mkdir("shared")
    os.chown("shared", 0, 2000)
    os.chmod("shared", 0o2775)
    steps.step_as("ann makes a directory in a setgid one", ANN, lambda: os.mkdir("shared/sub"))
    steps.step("which inherits", lambda: owner("shared/sub"), str)
    steps.step_as("ann makes a file in it", ANN, lambda: create("shared/sub/f"))
    steps.step("of group", lambda: owner("shared/sub/f"), str)
    steps.step_as("eve, whose 41st group it is, too", EVE, lambda: create("shared/by-eve"))
    steps.step("of group", lambda: owner("shared/by-eve"), str)
    steps.step_as("bob is not of the group", BOB, lambda: create("shared/by-bob"))

    steps.write_file("program", b"#!/bin/sh\n")
    os.chown("program", 1001, 2000)
    for what, call in (("write", lambda: change_in_place("program")), ("chown", lambda: os.chown("program", 1001, 2000)),
                       ("truncate", lambda: os.truncate("program", 1))):
        os.chmod("program", 0o6777)
        steps.step_as(f"bob: {what} clears set-id bits", BOB, call)
        steps.step("  mode", lambda: owner("program"), str)
        os.chmod("program", 0o6777)
        steps.step(f"root: {what}", call)
        steps.step("  mode", lambda: owner("program"), str)
    os.chmod("program", 0o755)
    os.chown("program", 1001, 3000)
    steps.step_as("ann sets setgid for a foreign group", ANN, lambda: os.chmod("program", 0o2755))
    steps.step("  mode", lambda: owner("program"), str)

    os.mkdir("sticky")
    os.chmod("sticky", 0o1777)
    steps.step_as("ann makes a file in a sticky directory", ANN, lambda: create("sticky/f"))
    steps.step_as("bob removes it", BOB, lambda: os.unlink("sticky/f"))
    steps.step_as("bob renames it", BOB, lambda: os.rename("sticky/f", "sticky/g"))
    steps.step_as("bob makes his own", BOB, lambda: create("sticky/h"))
    steps.step_as("bob renames his over hers", BOB, lambda: os.rename("sticky/h", "sticky/f"))
    steps.step_as("ann removes hers", ANN, lambda: os.unlink("sticky/f"))
    steps.step_as("bob makes a device", BOB, lambda: os.mknod("sticky/null", 0o20666, os.makedev(1, 3)))
    steps.step_as("bob makes a fifo", BOB, lambda: os.mkfifo("sticky/fifo"))
    steps.step_as("bob sets a trusted attribute", BOB, lambda: os.setxattr("sticky/fifo", "trusted.x", b"1"))

    os.mkdir("private", 0o700)
    steps.write_file("private/f", b"secret")
    os.chmod("private/f", 0o666)
    steps.step_as("ann reaches into a private directory", ANN, lambda: steps.read_file("private/f"))
    held = os.open("private/f", os.O_RDWR)
    steps.step_as("ann uses a descriptor that root opened", ANN, lambda: os.pwrite(held, b"S", 0), str)


def main():
    steps.arguments()
    os.chmod(".", 0o755)
    matrix()
    special_bits()


main()
