package io.brickyard.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.WireText;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The brick directory, checked and held open. Opening writes nothing to a directory that is not this volume's brick in
 * this key space; on the right one it completes what glusterfsd would have made: root gfid, {@code .glusterfs} with its
 * 256 directories, landfill, unlink (emptied), indices, health_check; and it ends what a crash interrupted
 * ({@link DirectoryMoves}).
 */
public final class BrickRoot implements AutoCloseable {
    static final byte[] DOT_GLUSTERFS = ".glusterfs".getBytes(US_ASCII);
    static final byte[] LANDFILL = "landfill".getBytes(US_ASCII);
    static final byte[] UNLINK = "unlink".getBytes(US_ASCII);
    private static final byte[] INDICES = "indices".getBytes(US_ASCII);
    private static final byte[] HEALTH_CHECK = "health_check".getBytes(US_ASCII);
    private static final byte[] HERE = LibcNames.here();
    private static final String ROOT_HANDLE = "00/00/00000000-0000-0000-0000-000000000001";
    private static final String PROBE = "trusted.brickyard.probe";

    private final KeySpace space;
    private final String directory;
    private final int rootFd;
    private final int glusterfsFd;

    private BrickRoot(KeySpace space, String directory, int rootFd, int glusterfsFd) {
        this.space = space;
        this.directory = directory;
        this.rootFd = rootFd;
        this.glusterfsFd = glusterfsFd;
    }

    /** Makes an empty directory a brick of a volume; refuses one that holds anything but lost+found. */
    public static void init(BrickOptions options) throws BrickException {
        init(options, Map.of());
    }

    /**
     * The same with more xattrs for the root.
     *
     * @param xattrs under the names that clients know
     */
    public static void init(BrickOptions options, Map<String, byte[]> xattrs) throws BrickException {
        String directory = options.directory().toString();
        int fd = openDirectory(directory);
        try {
            for (LibcDir.Entry entry : LibcDir.list(fd, HERE)) {
                if (!"lost+found".equals(WireText.decode(entry.name(), 0, entry.name().length))) {
                    throw new BrickException(directory + ": not empty, it holds " + WireText.decode(entry.name(), 0,
                            entry.name().length) + "; --init wants an empty directory");
                }
            }
            Node root = new Node.Opened(options.keySpace(), fd);
            refuseOtherKeySpace(fd, directory, options.keySpace());
            probe(root, directory, options.keySpace());
            byte[] present = root.get(Keys.VOLUME_ID);
            if (present != null && !Gfid.of(present).equals(options.volumeId())) {
                throw wrongVolume(directory, present, options.volumeId());
            }
            for (Map.Entry<String, byte[]> xattr : xattrs.entrySet()) {
                root.set(xattr.getKey(), xattr.getValue(), 0);
            }
            root.set(Keys.VOLUME_ID, options.volumeId().toBytes(), 0);
            Libc.fsync(fd);
        } catch (SysException e) {
            throw new BrickException(directory + ": cannot be made a brick", e);
        } finally {
            Libc.close(fd);
        }
        open(options).close();
    }

    /** Checks and opens a brick; the process's umask becomes 0, since modes come from clients. */
    public static BrickRoot open(BrickOptions options) throws BrickException {
        String directory = options.directory().toString();
        int fd = openDirectory(directory);
        boolean done = false;
        try {
            Node root = new Node.Opened(options.keySpace(), fd);
            refuseOtherKeySpace(fd, directory, options.keySpace());
            checkVolumeId(root, directory, options.volumeId());
            lock(fd, directory);
            probe(root, directory, options.keySpace());
            labelRoot(root, directory);
            Libc.umask(0);
            int glusterfsFd = skeleton(fd, options.keySpace());
            BrickRoot brick = new BrickRoot(options.keySpace(), directory, fd, glusterfsFd);
            Landfill landfill = new Landfill(brick);
            new DirectoryMoves(brick, landfill, new Handles(brick, landfill, new InodeTable())).replay();
            done = true;
            return brick;
        } catch (SysException e) {
            throw new BrickException(directory + ": cannot be used as a brick", e);
        } finally {
            if (!done) {
                Libc.close(fd);
            }
        }
    }

