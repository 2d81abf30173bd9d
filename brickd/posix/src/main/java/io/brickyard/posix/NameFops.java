package io.brickyard.posix;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.fop.EntryReply;
import io.brickyard.wire.fop.Link;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Rmdir;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.xdr.WireText;

/**
 * LINK, UNLINK, RMDIR.
 *
 * <p>Promises: a name is labelled before it exists and keeps label and handle for as long as it exists; what an
 * interrupted call leaves is a label without a name, a directory's handle that leads nowhere, or rubbish in the landfill.
 */
final class NameFops {
    private final Brick brick;

    NameFops(Brick brick) {
        this.brick = brick;
    }

    EntryReply link(Link r, Caller caller) throws SysException {
        byte[] name = FileName.checked(r.newPargfid(), r.newName());
        brick.reserve.requireSpace(caller, r.xdata());
        try (Node node = brick.handles.find(r.gfid());
                Brick.Parent parent = brick.parent(r.newPargfid());
                InodeTable.Entry entry = brick.inodes.use(r.gfid())) {
            InodeStat stat = node.stat();
            if (stat.isDirectory() || !(node instanceof Node.Named handle)) {
                throw SysException.of(Errno.EPERM);
            }
            brick.access.requireLink(caller, parent.node(), stat);
            synchronized (entry) {
                requireRoomForLink(node.stat());
                if (Brick.statOrNull(brick.child(parent, name)) != null) {
                    throw SysException.of(Errno.EEXIST);
                }
                boolean labelled = Labels.addPath(node, parent.gfid(), r.newName(), stat.nlink());
                try {
                    LibcNames.linkat(handle.dirFd(), handle.name(), parent.fd(), name);
                } catch (SysException e) {
                    if (labelled && !e.is(Errno.EEXIST)) {
                        Labels.removePath(node, parent.gfid(), r.newName());
                    }
                    throw e;
                }
            }
            brick.times.stampInode(caller, r.gfid(), node);
            return new EntryReply(0, 0, Dict.NULL, brick.times.iatt(r.gfid(), node),
                    parent.before(), brick.after(caller, parent));
        }
    }

    private void requireRoomForLink(InodeStat stat) throws SysException {
        int limit = brick.options.maxHardlinks();
        if (limit > 0 && stat.nlink() - 1 >= limit) {
            throw SysException.of(Errno.EMLINK);
        }
    }

    PrePostReply unlink(Unlink r, Caller caller) throws SysException {
        byte[] name = FileName.checked(r.pargfid(), r.bname());
        try (Brick.Parent parent = brick.parent(r.pargfid())) {
            Node.Named node = brick.child(parent, name);
            InodeStat first = node.stat();
            if (first.isDirectory()) {
                throw SysException.of(Errno.EISDIR);
            }
            brick.access.requireRemove(caller, parent.node(), first);
            Gfid gfid = Labels.gfid(node);
            DictBuilder xdata = Dict.builder();
            try (InodeTable.Entry entry = brick.inodes.use(gfid)) {
                synchronized (entry) {
                    requireRemovable(r.xdata(), node, entry);
                    int links = node.stat().nlink() - 1;
                    putLinkCounts(r.xdata(), links, xdata);
                    dropName(caller, entry, node, parent, r.bname(), name);
                }
            }
            return new PrePostReply(0, 0, xdata.build(), parent.before(), brick.after(caller, parent));
        }
    }

    private static void requireRemovable(Dict xdata, Node node, InodeTable.Entry entry) throws SysException {
        boolean notWhileOpen = xdata.getLong("dont-unlink-for-open-fd", 0) != 0;
        boolean onlyLinkto = xdata.getLong("unlink-only-if-dht-linkto-file", 0) != 0;
        if (notWhileOpen && entry.openFds > 0) {
            throw SysException.of(Errno.EBUSY);
        }
        if (onlyLinkto && node.get("trusted.glusterfs.dht.linkto") == null) {
            throw SysException.of(Errno.EBUSY);
        }
    }

    private static void putLinkCounts(Dict request, int links, DictBuilder reply) {
        reply.putUint(Keys.GET_LINK_COUNT, request.contains(Keys.GET_LINK_COUNT) ? links : 0);
        if (request.contains(Keys.REQUEST_LINK_COUNT)) {
            reply.putUint(Keys.RESPONSE_LINK_COUNT, links);
        }
    }

    private void dropName(Caller caller, InodeTable.Entry entry, Node.Named node, Brick.Parent parent, String nameText,
            byte[] name) throws SysException {
        int links = node.stat().nlink() - 1;
        if (entry.gfid().isNone()) {
            LibcNames.unlinkat(parent.fd(), name);
        } else if (links > 1) {
            LibcNames.unlinkat(parent.fd(), name);
            brick.dropLabel(caller, entry.gfid(), parent.gfid(), nameText);
        } else {
            // By way of the landfill: a crash leaves the whole file, or rubbish that the janitor finds.
            byte[] grave = brick.landfill.newPath();
            LibcNames.renameat(parent.fd(), name, brick.root.glusterfsFd(), grave);
            brick.dropHandle(entry);
            LibcNames.unlinkat(brick.root.glusterfsFd(), grave);
        }
    }

    PrePostReply rmdir(Rmdir r, Caller caller) throws SysException {
        byte[] name = FileName.checked(r.pargfid(), r.bname());
        try (Brick.Parent parent = brick.parent(r.pargfid())) {
            Node.Named node = brick.child(parent, name);
            InodeStat stat = node.stat();
            if (!stat.isDirectory()) {
                throw SysException.of(Errno.ENOTDIR);
            }
            brick.access.requireRemove(caller, parent.node(), stat);
            Gfid gfid = Labels.gfid(node);
            if (r.flags() == 0) {
                LibcNames.rmdirat(parent.fd(), name);
            } else {
                LibcNames.renameat(parent.fd(), name, brick.root.glusterfsFd(), brick.landfill.graveOf(gfid));
                brick.handles.forgetDirectories();
            }
            if (!gfid.isNone()) {
                brick.handles.removeDirectory(gfid,
                        new Place(parent.gfid(), WireText.decode(name, 0, name.length)));
            }
            Iatt after = brick.after(caller, parent);
            return new PrePostReply(0, 0, Dict.NULL, parent.before(), after);
        }
    }
}
