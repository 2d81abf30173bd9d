"""Extended attributes: create and replace, limits, listing, name spaces, all kinds of objects."""
import os
import struct

import steps

NAMES = ("user.a", "user.with space", "user.ü", "user." + "n" * 250, "user." + "n" * 251, "user.", "trusted.t", "security.s",
         "system.s", "unknown.u", "a", "", "trusted.gfid", "trusted.glusterfs.volume-id", "trusted.gfid2path.0123456789abcdef",
         "trusted.glusterfs.mdata", "trusted.afr.dirty", "glusterfs.gfid", "trusted.glusterfs.dht", "user.glusterfs.x")

# Version, flags, three times. Of a shorter value 10.3 reads past the end.
MDATA = struct.pack(">B7q", 1, 0, 5, 6, 7, 8, 9, 10)


def main():
    given = steps.arguments()
    step = steps.step
    steps.write_file("f", b"")
    os.mkdir("d")
    os.symlink("f", "l")
    os.mkfifo("p")
    for path in ("f", "d"):
        for name in NAMES:
            step(f"{path}: set {name[:40]!r} {len(name)}", lambda n=name: os.setxattr(path, n, value(n)))
            step("  get", lambda n=name: os.getxattr(path, n), lambda v: repr(v) if n_is_plain(name) else len(v))
            step("  remove", lambda n=name: os.removexattr(path, n))
    for path in ("l", "p"):
        for name in ("user.a", "trusted.t", "security.s"):
            step(f"{path}: set {name}", lambda n=name: os.setxattr(path, n, b"value", follow_symlinks=False))
    for length in (0, 1, 64, 3000, 65_536, 65_537):
        step(f"value of {length} bytes", lambda: os.setxattr("f", "user.v", b"v" * length))
        step("  has now", lambda: len(os.getxattr("f", "user.v")), str)
    step("create an existing one", lambda: os.setxattr("f", "user.v", b"", os.XATTR_CREATE))
    step("replace a missing one", lambda: os.setxattr("f", "user.w", b"", os.XATTR_REPLACE))
    step("create a missing one", lambda: os.setxattr("f", "user.w", b"w", os.XATTR_CREATE))
    step("replace an existing one", lambda: os.setxattr("f", "user.w", b"W", os.XATTR_REPLACE))
    step("any bytes", lambda: os.setxattr("f", "user.bytes", bytes(range(256))))
    step("the same", lambda: os.getxattr("f", "user.bytes") == bytes(range(256)), str)
    step("get a missing one", lambda: os.getxattr("f", "user.missing"))
    step("remove a missing one", lambda: os.removexattr("f", "user.missing"))
    step("of a missing file", lambda: os.getxattr("missing", "user.a"))
    for number in range(given.size):
        os.setxattr("d", f"user.number{number}", f"{number}".encode())
    listed = lambda path: sorted(n for n in os.listxattr(path) if not n.startswith("security.selinux"))
    step("list the file's", lambda: listed("f"), str)
    step("list the directory's", lambda: listed("d"), str)
    step("list the root's", lambda: listed("."), str)
    step("rename keeps them", lambda: os.rename("f", "g") or len(os.listxattr("g")), str)


def value(name):
    return MDATA if name == "trusted.glusterfs.mdata" else b"value"


def n_is_plain(name):
    """Attributes that a brick answers with something of its own show their length only."""
    return name.startswith(("user.", "security.", "trusted.t"))


main()
