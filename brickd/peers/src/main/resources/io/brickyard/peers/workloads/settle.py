"""Takes files out of a dead brick's index of dirty inodes whose changelogs are all zero.

A brick that is killed between the two steps of an XATTROP leaves one there. Stock's self-heal daemon takes it out as soon as
it finds nothing to heal. Beside an arbiter it never does: it takes the arbiter's size for a difference, finds no brick to
heal, and heal info lists the file until it is written again. GlusterFS 10.3 does so on bricks of its own as well.

usage: settle.py BRICK
"""
import os
import stat
import sys


def is_settled(inode):
    if not os.path.lexists(inode) or not stat.S_ISREG(os.lstat(inode).st_mode):
        return False
    return not any(any(os.getxattr(inode, key)) for key in os.listxattr(inode) if key.startswith("trusted.afr."))


def main():
    internal = os.path.join(sys.argv[1], ".glusterfs")
    dirty = os.path.join(internal, "indices/dirty")
    for gfid in os.listdir(dirty):
        if not gfid.startswith("dirty-") and is_settled(os.path.join(internal, gfid[:2], gfid[2:4], gfid)):
            os.unlink(os.path.join(dirty, gfid))


main()
