"""Prints a tree as its users see it: no times, no inode numbers but the classes of hard links.

usage: tree.py DIRECTORY
"""
import hashlib
import os
import stat
import struct
import sys

TYPES = {stat.S_IFREG: "file", stat.S_IFDIR: "dir", stat.S_IFLNK: "symlink", stat.S_IFIFO: "fifo",
         stat.S_IFSOCK: "socket", stat.S_IFCHR: "char", stat.S_IFBLK: "block"}
ACL_TAGS = {1: "user:", 2: "user:{}", 4: "group:", 8: "group:{}", 16: "mask:", 32: "other:"}


def acl_text(raw):
    """Linux's binary form: version 2, then entries of tag, permissions and id, little-endian."""
    entries = []
    for tag, permissions, identity in struct.iter_unpack("<HHI", raw[4:]):
        bits = "".join(c if permissions & b else "-" for c, b in (("r", 4), ("w", 2), ("x", 1)))
        entries.append(ACL_TAGS[tag].format(identity) + ":" + bits)
    return ",".join(entries)


def xattr_text(name, value):
    if name.startswith("system.posix_acl_"):
        return f"{name}={acl_text(value)}"
    if len(value) <= 64:
        return f"{name}={value!r}"
    return f"{name}=({len(value)} bytes, sha256 {hashlib.sha256(value).hexdigest()[:16]})"


def xattrs(path):
    found = []
    for name in sorted(os.listxattr(path, follow_symlinks=False)):
        if name.startswith(("user.", "system.posix_acl_")):
            found.append(xattr_text(name, os.getxattr(path, name, follow_symlinks=False)))
    return found


def content(path):
    digest = hashlib.sha256()
    with open(path, "rb", buffering=0) as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()[:32]


def describe(path, shown, link_classes):
    info = os.lstat(path)
    kind = stat.S_IFMT(info.st_mode)
    parts = [repr(shown)[1:-1], TYPES[kind], f"{stat.S_IMODE(info.st_mode):04o}", f"{info.st_uid}:{info.st_gid}",
             f"nlink {info.st_nlink}"]
    if kind == stat.S_IFREG:
        parts += [f"size {info.st_size}", f"sha256 {content(path)}"]
    elif kind == stat.S_IFLNK:
        parts += [f"size {info.st_size}", f"to {os.readlink(path)!r}"]
    elif kind in (stat.S_IFCHR, stat.S_IFBLK):
        parts.append(f"device {os.major(info.st_rdev)}:{os.minor(info.st_rdev)}")
    if kind != stat.S_IFDIR and info.st_nlink > 1:
        first = link_classes.setdefault(info.st_ino, shown)
        parts.append("first of its links" if first == shown else f"same as {first!r}")
    return " ".join(parts + xattrs(path))


def walk(root):
    link_classes = {}
    print(describe(root, ".", link_classes))
    pending = [""]
    while pending:
        below = pending.pop(0)
        for name in sorted(os.listdir(os.path.join(root, below))):
            shown = os.path.join(below, name)
            path = os.path.join(root, shown)
            print(describe(path, shown, link_classes))
            if stat.S_ISDIR(os.lstat(path).st_mode):
                pending.append(shown)


walk(sys.argv[1].rstrip("/"))
