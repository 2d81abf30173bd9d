package io.brickyard.posix;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.fop.Rename;
import io.brickyard.wire.fop.RenameReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import org.jspecify.annotations.Nullable;

/**
 * RENAME. A file gets the label of its new name before it moves and loses the old one after; a directory's handle is
 * exchanged in one step after it moved, and {@link DirectoryMoves} puts it right should a crash come between.
 */
final class RenameFop {
    private final Brick brick;

    RenameFop(Brick brick) {
        this.brick = brick;
    }

    /** What stands at the target, if anything. */
    private record Victim(Node.Named node, Gfid gfid, InodeStat stat) {}

    RenameReply run(Rename r, Caller caller) throws SysException {
        byte[] oldName = FileName.checked(r.oldPargfid(), r.oldName());
        byte[] newName = FileName.checked(r.newPargfid(), r.newName());
        try (Brick.Parent oldParent = brick.parent(r.oldPargfid());
                Brick.Parent newParent = brick.parent(r.newPargfid())) {
            Node.Named source = brick.child(oldParent, oldName);
            InodeStat stat = source.stat();
            brick.access.requireRemove(caller, oldParent.node(), stat);
            Victim victim = victim(newParent, newName);
            if (victim == null) {
                brick.access.requireAdd(caller, newParent.node());
            } else {
                brick.access.requireRemove(caller, newParent.node(), victim.stat);
            }
            Gfid gfid = Labels.gfid(source);
            DictBuilder xdata = Dict.builder();
            if (victim != null) {
                putLinkCounts(r.xdata(), victim, xdata);
            }
            if (victim == null || !victim.stat.sameInode(stat)) {
                if (stat.isDirectory()) {
                    moveDirectory(r, gfid, oldParent, oldName, newParent, newName, victim);
                } else {
                    moveFile(r, caller, source, oldParent, oldName, newParent, newName, victim);
                }
            } else if (caller.isHealing() && !isSamePlace(r)) {
                dropName(source, oldParent, oldName, r.oldName());
            }
            Node moved = brick.child(newParent, newName);
            brick.times.stampInode(caller, gfid, moved);
            Iatt after = brick.times.iatt(gfid, moved);
            Iatt oldAfter = brick.after(caller, oldParent);
            Iatt newAfter = brick.after(caller, newParent);
            Dict reply = xdata.build();
            return new RenameReply(0, 0, reply, after, oldParent.before(), oldAfter, newParent.before(), newAfter);
        }
    }

    private @Nullable Victim victim(Brick.Parent parent, byte[] name) throws SysException {
        Node.Named node = brick.child(parent, name);
        InodeStat stat = Brick.statOrNull(node);
        return stat == null ? null : new Victim(node, Labels.gfid(node), stat);
    }

    private static void putLinkCounts(Dict request, Victim victim, DictBuilder reply) {
        int links = victim.stat.isDirectory() ? victim.stat.nlink() : victim.stat.nlink() - 1;
        if (request.contains(Keys.GET_LINK_COUNT)) {
            reply.putUint(Keys.GET_LINK_COUNT, links);
        }
        if (request.contains(Keys.REQUEST_LINK_COUNT)) {
            reply.putUint(Keys.RESPONSE_LINK_COUNT, links);
        }
    }

    private void moveDirectory(Rename r, Gfid gfid, Brick.Parent oldParent, byte[] oldName, Brick.Parent newParent,
            byte[] newName, @Nullable Victim victim) throws SysException {
        Place place = new Place(newParent.gfid(), r.newName());
        if (gfid.isNone()) {
            LibcNames.renameat(oldParent.fd(), oldName, newParent.fd(), newName);
            return;
        }
        byte[] intent = brick.moves.begin(gfid, place);
        try {
            LibcNames.renameat(oldParent.fd(), oldName, newParent.fd(), newName);
            if (victim != null && !victim.gfid.isNone() && !victim.gfid.equals(gfid)) {
                brick.handles.removeDirectory(victim.gfid, place);
            }
            brick.handles.putDirectory(gfid, place);
        } finally {
            brick.moves.end(intent);
        }
    }

    private void moveFile(Rename r, Caller caller, Node.Named source, Brick.Parent oldParent, byte[] oldName,
            Brick.Parent newParent, byte[] newName, @Nullable Victim victim) throws SysException {
        if (victim != null && victim.stat.isDirectory()) {
            throw SysException.of(Errno.EISDIR);
        }
        boolean labelled = Labels.addPath(source, newParent.gfid(), r.newName(), source.stat().nlink());
        try (InodeTable.Entry entry = brick.inodes.use(victim == null ? Gfid.NONE : victim.gfid)) {
            synchronized (entry) {
                replace(caller, victim, entry, newParent, r.newName(),
                        () -> LibcNames.renameat(oldParent.fd(), oldName, newParent.fd(), newName));
            }
        } catch (SysException e) {
            if (labelled) {
                Labels.removePath(source, newParent.gfid(), r.newName());
            }
            throw e;
        }
        if (!isSamePlace(r)) {
            Labels.removePath(brick.child(newParent, newName), oldParent.gfid(), r.oldName());
        }
    }

    private static boolean isSamePlace(Rename r) {
        return r.oldPargfid().equals(r.newPargfid()) && r.oldName().equals(r.newName());
    }

    /**
     * A healer takes names away by renaming them to where all names of one inode go. rename(2) does nothing when both are
     * links to one inode, so on a stock brick the second name stays for good, and comes back on the other bricks with the
     * next merge. Here it goes.
     */
    private static void dropName(Node.Named source, Brick.Parent parent, byte[] name, String text)
            throws SysException {
        Labels.removePath(source, parent.gfid(), text);
        LibcNames.unlinkat(parent.fd(), name);
    }

    private interface Move {
        void run() throws SysException;
    }

    private void replace(Caller caller, @Nullable Victim victim, InodeTable.Entry entry, Brick.Parent parent,
            String name, Move move) throws SysException {
        if (victim == null || victim.gfid.isNone()) {
            move.run();
        } else if (victim.node.stat().nlink() > 2) {
            move.run();
            brick.dropLabel(caller, victim.gfid, parent.gfid(), name);
        } else {
            bury(victim.gfid, entry, move);
        }
    }

    /** The handle goes last: if the move fails, the file at the target is still whole. */
    private void bury(Gfid victim, InodeTable.Entry entry, Move move) throws SysException {
        int dirFd = brick.root.glusterfsFd();
        byte[] grave = brick.landfill.newPath();
        try {
            // Should a crash come after the move, the janitor finds the overwritten file by this.
            LibcNames.linkat(dirFd, Handles.path(victim), dirFd, grave);
        } catch (SysException e) {
            if (!e.is(Errno.ENOENT) && !e.is(Errno.EMLINK)) {
                throw e;
            }
            move.run();
            brick.dropHandle(entry);
            return;
        }
        try {
            move.run();
            brick.dropHandle(entry);
        } finally {
            LibcNames.unlinkat(dirFd, grave);
        }
    }
}