    private static int openDirectory(String directory) throws BrickException {
        try {
            return LibcNames.openFollowing(WireText.encode(directory), Libc.O_RDONLY | Libc.O_DIRECTORY, 0);
        } catch (SysException e) {
            throw new BrickException(directory + ": cannot open the brick directory", e);
        }
    }

    private static void lock(int fd, String directory) throws SysException, BrickException {
        try {
            Libc.lockExclusively(fd);
        } catch (SysException e) {
            if (e.is(Errno.EAGAIN)) {
                throw new BrickException(directory + ": another brickd serves this brick");
            }
            throw e;
        }
    }

    /**
     * Refuses a brick whose labels are in the other key space, as {@link #open} and {@link #init} do; what is no brick at
     * all passes. Changes nothing.
     */
    public static void requireKeySpace(Path path, KeySpace space) throws BrickException {
        String directory = path.toString();
        int fd = openDirectory(directory);
        try {
            refuseOtherKeySpace(fd, directory, space);
        } catch (SysException e) {
            throw new BrickException(directory + ": its extended attributes cannot be read; use a file system such as"
                    + " xfs or ext4", e);
        } finally {
            Libc.close(fd);
        }
    }

    /** A brick of the other key space is refused: half its labels would be invisible. */
    private static void refuseOtherKeySpace(int fd, String directory, KeySpace space)
            throws BrickException, SysException {
        boolean unprivileged = LibcXattr.fget(fd, KeySpace.UNPRIVILEGED.onDisk(Keys.VOLUME_ID)) != null;
        if (space == KeySpace.TRUSTED && unprivileged) {
            throw new BrickException(directory + ": made by an unprivileged brickd (it carries " + KeySpace.PREFIX
                    + "* xattrs); serve it with --unprivileged, or choose another directory");
        }
        if (space == KeySpace.UNPRIVILEGED && !unprivileged && exists(fd, DOT_GLUSTERFS)) {
            throw new BrickException(
                    directory + ": a brick of glusterfsd or of a brickd run by root (it has .glusterfs "
                            + "without " + KeySpace.PREFIX + "* xattrs); serve it as root without --unprivileged");
        }
    }

    private static boolean exists(int dirFd, byte[] name) throws SysException {
        try {
            LibcNames.lstatat(dirFd, name);
            return true;
        } catch (SysException e) {
            if (e.is(Errno.ENOENT)) {
                return false;
            }
            throw e;
        }
    }

    private static void checkVolumeId(Node root, String directory, Gfid volumeId) throws BrickException, SysException {
        byte @Nullable [] present = root.get(Keys.VOLUME_ID);
        if (present == null) {
            throw new BrickException(
                    directory + ": no volume-id, so this is no brick (or trusted.* xattrs cannot be read: "
                            + "run as root); make an empty directory one with --init");
        }
        if (present.length != Gfid.BYTES || !Gfid.of(present).equals(volumeId)) {
            throw wrongVolume(directory, present, volumeId);
        }
    }

    private static BrickException wrongVolume(String directory, byte[] present, Gfid volumeId) {
        String found = present.length == Gfid.BYTES ? Gfid.of(present).toString() : present.length + " bytes";
        return new BrickException(directory + ": belongs to volume " + found + ", not to " + volumeId);
    }

    private static void probe(Node root, String directory, KeySpace space) throws BrickException {
        try {
            root.set(PROBE, new byte[]{1}, 0);
            root.remove(PROBE);
        } catch (SysException e) {
            throw new BrickException(directory + ": " + whyNoLabels(e, space), e);
        }
    }

    private static String whyNoLabels(SysException e, KeySpace space) {
        if (e.is(Errno.EROFS)) {
            return "the file system is mounted read-only; a brick's labels are written even with --read-only";
        }
        return space == KeySpace.TRUSTED
                ? "trusted.* xattrs cannot be written: run as root, or with --unprivileged, on a file system such as xfs"
                        + " or ext4"
                : "user.* xattrs cannot be written: check owner and file system";
    }

