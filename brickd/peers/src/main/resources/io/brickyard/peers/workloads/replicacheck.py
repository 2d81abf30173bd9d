"""Compares the bricks of a healed replica with each other and with the model that replica.py left.

Prints a line for each difference, nothing where all agree. Which extended attributes may differ between bricks of one
replica, and why:

  trusted.afr.*              each brick's own view of the others; after a heal all that are there must be zero
  trusted.glusterfs.mdata    times: a name heal makes an inode anew without its old change time, and stock heals neither
                             a difference in times alone; size and form must agree
  trusted.glusterfs.volume-id  set by whoever makes a brick, which is nobody where glusterfsd is started by hand
  trusted.gfid2path.*        names: each name must be there; stock leaves the one of a hard link that a rename replaced,
                             and one that is killed after it made a file's name and before this never makes it: with
                             --careful, names that a killed brick was changing need none

usage: replicacheck.py [--careful] MODEL.json ARBITERS BRICK...

With "-" for the model the bricks are only compared with each other.
"""
import json
import os
import stat
import sys
import uuid

import steps

KINDS = {stat.S_IFREG: "file", stat.S_IFDIR: "dir", stat.S_IFLNK: "symlink", stat.S_IFIFO: "fifo", stat.S_IFCHR: "device"}
ANONYMOUS = ".glusterfs-anonymous-inode-"


def is_hidden(name):
    return name == ".glusterfs" or name.startswith(ANONYMOUS)


def tree(brick, arbiter):
    found = {".": describe(brick, arbiter)}
    for below, directories, files in os.walk(brick):
        if below == brick:
            directories[:] = [d for d in directories if not is_hidden(d)]
        for name in directories + files:
            path = os.path.join(below, name)
            found[os.path.relpath(path, brick)] = describe(path, arbiter)
    return found


def describe(path, arbiter):
    info = os.lstat(path)
    kind = KINDS[stat.S_IFMT(info.st_mode)]
    xattrs = {n: os.getxattr(path, n, follow_symlinks=False) for n in os.listxattr(path, follow_symlinks=False)}
    pending = [f"{n}={v.hex()}" for n, v in xattrs.items() if n.startswith("trusted.afr.") and any(v)]
    kept = {n: (len(v) if n == "trusted.glusterfs.mdata" else v.hex()) for n, v in sorted(xattrs.items())
            if not n.startswith(("trusted.afr.", "trusted.gfid2path.", "trusted.glusterfs.volume-id"))}
    paths = {v.decode() for n, v in xattrs.items() if n.startswith("trusted.gfid2path.")}
    data = None
    if kind == "file":
        data = ("arbiter", info.st_size) if arbiter else (steps.digest(steps.read_file(path)), info.st_size)
    elif kind == "symlink":
        data = os.readlink(path)
    links = None if kind == "dir" else info.st_nlink - 1
    return {"kind": kind, "mode": stat.S_IMODE(info.st_mode), "owner": (info.st_uid, info.st_gid), "links": links,
            "data": data, "xattrs": kept, "pending": pending, "paths": paths}


def expected(model):
    links = [0] * len(model["objects"])
    for number in model["names"].values():
        links[number] += 1
    for path, number in model["names"].items():
        node = model["objects"][number]
        data = (node["value"], node["size"]) if node["kind"] == "file" else node["value"]
        yield path, {"kind": node["kind"], "mode": node["mode"], "owner": (node["uid"], node["gid"]),
                     "links": None if node["kind"] == "dir" else links[number], "data": data}, node["xattrs"]


def against_model(name, found, model, arbiter):
    uncertain = set(model["uncertain"])
    wanted = dict((p, (w, x)) for p, w, x in expected(model) if p not in uncertain)
    for path in sorted(set(wanted) ^ (set(found) - {"."} - uncertain)):
        print(f"{name}: {path} is {'missing' if path in wanted else 'too many'}")
    for path, (want, xattrs) in sorted(wanted.items()):
        have = found.get(path)
        if have is None:
            continue
        for part, value in want.items():
            if part == "data" and arbiter and want["kind"] == "file":
                value = ("arbiter", 0)
            if have[part] != value:
                print(f"{name}: {path}: {part} is {have[part]}, should be {value}")
        user = {n: v for n, v in have["xattrs"].items() if n.startswith("user.")}
        if user != xattrs:
            print(f"{name}: {path}: attributes are {user}, should be {xattrs}")


