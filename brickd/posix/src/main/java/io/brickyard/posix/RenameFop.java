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
 * exchanged in one step after it moved, and a named LOOKUP puts it right should a crash come between.
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
            }
            Node moved = brick.child(newParent, newName);
            brick.times.stampInode(caller, gfid, moved);
            Iatt after = brick.times.iatt(gfid, moved);
            Iatt oldAfter = brick.after(caller, oldParent);
            Iatt newAfter = brick.after(caller, newParent);
            Dict reply = r.xdata().isNull() && xdata.isEmpty() ? Dict.NULL : xdata.build();
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
        LibcNames.renameat(oldParent.fd(), oldName, newParent.fd(), newName);
        Handles.Place place = new Handles.Place(newParent.gfid(), r.newName());
        if (victim != null && !victim.gfid.isNone() && !victim.gfid.equals(gfid)) {
            brick.handles.removeDirectory(victim.gfid, place);
        }
        if (!gfid.isNone()) {
            brick.handles.putDirectory(gfid, place);
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
                replace(victim, entry, newParent, r.newName(),
                        () -> LibcNames.renameat(oldParent.fd(), oldName, newParent.fd(), newName));
            }
        } catch (SysException e) {
            if (labelled) {
                Labels.removePath(source, newParent.gfid(), r.newName());
            }
            throw e;
        }
        boolean samePlace = oldParent.gfid().equals(newParent.gfid()) && r.oldName().equals(r.newName());
        if (!samePlace) {
            Labels.removePath(brick.child(newParent, newName), oldParent.gfid(), r.oldName());
        }
        stampSurvivor(caller, victim);
    }

    private interface Move {
        void run() throws SysException;
    }

    private void replace(@Nullable Victim victim, InodeTable.Entry entry, Brick.Parent parent, String name, Move move)
            throws SysException {
        if (victim == null || victim.gfid.isNone()) {
            move.run();
            return;
        }
        int links = victim.node.stat().nlink() - 1;
        if (links > 1) {
            Labels.removePath(victim.node, parent.gfid(), name);
            move.run();
        } else {
            // The handle goes last: if the move fails, the file at the target is still whole.
            move.run();
            brick.dropHandle(entry);
        }
    }

    private void stampSurvivor(Caller caller, @Nullable Victim victim) throws SysException {
        if (victim == null || victim.gfid.isNone() || victim.stat.nlink() <= 2) {
            return;
        }
        try (Node rest = brick.handles.find(victim.gfid)) {
            brick.times.stampInode(caller, victim.gfid, rest);
        } catch (SysException e) {
            if (!e.is(Errno.ESTALE)) {
                throw e;
            }
        }
    }
}
