"""Packs a generated tree, unpacks it on the mount, packs it again there and compares."""
import os
import random
import shutil

import steps


def build(base, size, rng):
    """A tree of every kind of object that tar keeps."""
    directories = [base]
    os.mkdir(base, 0o755)
    for number in range(size):
        parent = rng.choice(directories)
        name = os.path.join(parent, f"n{number}")
        kind = rng.randrange(10)
        if kind < 2:
            os.mkdir(name)
            directories.append(name)
            continue
        if kind == 2:
            os.symlink("../" * rng.randrange(4) + f"n{rng.randrange(size)}", name)
            continue
        if kind == 3:
            os.mkfifo(name)
        else:
            steps.write_file(name, rng.randbytes(rng.choice((0, 1, 511, 4096, 70_000))))
        os.chown(name, rng.randrange(3000), rng.randrange(3000))
        os.chmod(name, rng.choice((0o600, 0o644, 0o755, 0o4755, 0o2711)))
        if kind > 7:
            os.link(name, name + "-link")
    for number, directory in enumerate(directories):
        os.chmod(directory, (0o755, 0o1777, 0o2750)[number % 3])


def main():
    given = steps.arguments()
    source = os.path.join(given.scratch, "source")
    archive = os.path.join(given.scratch, "tree.tar")
    build(source, given.size, random.Random(given.seed))
    pack = ["tar", "--sort=name", "--numeric-owner", "--mtime=@1700000000", "--format=pax",
            "--pax-option=delete=atime,delete=ctime,exthdr.name=%d/%f"]
    try:
        steps.tool("pack outside", [*pack, "-cf", archive, "-C", source, "."])
        os.mkdir("tree")
        steps.tool("unpack on the mount", ["tar", "--numeric-owner", "-xpf", archive, "-C", "tree"])
        steps.tool("compare", ["tar", "--numeric-owner", "-df", archive, "-C", "tree"])
        steps.tool("pack on the mount", [*pack, "-cf", "again.tar", "-C", "tree", "."])
        steps.tool("the same archive", ["cmp", archive, "again.tar"])
        steps.tool("pack from a pipe of the mount", ["sh", "-c", "tar -cf - -C tree . | tar -tf - | wc -l"])
        steps.tool("copy", ["cp", "-a", "tree", "copy"])
        steps.tool("the same copy", ["tar", "--numeric-owner", "-df", archive, "-C", "copy"])
        steps.step("remove the copy", lambda: shutil.rmtree("copy"))
    finally:
        shutil.rmtree(source)


main()
