package io.brickyard.posix;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictValue;
import io.brickyard.wire.fop.Fremovexattr;
import io.brickyard.wire.fop.Fsetxattr;
import io.brickyard.wire.fop.Removexattr;
import io.brickyard.wire.fop.Setxattr;
import io.brickyard.wire.fop.StatusReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/**
 * SETXATTR, FSETXATTR, REMOVEXATTR, FREMOVEXATTR. The brick's own labels cannot be changed through them; the time xattr
 * only by its own rule; REMOVEXATTR without a name removes whatever keys its xdata lists, as a metadata heal wants it.
 */
final class SetxattrFops {
    private final Brick brick;

    SetxattrFops(Brick brick) {
        this.brick = brick;
    }

    StatusReply setxattr(Setxattr r, Caller caller) throws SysException {
        brick.reserve.requireSpace(caller, r.xdata());
        try (Node node = brick.handles.find(r.gfid())) {
            for (int i = 0; i < r.xattrs().size(); i++) {
                requireRights(caller, node, r.xattrs().keyAt(i));
            }
            return change(caller, r.gfid(), node, () -> setAll(r.gfid(), node, r.xattrs(), r.flags(), true));
        }
    }

    StatusReply fsetxattr(Fsetxattr r, Caller caller) throws SysException {
        brick.reserve.requireSpace(caller, r.xdata());
        try (OpenFile file = brick.file(r, caller)) {
            Node node = brick.node(file);
            return change(caller, file.gfid(), node,
                    () -> setAll(file.gfid(), node, r.xattrs(), r.flags(), false));
        }
    }

    StatusReply removexattr(Removexattr r, Caller caller) throws SysException {
        try (Node node = brick.handles.find(r.gfid())) {
            if (!r.name().isEmpty()) {
                requireRights(caller, node, r.name());
            }
            return change(caller, r.gfid(), node, () -> remove(r.gfid(), node, r.name(), r.xdata()));
        }
    }

    StatusReply fremovexattr(Fremovexattr r, Caller caller) throws SysException {
        try (OpenFile file = brick.file(r, caller)) {
            Node node = brick.node(file);
            return change(caller, file.gfid(), node, () -> remove(file.gfid(), node, r.name(), r.xdata()));
        }
    }

    /** ACLs by ownership, all other keys by write permission, as access-control has it; mounts keep trusted keys to root. */
    private void requireRights(Caller caller, Node node, String key) throws SysException {
        if (caller.isExempt()) {
            return;
        }
        InodeStat stat = node.stat();
        if (key.startsWith("system.")) {
            brick.access.requireOwner(caller, stat);
        } else {
            brick.access.require(caller, node, stat, AccessControl.WRITE);
        }
    }

    private interface Change {
        void run() throws SysException;
    }

    private StatusReply change(Caller caller, Gfid gfid, Node node, Change change) throws SysException {
        Iatt before = brick.times.iatt(gfid, node);
        change.run();
        brick.times.stampInode(caller, gfid, node);
        Iatt after = brick.times.iatt(gfid, node);
        // Stock sends them unasked: md-cache on the client takes its attributes from here.
        Dict xdata = Dict.builder().putIatt(Keys.IATT_IN_XATTR, after).putIatt(Keys.PRESTAT, before)
                .putIatt(Keys.POSTSTAT, after).build();
        return new StatusReply(0, 0, xdata);
    }

    private void setAll(Gfid gfid, Node node, Dict xattrs, int flags, boolean byPath) throws SysException {
        for (int i = 0; i < xattrs.size(); i++) {
            set(gfid, node, xattrs.keyAt(i), xattrs.valueAt(i), flags, byPath);
        }
    }

    private void set(Gfid gfid, Node node, String key, DictValue value, int flags, boolean byPath) throws SysException {
        if (Keys.isBooks(key) || (byPath && key.equals(Keys.IO_STATS_DUMP))) {
            return;
        }
        if (key.startsWith(Keys.GFID2PATH)) {
            throw SysException.of(Errno.EOPNOTSUPP);
        }
        if (key.equals(Keys.PATHINFO) || key.equals("trusted.glusterfs.pathinfo")) {
            throw SysException.of(Errno.EACCES);
        }
        if (key.equals(Keys.SET_CTIME_MDATA)) {
            if (value instanceof DictValue.Times times) {
                brick.times.setFirst(gfid, node, times.value());
            }
            return;
        }
        if (key.equals(Keys.MDATA)) {
            MdataXattr mdata = MdataXattr.decode(value.asBytes());
            if (mdata == null) {
                throw SysException.of(Errno.EINVAL);
            }
            brick.times.merge(gfid, node, mdata);
            return;
        }
        if (!Keys.isXattr(key)) {
            throw SysException.of(Errno.EOPNOTSUPP);
        }
        node.set(key, value.asBytes(), flags & (LibcXattr.XATTR_CREATE | LibcXattr.XATTR_REPLACE));
    }

    private void remove(Gfid gfid, Node node, String name, Dict listed) throws SysException {
        if (!name.isEmpty()) {
            removeOne(gfid, node, name, false);
            return;
        }
        for (int i = 0; i < listed.size(); i++) {
            if (Keys.isXattr(listed.keyAt(i))) {
                removeOne(gfid, node, listed.keyAt(i), true);
            }
        }
    }

    private void removeOne(Gfid gfid, Node node, String key, boolean lenient) throws SysException {
        if (Keys.isBooks(key) || key.startsWith(Keys.GFID2PATH)) {
            if (lenient) {
                return;
            }
            boolean isNoLabel = key.startsWith(Keys.GFID2PATH) && node.get(key) == null;
            throw SysException.of(isNoLabel ? Errno.ENODATA : Errno.EPERM);
        }
        if (!Keys.isXattr(key)) {
            throw SysException.of(Errno.EOPNOTSUPP);
        }
        if (lenient) {
            node.removeIfThere(key);
        } else {
            node.remove(key);
        }
        if (key.equals(Keys.MDATA)) {
            brick.times.forget(gfid);
        }
    }
}
