package io.brickyard.posix;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.wire.type.Errno;
import org.jspecify.annotations.Nullable;

/**
 * One inode on disk and the way to it: a name below a directory descriptor, or a descriptor of its own. Operations never
 * follow a symlink that the inode may be. Closing gives back a directory descriptor that was lent for it.
 */
sealed interface Node extends AutoCloseable {
    InodeStat stat() throws SysException;

    /** The value of a key as clients spell it, or null. */
    byte @Nullable [] get(String key) throws SysException;

    void set(String key, byte[] value, int flags) throws SysException;

    void remove(String key) throws SysException;

    /** Keys of all attributes, as clients spell them. */
    List<String> list() throws SysException;

    void chown(int uid, int gid) throws SysException;

    /** Sets mode bits; the caller knows that the inode is no symlink. */
    void chmod(int mode) throws SysException;

    void utimes(LibcNames.Times times) throws SysException;

    /** Opens the inode itself. */
    int open(int flags) throws SysException;

    @Override
    default void close() {
    }

    /** Removes a key, content if it was not there. */
    default void removeIfThere(String key) throws SysException {
        try {
            remove(key);
        } catch (SysException e) {
            if (!e.is(Errno.ENODATA)) {
                throw e;
            }
        }
    }

    /** Sets a key unless it is there; whether it was set. */
    default boolean setIfAbsent(String key, byte[] value) throws SysException {
        try {
            set(key, value, LibcXattr.XATTR_CREATE);
            return true;
        } catch (SysException e) {
            if (e.is(Errno.EEXIST)) {
                return false;
            }
            throw e;
        }
    }

    private static List<String> keys(KeySpace space, List<byte[]> names) {
        List<String> keys = new ArrayList<>(names.size());
        for (byte[] name : names) {
            String key = space.fromDisk(name);
            if (key != null) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** A name below a directory descriptor; {@code .} for the directory itself. */
    record Named(KeySpace space, int dirFd, byte[] name, DirectoryFds.@Nullable Lent lent) implements Node {
        Named(KeySpace space, int dirFd, byte[] name) {
            this(space, dirFd, name, null);
        }

        @Override
        public InodeStat stat() throws SysException {
            return LibcNames.lstatat(dirFd, name);
        }

        @Override
        public byte @Nullable [] get(String key) throws SysException {
            return LibcXattrAt.get(dirFd, name, space.onDisk(key));
        }

        @Override
        public void set(String key, byte[] value, int flags) throws SysException {
            LibcXattrAt.set(dirFd, name, space.onDisk(key), value, flags);
        }

        @Override
        public void remove(String key) throws SysException {
            LibcXattrAt.remove(dirFd, name, space.onDisk(key));
        }

        @Override
        public List<String> list() throws SysException {
            return keys(space, LibcXattrAt.list(dirFd, name));
        }

        @Override
        public void chown(int uid, int gid) throws SysException {
            LibcNames.fchownat(dirFd, name, uid, gid);
        }

        @Override
        public void chmod(int mode) throws SysException {
            LibcNames.fchmodat(dirFd, name, mode);
        }

        @Override
        public void utimes(LibcNames.Times times) throws SysException {
            LibcNames.utimensat(dirFd, name, times);
        }

        @Override
        public int open(int flags) throws SysException {
            return LibcNames.openat(dirFd, name, flags, 0);
        }

        @Override
        public void close() {
            if (lent != null) {
                lent.close();
            }
        }
    }

    /** An open descriptor, lent: closing the node leaves it open. */
    record Opened(KeySpace space, int fd) implements Node {
        @Override
        public InodeStat stat() throws SysException {
            return Libc.fstat(fd);
        }

        @Override
        public byte @Nullable [] get(String key) throws SysException {
            return LibcXattr.fget(fd, space.onDisk(key));
        }

        @Override
        public void set(String key, byte[] value, int flags) throws SysException {
            LibcXattr.fset(fd, space.onDisk(key), value, flags);
        }

        @Override
        public void remove(String key) throws SysException {
            LibcXattr.fremove(fd, space.onDisk(key));
        }

        @Override
        public List<String> list() throws SysException {
            return keys(space, LibcXattr.flist(fd));
        }

        @Override
        public void chown(int uid, int gid) throws SysException {
            LibcNames.fchown(fd, uid, gid);
        }

        @Override
        public void chmod(int mode) throws SysException {
            LibcNames.fchmod(fd, mode);
        }

        @Override
        public void utimes(LibcNames.Times times) throws SysException {
            LibcNames.futimens(fd, times);
        }

        @Override
        public int open(int flags) throws SysException {
            return LibcNames.openFollowing(LibcNames.procPath(fd), flags, 0);
        }
    }
}