def against_each_other(first, other, number, uncertain):
    """What the model does not foresee must still be the same on all bricks."""
    for path in sorted((set(first) | set(other)) & uncertain):
        if (path in first) != (path in other):
            print(f"{path} is only on brick {0 if path in first else number}")
            continue
        for part in ("kind", "mode", "owner", "links", "data"):
            one, two = first[path][part], other[path][part]
            if one != two and not (part == "data" and two and two[0] == "arbiter"):
                print(f"{path}: {part} is {one} on brick 0, {two} on brick {number}")


def name_records(name, found, unrecorded):
    """Each name of a file must be recorded in the file, under its parent's gfid."""
    for path, one in sorted(found.items()):
        if one["kind"] == "dir" or path in unrecorded:
            continue
        parent = found[os.path.dirname(path) or "."]["xattrs"]["trusted.gfid"]
        record = f"{uuid.UUID(hex=parent)}/{os.path.basename(path)}"
        if record not in one["paths"]:
            print(f"{name}: {path}: no trusted.gfid2path of {record}, only {sorted(one['paths'])}")


def against_first(number, found, first, arbiter):
    for path in sorted(set(first) ^ set(found)):
        print(f"brick {number}: {path} is {'missing' if path in first else 'too many'}")
    for path in sorted(set(first) & set(found)):
        for what in ("kind", "mode", "owner", "links") + (() if arbiter else ("data",)):
            if first[path][what] != found[path][what]:
                print(f"brick {number}: {path}: {what} is {found[path][what]}, on brick 0 {first[path][what]}")


def leftovers(name, brick):
    for kind in ("xattrop", "dirty", "entry-changes"):
        directory = os.path.join(brick, ".glusterfs/indices", kind)
        for entry in os.listdir(directory) if os.path.isdir(directory) else []:
            if not entry.startswith(kind + "-"):
                print(f"{name}: index {kind} still has {entry}")
    for directory in os.listdir(brick):
        if directory.startswith(ANONYMOUS):
            for entry in os.listdir(os.path.join(brick, directory)):
                print(f"{name}: {directory} still holds {entry}")
    for entry in os.listdir(os.path.join(brick, ".glusterfs/unlink")):
        print(f"{name}: unlink still holds {entry}")


def main():
    model, unrecorded = None, set()
    careful = "--careful" in sys.argv
    if careful:
        sys.argv.remove("--careful")
    if sys.argv[1] != "-":
        with open(sys.argv[1]) as file:
            model = json.load(file)
        if careful:
            unrecorded = set(model["uncertain"])
    arbiters, bricks = int(sys.argv[2]), sys.argv[3:]
    trees = []
    for number, brick in enumerate(bricks):
        arbiter = number >= len(bricks) - arbiters
        found = tree(brick, arbiter)
        name = f"brick {number}"
        if model is not None:
            against_model(name, found, model, arbiter)
        name_records(name, found, unrecorded)
        leftovers(name, brick)
        for path, one in sorted(found.items()):
            for key in one["pending"]:
                print(f"{name}: {path}: pending {key}")
        trees.append(found)
    for number, other in enumerate(trees[1:], 1):
        if model is None:
            against_first(number, other, trees[0], number >= len(bricks) - arbiters)
        else:
            against_each_other(trees[0], other, number, set(model["uncertain"]))
        for path in sorted(set(trees[0]) & set(other)):
            first, second = trees[0][path]["xattrs"], other[path]["xattrs"]
            for key in sorted(set(first) | set(second)):
                if first.get(key) != second.get(key):
                    print(f"{path}: {key} is {first.get(key)} on brick 0, {second.get(key)} on brick {number}")


main()
