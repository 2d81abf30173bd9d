"""Names and links: up to 255 bytes and beyond, any byte, deep paths, hard links, symlinks, special files."""
import os
import socket
import stat

import steps


def lengths():
    for length in (1, 254, 255, 256):
        for what, unit in (("ascii", b"n"), ("two-byte characters", "é".encode()), ("raw bytes", b"\xff")):
            name = (unit * length)[:length]
            steps.step(f"file of {length} bytes, {what}", lambda n=name: steps.write_file(n, b"x"))
            steps.step(f"find it", lambda n=name: os.lstat(n), lambda s: s.st_size)
            if length == 255:
                longer = b"r" + name[1:]
                steps.step("rename it", lambda n=name, r=longer: os.rename(n, r))
    for name in (b"new\nline", b"tab\t", b" ", b"\\", b"\x01", b"*", b"...", b"a:b"):
        steps.step(f"file {name!r}", lambda n=name: steps.write_file(n, b"x"))
    steps.step("the brick's own directory: make", lambda: os.mkdir(".glusterfs"))
    steps.step("the brick's own directory: look", lambda: os.lstat(".glusterfs"), lambda s: stat.S_ISDIR(s.st_mode))
    steps.step("the brick's own directory: remove", lambda: os.rmdir(".glusterfs"))
    steps.step("the root's names", lambda: ".glusterfs" in os.listdir("."), str)


def depth(size):
    path = "deep"
    for level in range(size):
        os.mkdir(path)
        path += f"/l{level}"
    steps.step(f"file {size} levels down", lambda: steps.write_file(path, b"deep"))
    steps.step("read it", lambda: steps.read_file(path), repr)
    steps.step("move the whole branch", lambda: os.rename("deep/l0", "moved"))
    steps.step("read it there", lambda: steps.read_file(path.replace("deep/l0", "moved", 1)), repr)
    steps.step("a branch into itself", lambda: os.rename("moved", "moved/l1/inside"))


def hard_links():
    os.mkdir("links")
    steps.write_file("links/first", b"1")
    for number in range(40):
        os.link("links/first", f"links/l{number}")
    count = lambda: os.lstat("links/first").st_nlink
    steps.step("40 more names", count, str)
    for number in range(0, 40, 2):
        os.unlink(f"links/l{number}")
    steps.step("20 fewer", count, str)
    steps.step("rename over a name of the same file", lambda: os.rename("links/l1", "links/l3"))
    steps.step("which keeps both", lambda: os.path.exists("links/l1") and os.path.exists("links/l3"), str)
    steps.step("link a directory", lambda: os.link("links", "links2"))
    steps.step("link over a name", lambda: os.link("links/first", "links/l5"))
    most = 0
    try:
        while most < 200:
            os.link("links/first", f"links/m{most}")
            most += 1
        steps.say("200 links more: ok")
    except OSError as e:
        steps.say(f"links until {steps.errno_name(e)}: {count()}")


def symlinks():
    steps.step("symlink of 4095 bytes", lambda: os.symlink("t" * 4095, "long-link"))
    steps.step("read it", lambda: len(os.readlink("long-link")), str)
    steps.step("symlink of 4096 bytes", lambda: os.symlink("t" * 4096, "too-long-link"))
    os.symlink("loop", "loop")
    steps.step("open a loop", lambda: os.open("loop", os.O_RDONLY))
    steps.step("hard link of a symlink", lambda: os.link("loop", "loop2", follow_symlinks=False))
    steps.step("chown of a symlink", lambda: os.chown("loop", 5, 6, follow_symlinks=False))
    os.symlink("nowhere", "dangling")
    steps.step("create through a dangling one", lambda: steps.write_file("dangling", b"made"))
    steps.step("exclusively through it", lambda: os.open("dangling", os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    steps.step("open it without following", lambda: os.open("dangling", os.O_RDONLY | os.O_NOFOLLOW))


def special_files():
    steps.step("fifo", lambda: os.mkfifo("fifo", 0o620))
    steps.step("character device", lambda: os.mknod("null", 0o666 | stat.S_IFCHR, os.makedev(1, 3)))
    steps.step("block device", lambda: os.mknod("block", 0o640 | stat.S_IFBLK, os.makedev(7, 200_000)))
    with socket.socket(socket.AF_UNIX) as unix:
        steps.step("socket", lambda: unix.bind("socket"))
    steps.step("times", lambda: os.utime("fifo", ns=(1_234_567_890_123_456_789, 987_654_321)))
    steps.step("their nanoseconds", lambda: os.lstat("fifo"), lambda s: f"{s.st_atime_ns} {s.st_mtime_ns}")
    steps.step("times before 1970", lambda: os.utime("null", ns=(-5_000_000_000, -1)))
    steps.step("as kept", lambda: os.lstat("null"), lambda s: f"{s.st_atime_ns} {s.st_mtime_ns}")
    steps.step("times after 2038", lambda: os.utime("null", (1 << 33, 1 << 33)))
    steps.step("as kept", lambda: os.lstat("null"), lambda s: f"{s.st_atime_ns} {s.st_mtime_ns}")

    def through_the_fifo():
        with open("fifo", "wb", buffering=0) as end:
            return end.write(b"through")

    writer = steps.Child(through_the_fifo)
    steps.step("read from the fifo", lambda: steps.read_file("fifo"), repr)
    writer.result()


def main():
    given = steps.arguments()
    lengths()
    depth(given.size)
    hard_links()
    symlinks()
    special_files()


main()
