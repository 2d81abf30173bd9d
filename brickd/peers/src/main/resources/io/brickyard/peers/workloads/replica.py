"""A seeded random series of changes to a replicated volume, each applied to a model of it as well.

Only changes that must succeed are made, so that an error of the volume is a fault whatever bricks are up. At the end the
mount must show what the model holds; the model is then left in SCRATCH/model.json for a comparison with the bricks.
SCRATCH/told grows by a byte with each change, by which the outside knows how far this is. While SCRATCH/pause is there, no
change is under way and SCRATCH/paused says so: bricks go and come back in rests, one after the other. With --careful no
change is made that stock bricks are known to heal wrongly.
SCRATCH/stop ends the series; the number in it says from which change on a brick may have ended in the middle of one. Names
and objects that those changes concern are uncertain in the model: replicas may come to hold them as before or as after.
The mount is looked at when SCRATCH/whole says that all bricks are back and healed: until then a stock client may read from
a brick whose blame it has not written down yet.
"""
import json
import os
import random
import stat
import sys
import time

import steps

CHUNK = 128 << 10


class Node:
    def __init__(self, kind, mode, value=None):
        self.kind, self.mode, self.value = kind, mode, value
        self.uid = self.gid = 0
        self.xattrs = {}
        self.lost_names = 0

    def told(self):
        value = steps.digest(bytes(self.value)) if self.kind == "file" else self.value
        size = len(self.value) if self.kind == "file" else None
        return {"kind": self.kind, "mode": self.mode, "uid": self.uid, "gid": self.gid, "size": size, "value": value,
                "xattrs": {k: v.hex() for k, v in self.xattrs.items()}}


