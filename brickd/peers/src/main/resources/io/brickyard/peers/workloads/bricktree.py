"""Prints a brick directory as it lies on disk: raw extended attributes and the .glusterfs skeleton.

What differs by nature is named by what it means: a GFID by the path that carries it, an attribute with a time in it by
its length.

usage: bricktree.py BRICK-DIRECTORY
"""
import os
import re
import stat
import sys
import uuid

GFID = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LENGTH_ONLY = {"trusted.gfid", "trusted.glusterfs.mdata", "trusted.glusterfs.volume-id"}
# The health check writes its file when its first interval has passed, not before.
IGNORED = {"health_check"}


class Brick:
    def __init__(self, root):
        self.root = root
        self.paths = {}
        self.names = []

    def collect(self):
        """Walks the names that users see and learns which GFID each path has."""
        self.learn(self.root, ".")
        pending = [""]
        while pending:
            below = pending.pop(0)
            for name in sorted(os.listdir(os.path.join(self.root, below))):
                shown = os.path.join(below, name)
                if shown == ".glusterfs":
                    continue
                path = os.path.join(self.root, shown)
                self.names.append(shown)
                self.learn(path, shown)
                if stat.S_ISDIR(os.lstat(path).st_mode):
                    pending.append(shown)

    def learn(self, path, shown):
        try:
            raw = os.getxattr(path, "trusted.gfid", follow_symlinks=False)
        except OSError:
            return
        if len(raw) == 16:
            self.paths.setdefault(str(uuid.UUID(bytes=raw)), shown)

    def meaning(self, data):
        """Text with each GFID in it replaced by the path that has it."""
        named = GFID.sub(lambda m: b"<" + os.fsencode(self.paths.get(m[0].decode(), "nobody")) + b">", data)
        return repr(named)[2:-1]

    def print_names(self):
        firsts = {}
        for shown in [".", *self.names]:
            path = os.path.join(self.root, shown)
            info = os.lstat(path)
            links = "" if stat.S_ISDIR(info.st_mode) else f" nlink {info.st_nlink}"
            first = firsts.setdefault(info.st_ino, shown)
            if first != shown:
                print(f"{shown!r} same as {first!r}")
                continue
            print(f"{shown!r} {info.st_mode:06o} {info.st_uid}:{info.st_gid}{links}")
            for line in sorted(self.xattr_lines(path)):
                print(f"  {line}")

    def xattr_lines(self, path):
        for name in os.listxattr(path, follow_symlinks=False):
            value = os.getxattr(path, name, follow_symlinks=False)
            if name.startswith("trusted.gfid2path."):
                yield f"trusted.gfid2path.* ({len(name)} characters) = {self.meaning(value)}"
            elif name in LENGTH_ONLY:
                yield f"{name} ({len(value)} bytes)"
            elif len(value) > 64:
                yield f"{name} ({len(value)} bytes)"
            else:
                yield f"{name} = 0x{value.hex()}"

    def print_skeleton(self):
        base = os.path.join(self.root, ".glusterfs")
        print(f".glusterfs {os.lstat(base).st_mode:06o}")
        firsts, handles = [], []
        for name in sorted(os.listdir(base)):
            path = os.path.join(base, name)
            if re.fullmatch("[0-9a-f]{2}", name):
                firsts.append(f"{os.lstat(path).st_mode:06o}")
                handles += self.handles(path)
            elif name not in IGNORED:
                self.print_special(path, name)
        print(f".glusterfs/00..ff: {len(firsts)} directories, modes {sorted(set(firsts))}")
        for line in sorted(handles):
            print(line)

    def print_special(self, path, shown):
        info = os.lstat(path)
        # Names of index base files are random; their number and mode are not.
        print(f".glusterfs/{GFID.sub(b'UUID', os.fsencode(shown)).decode()} {info.st_mode:06o}")
        if stat.S_ISDIR(info.st_mode):
            for name in sorted(os.listdir(path), key=lambda n: GFID.sub(b"", os.fsencode(n))):
                self.print_special(os.path.join(path, name), os.path.join(shown, name))

    def handles(self, first):
        for second in sorted(os.listdir(first)):
            directory = os.path.join(first, second)
            mode = f"{os.lstat(directory).st_mode:06o}"
            for name in os.listdir(directory):
                yield self.handle(os.path.join(directory, name), name) + f" below {mode}"

    def handle(self, path, gfid):
        right_place = path.endswith(f"{gfid[:2]}/{gfid[2:4]}/{gfid}")
        owner = self.paths.get(gfid)
        info = os.lstat(path)
        if owner is None:
            return f"handle of nobody {info.st_mode:06o} nlink {info.st_nlink}"
        target = os.lstat(os.path.join(self.root, owner))
        where = "" if right_place else " IN THE WRONG PLACE"
        if stat.S_ISDIR(target.st_mode):
            text = self.meaning(os.fsencode(os.readlink(path)))
            text = re.sub(r"^\.\./\.\./[0-9a-f]{2}/[0-9a-f]{2}/", "../../pp/qq/", text)
            return f"handle of {owner!r} symlink to {text}{where}"
        same = (info.st_ino, info.st_dev) == (target.st_ino, target.st_dev)
        return f"handle of {owner!r} {'same inode' if same else 'ANOTHER INODE'}{where}"


brick = Brick(sys.argv[1].rstrip("/"))
brick.collect()
brick.print_names()
brick.print_skeleton()
