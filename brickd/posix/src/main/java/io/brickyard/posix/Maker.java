package io.brickyard.posix;

import java.nio.charset.StandardCharsets;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import org.jspecify.annotations.Nullable;

/**
 * Makes new inodes.
 *
 * <p>Promises: an inode gets its name last. It is built without a name, or under a private one in the landfill, owned and
 * labelled there, then gets its handle, then its name in one step that never replaces anything. Whoever sees the name
 * sees the gfid, so no LOOKUP can label it first, and a crash leaves rubbish in the landfill or a handle without a name,
 * both of which are cleaned up, never a name without gfid. Group and ACL are inherited as if it had been made in place.
 */
final class Maker {
    private static final byte[] HERE = LibcNames.here();
    private static final byte[] OBJECT = "/object".getBytes(StandardCharsets.US_ASCII);

    private final Brick brick;

    Maker(Brick brick) {
        this.brick = brick;
    }

    /** Everything about an inode to be. */
    record Birth(Caller caller, Gfid gfid, Brick.Parent parent, String name, byte[] nameBytes, int mode, Dict xdata) {
        int group() {
            return (parent.stat().mode() & InodeStat.S_ISGID) != 0 ? parent.stat().gid() : caller.gid();
        }
    }

    /** The call that makes the bare object under a private name. */
    @FunctionalInterface
    interface Bare {
        void make(int dirFd, byte[] name) throws SysException;
    }

    /** Makes a regular file; returns a descriptor open for reading and writing. */
    int makeRegular(Birth birth) throws SysException {
        int fd;
        try {
            fd = LibcNames.openat(birth.parent.fd(), HERE, Libc.O_TMPFILE | Libc.O_RDWR, birth.mode & 07777);
        } catch (SysException e) {
            if (!e.is(Errno.EOPNOTSUPP) && !e.is(Errno.EISDIR) && !e.is(Errno.EINVAL)) {
                throw e;
            }
            return makeRegularUnderName(birth);
        }
        boolean done = false;
        try {
            label(new Node.Opened(brick.root.space(), fd), birth, false);
            requireFreeName(birth);
            brick.handles.putInode(birth.gfid, fd);
            nameIt(birth);
            done = true;
            return fd;
        } finally {
            if (!done) {
                Libc.close(fd);
            }
        }
    }

    private int makeRegularUnderName(Birth birth) throws SysException {
        make(birth, true, (dirFd, name) -> Libc.close(
                LibcNames.openat(dirFd, name, Libc.O_CREAT | Libc.O_EXCL | Libc.O_RDWR, birth.mode & 07777)));
        return LibcNames.openat(birth.parent.fd(), birth.nameBytes, Libc.O_RDWR, 0);
    }

    /** Makes anything but a directory. */
    void make(Birth birth, boolean inheritsAcl, Bare bare) throws SysException {
        try (Stage stage = stage(birth, inheritsAcl)) {
            bare.make(stage.dirFd, stage.path);
            label(new Node.Named(brick.root.space(), stage.dirFd, stage.path), birth, false);
            requireFreeName(birth);
            brick.handles.putInode(birth.gfid, stage.dirFd, stage.path);
            nameIt(birth);
        }
    }

    /** Makes a directory. */
    void makeDirectory(Birth birth) throws SysException {
        int setGid = birth.parent.stat().mode() & InodeStat.S_ISGID;
        Place place = new Place(birth.parent.gfid(), birth.name);
        try (Stage stage = stage(birth, true)) {
            LibcNames.mkdirat(stage.dirFd, stage.path, (birth.mode & 07777) | setGid);
            Node node = new Node.Named(brick.root.space(), stage.dirFd, stage.path);
            label(node, birth, true);
            if (setGid != 0) {
                // mkdir(2) does not take the bit from its caller.
                node.chmod((node.stat().mode() & 07777) | setGid);
            }
            requireFreeName(birth);
            brick.handles.putDirectory(birth.gfid, place);
            try {
                LibcNames.renameNoReplace(stage.dirFd, stage.path, birth.parent.fd(), birth.nameBytes);
            } catch (SysException e) {
                brick.handles.removeDirectory(birth.gfid, place);
                throw e;
            }
        }
    }