    private static void labelRoot(Node root, String directory) throws BrickException, SysException {
        byte @Nullable [] gfid = root.get(Keys.GFID);
        if (gfid == null) {
            root.set(Keys.GFID, Gfid.ROOT.toBytes(), LibcXattr.XATTR_CREATE);
        } else if (gfid.length != Gfid.BYTES || !Gfid.of(gfid).equals(Gfid.ROOT)) {
            throw new BrickException(directory + ": its gfid is not that of a root; it is a directory inside a brick");
        }
    }

    private static int skeleton(int rootFd, KeySpace space) throws SysException {
        // 0600 is what stock makes; whoever is not root needs the search bit on his own directories.
        int closed = space == KeySpace.TRUSTED ? 0600 : 0700;
        mkdir(rootFd, DOT_GLUSTERFS, closed);
        int fd = LibcNames.openat(rootFd, DOT_GLUSTERFS, Libc.O_PATH | Libc.O_DIRECTORY, 0);
        for (int i = 0; i < 256; i++) {
            mkdir(fd, String.format("%02x", i).getBytes(US_ASCII), 0700);
        }
        mkdir(fd, "00/00".getBytes(US_ASCII), 0700);
        if (!exists(fd, ROOT_HANDLE.getBytes(US_ASCII))) {
            LibcNames.symlinkat("../../..".getBytes(US_ASCII), fd, ROOT_HANDLE.getBytes(US_ASCII));
        }
        mkdir(fd, LANDFILL, 0755);
        mkdir(fd, UNLINK, closed);
        mkdir(fd, INDICES, closed);
        int unlinkFd = LibcNames.openat(fd, UNLINK, Libc.O_PATH | Libc.O_DIRECTORY, 0);
        try {
            for (LibcDir.Entry entry : LibcDir.list(unlinkFd, HERE)) {
                LibcNames.unlinkat(unlinkFd, entry.name());
            }
        } finally {
            Libc.close(unlinkFd);
        }
        return fd;
    }

    private static void mkdir(int dirFd, byte[] name, int mode) throws SysException {
        try {
            LibcNames.mkdirat(dirFd, name, mode);
        } catch (SysException e) {
            if (!e.is(Errno.EEXIST)) {
                throw e;
            }
        }
    }

    /** Writes the time to {@code health_check} and reads it back: a brick on a dead disk must go away. */
    public void checkHealth(Instant now) throws SysException {
        byte[] stamp = now.toString().getBytes(US_ASCII);
        int fd = LibcNames.openat(glusterfsFd, HEALTH_CHECK, Libc.O_RDWR | Libc.O_CREAT | Libc.O_TRUNC, 0600);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(2L * stamp.length);
            MemorySegment.copy(stamp, 0, buffer, ValueLayout.JAVA_BYTE, 0, stamp.length);
            int written = Libc.pwrite(fd, buffer, 0, stamp.length, 0);
            int read = Libc.pread(fd, buffer, stamp.length, stamp.length, 0);
            if (written != stamp.length || read != stamp.length
                    || buffer.asSlice(0, read).mismatch(buffer.asSlice(stamp.length, read)) >= 0) {
                throw SysException.of(Errno.EIO);
            }
        } finally {
            Libc.close(fd);
        }
    }

    KeySpace space() {
        return space;
    }

    /** Path of the brick directory, for virtual xattrs. */
    String directory() {
        return directory;
    }

    /** Descriptor of the brick directory, held for life as glusterd expects. */
    int rootFd() {
        return rootFd;
    }

    /** O_PATH descriptor of {@code .glusterfs}. */
    public int glusterfsFd() {
        return glusterfsFd;
    }

    /** The root as a node. */
    Node.Named rootNode() {
        return new Node.Named(space, rootFd, HERE);
    }

    @Override
    public void close() {
        Libc.close(glusterfsFd);
        Libc.close(rootFd);
    }
}