class Replica:
    def __init__(self, rng, careful):
        self.rng = rng
        self.careful = careful
        self.nodes = {}
        self.open = {}
        self.whole = True
        self.opened_away = set()
        self.picked = []
        self.uncertain = set()

    def pick(self, path):
        """Notes that the change under way concerns this name, what is below it, and their objects."""
        self.picked += [(p, self.nodes.get(p)) for p in (path, *self.below(path))]
        return path

    def doubt(self, concerned):
        """Takes names that changes concerned and all names of the same objects for uncertain."""
        names = {p for path, _ in concerned for p in (path, *self.below(path))}
        nodes = {self.nodes.get(p) for p in names} | {node for _, node in concerned}
        self.uncertain |= names | {p for p, n in self.nodes.items() if n in nodes}

    def paths(self, *kinds):
        return [p for p, n in self.nodes.items() if n.kind in kinds]

    def any_of(self, *kinds):
        found = self.paths(*kinds)
        return self.pick(self.rng.choice(found)) if found else None

    def fresh(self):
        """A path that is free, in a directory that is there."""
        parents = ["", *self.paths("dir")]
        while True:
            parent = self.rng.choice(parents)
            path = os.path.join(parent, f"n{self.rng.randrange(60)}")
            if path not in self.nodes and path.count("/") < 4:
                return self.pick(path)

    def below(self, directory):
        return [p for p in self.nodes if p.startswith(directory + "/")]

    def may_lose(self, path):
        """Whether a name may go away.

        A healer moves all names that went of one inode to one place by rename(2), which does nothing for the second one on
        a stock brick: that name stays there for good and comes back on other bricks.
        """
        node = self.nodes[path]
        return not self.careful or node.kind == "dir" or node.lost_names == 0

    # Each change does it and says what it did, or gives None where nothing there can be changed so.

    def create(self):
        path = self.fresh()
        data = self.rng.randbytes(self.rng.choice((0, 10, 5000, 200_000)))
        steps.write_file(path, data)
        self.nodes[path] = Node("file", 0o644, bytearray(data))
        return f"create {path} {len(data)}"

    def mkdir(self):
        path = self.fresh()
        os.mkdir(path)
        self.nodes[path] = Node("dir", 0o755)
        return f"mkdir {path}"

    def symlink(self):
        path, target = self.fresh(), f"n{self.rng.randrange(60)}"
        os.symlink(target, path)
        self.nodes[path] = Node("symlink", 0o777, target)
        return f"symlink {path}"

    def mknod(self):
        path = self.fresh()
        kind = self.rng.choice(("fifo", "device"))
        if kind == "fifo":
            os.mkfifo(path, 0o644)
        else:
            os.mknod(path, 0o644 | stat.S_IFCHR, os.makedev(1, 3))
        self.nodes[path] = Node(kind, 0o644)
        return f"{kind} {path}"

    def link(self):
        source, path = self.any_of("file", "fifo"), self.fresh()
        if source is None:
            return None
        os.link(source, path)
        self.nodes[path] = self.nodes[source]
        return f"link {source} {path}"

    def unlink(self):
        path = self.any_of("file", "symlink", "fifo", "device")
        if path is None or not self.may_lose(path):
            return None
        os.unlink(path)
        self.nodes.pop(path).lost_names += 1
        return f"unlink {path}"

    def rmdir(self):
        empty = [p for p in self.paths("dir") if not self.below(p)]
        if not empty:
            return None
        path = self.pick(self.rng.choice(empty))
        os.rmdir(path)
        del self.nodes[path]
        return f"rmdir {path}"

    def rename(self):
        source = self.any_of("file", "symlink", "fifo", "device", "dir", "dir")
        if source is None:
            return None
        over = [p for p in self.paths("file", "symlink")
                if self.nodes[p] is not self.nodes[source] and self.nodes[source].kind != "dir"]
        target = self.pick(self.rng.choice(over)) if over and self.rng.randrange(3) == 0 else self.fresh()
        if target.startswith(source + "/") or not self.may_lose(source):
            return None
        if target in self.nodes:
            if not self.may_lose(target):
                return None
            self.nodes[target].lost_names += 1
        self.nodes[source].lost_names += 1
        os.rename(source, target)
        for path in [source, *self.below(source)]:
            self.nodes[target + path[len(source):]] = self.nodes.pop(path)
        return f"rename {source} {target}"

    def write(self):
        path = self.any_of("file")
        if path is None:
            return None
        content = self.nodes[path].value
        offset = self.rng.choice((0, len(content), self.rng.randrange(len(content) + 300_000)))
        data = self.rng.randbytes(self.rng.choice((1, 4096, 100_000)))
        descriptor = os.open(path, os.O_WRONLY)
        try:
            os.pwrite(descriptor, data, offset)
        finally:
            os.close(descriptor)
        self.put(content, offset, data)
        return f"write {path} {len(data)} at {offset}"

    @staticmethod
    def put(content, offset, data):
        content.extend(bytes(max(0, offset - len(content))))
        content[offset:offset + len(data)] = data

    def truncate(self):
        path = self.any_of("file")
        if path is None:
            return None
        content = self.nodes[path].value
        size = self.rng.choice((0, len(content) // 2, len(content) + 100_000))
        os.truncate(path, size)
        del content[size:]
        content.extend(bytes(size - len(content)))
        return f"truncate {path} {size}"

    def punch(self):
        path = self.any_of("file")
        if path is None or len(self.nodes[path].value) < 8192:
            return None
        content = self.nodes[path].value
        descriptor = os.open(path, os.O_WRONLY)
        try:
            steps.fallocate(descriptor, steps.PUNCH_HOLE | steps.KEEP_SIZE, 4096, 4096)
        finally:
            os.close(descriptor)
        content[4096:8192] = bytes(4096)
        return f"punch {path}"

    def chmod(self):
        path = self.any_of("file", "dir", "fifo")
        if path is None:
            return None
        mode = self.rng.choice((0o600, 0o644, 0o700, 0o755, 0o750))
        os.chmod(path, mode)
        self.nodes[path].mode = mode
        return f"chmod {path} {mode:o}"

    def chown(self):
        # Of no symlink: one that was made and then changed while a brick was away is never healed by AFR 10.3, on no
        # kind of brick. It takes the changelog for a sign that the brick has the inode, and links what is not there.
        path = self.any_of("file", "dir")
        if path is None:
            return None
        node = self.nodes[path]
        node.uid, node.gid = self.rng.randrange(3), self.rng.randrange(3)
        os.chown(path, node.uid, node.gid)
        return f"chown {path} {node.uid}:{node.gid}"

    def setxattr(self):
        path = self.any_of("file", "dir")
        if path is None:
            return None
        key, value = f"user.{self.rng.choice('xyz')}", self.rng.randbytes(self.rng.randrange(1, 40))
        os.setxattr(path, key, value)
        self.nodes[path].xattrs[key] = value
        return f"setxattr {path} {key}"

    def removexattr(self):
        having = [p for p, n in self.nodes.items() if n.xattrs]
        if not having:
            return None
        path = self.pick(self.rng.choice(having))
        key = self.rng.choice(sorted(self.nodes[path].xattrs))
        os.removexattr(path, key)
        del self.nodes[path].xattrs[key]
        return f"removexattr {path} {key}"

    def write_open(self):
        """Writes through a descriptor that stays open: bricks come and go meanwhile."""
        path = self.any_of("file")
        if path is None:
            return None
        node = self.nodes[path]
        if node not in self.open:
            if len(self.open) >= 4:
                os.close(self.open.pop(next(iter(self.open))))
            self.open[node] = os.open(path, os.O_RDWR)
            if not self.whole:
                self.opened_away.add(node)
        offset, data = self.rng.randrange(200_000), self.rng.randbytes(4096)
        os.pwrite(self.open[node], data, offset)
        self.put(node.value, offset, data)
        return f"write open {path} at {offset}"

    def change(self):
        kinds = (self.create, self.create, self.mkdir, self.symlink, self.mknod, self.link, self.unlink, self.rmdir,
                 self.rename, self.rename, self.write, self.write, self.truncate, self.punch, self.chmod, self.chown,
                 self.setxattr, self.removexattr, self.write_open, self.write_open)
        return self.rng.choice(kinds)()

    def rested(self):
        """A brick has gone during the rest, or the one that went is back and healed.

        What was opened while it was away is closed then: a stock client does not open it there later, and has a quorum for
        no call on that descriptor once another brick goes.
        """
        self.whole = not self.whole
        if self.whole:
            for node in self.opened_away & set(self.open):
                os.close(self.open.pop(node))
            self.opened_away.clear()

    def close(self):
        for descriptor in self.open.values():
            os.close(descriptor)

    def verify(self):
        """What the mount shows must be what the model holds."""
        shown = set()
        for below, directories, files in os.walk("."):
            for name in directories + files:
                shown.add(os.path.relpath(os.path.join(below, name), "."))
        steps.check("names are the model's", shown - self.uncertain == set(self.nodes) - self.uncertain)
        for path in sorted(shown & set(self.nodes) - self.uncertain):
            node = self.nodes[path]
            if node.kind == "file" and steps.read_file(path) != node.value:
                steps.say(f"{path}: content differs from the model's: NO")

    def save(self, target):
        numbers, objects, names = {}, [], {}
        for path, node in self.nodes.items():
            if node not in numbers:
                numbers[node] = len(objects)
                objects.append(node.told())
            names[path] = numbers[node]
        with open(target, "w") as file:
            json.dump({"objects": objects, "names": names, "uncertain": sorted(self.uncertain)}, file)


def rest(scratch):
    """Waits while somebody wants a rest, and says that it is one; whether there was one."""
    wanted, said = os.path.join(scratch, "pause"), os.path.join(scratch, "paused")
    if not os.path.exists(wanted):
        return False
    open(said, "wb").close()
    while os.path.exists(wanted):
        time.sleep(0.01)
    os.unlink(said)
    return True


def main():
    careful = "--careful" in sys.argv
    if careful:
        sys.argv.remove("--careful")
    given = steps.arguments()
    replica = Replica(random.Random(given.seed), careful)
    stop, concerned = os.path.join(given.scratch, "stop"), []
    with open(os.path.join(given.scratch, "told"), "wb", buffering=0) as told:
        for number in range(given.size):
            if rest(given.scratch):
                replica.rested()
            if os.path.exists(stop):
                break
            replica.picked.clear()
            try:
                what = replica.change()
            except OSError as e:
                steps.say(f"{number}: {e}: NO")
                raise SystemExit(f"change {number} failed: {e}") from e
            if what is not None:
                steps.say(f"{number} {what}")
            told.write(b".")
            concerned.append(list(replica.picked))
    replica.close()
    whole = os.path.join(given.scratch, "whole")
    while not os.path.exists(whole):
        time.sleep(0.01)
    with open(stop) as file:
        first = int(file.read())
    replica.doubt([pick for change in concerned[first:] for pick in change])
    replica.verify()
    replica.save(os.path.join(given.scratch, "model.json"))


main()