    private void nameIt(Birth birth) throws SysException {
        try {
            LibcNames.linkat(brick.root.glusterfsFd(), Handles.path(birth.gfid), birth.parent.fd(), birth.nameBytes);
        } catch (SysException e) {
            brick.handles.remove(birth.gfid);
            throw e;
        }
    }

    private void requireFreeName(Birth birth) throws SysException {
        if (Brick.statOrNull(brick.child(birth.parent, birth.nameBytes)) != null) {
            throw SysException.of(Errno.EEXIST);
        }
    }

    private void label(Node node, Birth birth, boolean directory) throws SysException {
        if (brick.root.space() == KeySpace.TRUSTED) {
            node.chown(birth.caller.uid(), birth.group());
        }
        String preopKey = birth.xdata.getText(Keys.PREOP_PARENT_KEY);
        for (int i = 0; i < birth.xdata.size(); i++) {
            String key = birth.xdata.keyAt(i);
            if (isStored(key) && !key.equals(preopKey)) {
                boolean acl = key.equals(Keys.ACL_ACCESS) || key.equals(Keys.ACL_DEFAULT);
                node.set(key, birth.xdata.valueAt(i).asBytes(), acl ? 0 : LibcXattr.XATTR_CREATE);
            }
        }
        if (!directory) {
            Labels.addPath(node, birth.parent.gfid(), birth.name, 1);
        }
        node.set(Keys.GFID, birth.gfid.toBytes(), LibcXattr.XATTR_CREATE);
        brick.times.stampNew(birth.caller, node);
    }

    private static boolean isStored(String key) {
        return Keys.isXattr(key) && !Keys.isBooks(key) && !key.startsWith(Keys.GFID2PATH) && !key.equals(Keys.MDATA);
    }

    /** A private place for one object; whatever is still there at the end is removed, or left to the janitor. */
    private record Stage(int dirFd, byte[] path, byte @Nullable [] privateDir) implements AutoCloseable {
        @Override
        public void close() {
            removeIfThere(path);
            if (privateDir != null) {
                removeIfThere(privateDir);
            }
        }

        private void removeIfThere(byte[] name) {
            try {
                LibcNames.unlinkat(dirFd, name);
            } catch (SysException e) {
                if (e.is(Errno.EISDIR)) {
                    removeDirectory(name);
                }
            }
        }

        private void removeDirectory(byte[] name) {
            try {
                LibcNames.rmdirat(dirFd, name);
            } catch (SysException left) {
                // Rubbish in the landfill is what the janitor is for.
            }
        }
    }

    private Stage stage(Birth birth, boolean inheritsAcl) throws SysException {
        int dirFd = brick.root.glusterfsFd();
        byte[] path = brick.landfill.newPath();
        byte @Nullable [] acl = inheritsAcl ? defaultAcl(birth.parent) : null;
        if (acl == null) {
            return new Stage(dirFd, path, null);
        }
        LibcNames.mkdirat(dirFd, path, 0700);
        LibcXattrAt.set(dirFd, path, KeySpace.TRUSTED.onDisk(Keys.ACL_DEFAULT), acl, 0);
        byte[] object = java.util.Arrays.copyOf(path, path.length + OBJECT.length);
        System.arraycopy(OBJECT, 0, object, path.length, OBJECT.length);
        return new Stage(dirFd, object, path);
    }

    private byte @Nullable [] defaultAcl(Brick.Parent parent) throws SysException {
        try {
            return LibcXattrAt.get(parent.fd(), HERE, KeySpace.TRUSTED.onDisk(Keys.ACL_DEFAULT));
        } catch (SysException e) {
            if (e.is(Errno.EOPNOTSUPP)) {
                return null;
            }
            throw e;
        }
    }
}
