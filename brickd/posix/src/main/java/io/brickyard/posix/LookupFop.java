package io.brickyard.posix;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import org.jspecify.annotations.Nullable;

/**
 * LOOKUP. A named one answers with the gfid that is on disk, labels an unlabelled inode with gfid-req, and puts a missing
 * or misleading handle right. A nameless one, by which heal reads everything, knows ENOENT where every other FOP says
 * ESTALE.
 */
final class LookupFop {
    private final Brick brick;

    LookupFop(Brick brick) {
        this.brick = brick;
    }

    LookupReply run(Lookup request, Caller caller) throws SysException {
        return request.bname().isEmpty() ? byGfid(request) : byName(request, caller);
    }

    private LookupReply byGfid(Lookup request) throws SysException {
        boolean evenUnlinked = request.xdata().getLong("unlinked-lookup", 0) != 0;
        try (Node node = evenUnlinked ? brick.handles.findEvenUnlinked(request.gfid())
                : brick.handles.find(request.gfid())) {
            InodeStat stat = node.stat();
            if (!stat.isDirectory() && stat.nlink() < 2 && !evenUnlinked) {
                brick.handles.remove(request.gfid());
                throw SysException.of(Errno.ENOENT);
            }
            Dict xdata = brick.xdata.answer(request.xdata(), new XdataAnswer.Subject(request.gfid(), node, stat));
            return new LookupReply(0, 0, xdata, brick.times.iatt(request.gfid(), node, stat), Iatt.NONE);
        } catch (SysException e) {
            throw e.is(Errno.ESTALE) ? SysException.of(Errno.ENOENT) : e;
        }
    }

    private LookupReply byName(Lookup request, Caller caller) throws SysException {
        byte[] name = FileName.checked(request.pargfid(), request.bname());
        try (Brick.Parent parent = brick.parent(request.pargfid())) {
            brick.access.require(caller, parent.node(), parent.stat(), AccessControl.EXECUTE);
            Node.Named node = brick.child(parent, name);
            InodeStat stat = Brick.statOrNull(node);
            if (stat == null) {
                Dict xdata = brick.xdata.answerAbsent(request.xdata());
                return new LookupReply(-1, Errno.ENOENT.code(), xdata, Iatt.NONE, Iatt.NONE);
            }
            Gfid gfid = Labels.gfid(node);
            if (gfid.isNone()) {
                gfid = labelLate(request, parent, node, stat);
            }
            putHandleRight(gfid, parent, request.bname(), name, stat);
            if (gfid.isNone() && !request.xdata().contains("gfidless-lookup")) {
                throw SysException.of(Errno.ENODATA);
            }
            Dict xdata = brick.xdata.answer(request.xdata(),
                    new XdataAnswer.Subject(gfid, node, stat, parent.gfid(), request.bname()));
            return new LookupReply(0, 0, xdata, brick.times.iatt(gfid, node, node.stat()), parent.before());
        }
    }

    /** An inode made behind the brick's back, or half-made by a stock brick that died: it gets the gfid asked for. */
    private Gfid labelLate(Lookup request, Brick.Parent parent, Node node, InodeStat stat) throws SysException {
        Gfid gfid = request.xdata().getGfid(Keys.GFID_REQUEST);
        if (gfid.isNone()) {
            return Gfid.NONE;
        }
        if (!node.setIfAbsent(Keys.GFID, gfid.toBytes())) {
            return Labels.gfid(node);
        }
        if (!stat.isDirectory()) {
            Labels.addPath(node, parent.gfid(), request.bname(), stat.nlink());
        }
        return gfid;
    }

    private void putHandleRight(Gfid gfid, Brick.Parent parent, String name, byte[] nameBytes, InodeStat stat)
            throws SysException {
        if (gfid.isNone()) {
            return;
        }
        if (!stat.isDirectory()) {
            if (stat.nlink() == 1) {
                brick.handles.putInode(gfid, parent.fd(), nameBytes);
            }
            return;
        }
        Place here = new Place(parent.gfid(), name);
        @Nullable
        Place said = brick.handles.place(gfid);
        if (said == null || (!said.equals(here) && isGone(said))) {
            brick.handles.putDirectory(gfid, here);
        }
    }

    /** Whether a crash between a rename and the renewal of the handle left it pointing at nothing. */
    private boolean isGone(Place place) throws SysException {
        try (Brick.Parent parent = brick.parent(place.parent())) {
            return Brick.statOrNull(brick.child(parent, FileName.checked(place.parent(), place.name()))) == null;
        } catch (SysException e) {
            if (e.is(Errno.ESTALE)) {
                return true;
            }
            throw e;
        }
    }
}
