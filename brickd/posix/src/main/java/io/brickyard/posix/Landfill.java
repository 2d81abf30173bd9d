package io.brickyard.posix;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.WireText;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * {@code .glusterfs/landfill}: rubbish to delete at leisure, and the place where objects are built before they get their
 * names. What a crash leaves half-built is rubbish by definition, for the next brickd as for a stock brick.
 */
final class Landfill {
    private static final byte[] HERE = LibcNames.here();

    /** Beginning of the names of intents, which {@link DirectoryMoves} alone reads and removes. */
    private static final String MOVED = "moved-";

    private final BrickRoot root;
    private final String prefix = "new-" + UUID.randomUUID() + "-";
    private final AtomicLong counter = new AtomicLong();

    Landfill(BrickRoot root) {
        this.root = root;
    }

    /** A path below {@code .glusterfs} that nothing has, for an object under construction. */
    byte[] newPath() {
        return ("landfill/" + prefix + counter.incrementAndGet()).getBytes(US_ASCII);
    }

    /** A path below {@code .glusterfs} for a directory tree that is to be deleted. */
    byte[] graveOf(Gfid gfid) {
        return ("landfill/" + gfid + "-" + prefix.substring(4) + counter.incrementAndGet()).getBytes(US_ASCII);
    }

    /** A path below {@code .glusterfs} for the intent to move a directory. */
    byte[] intentOf(Gfid gfid) {
        return ("landfill/" + MOVED + gfid + "-" + counter.incrementAndGet()).getBytes(US_ASCII);
    }

    /** The gfid that the name of an intent tells; null for all other rubbish. */
    static @Nullable Gfid intentFor(String name) {
        int end = MOVED.length() + 36;
        if (!name.startsWith(MOVED) || name.length() < end) {
            return null;
        }
        try {
            return Gfid.parse(name.substring(MOVED.length(), end));
        } catch (IllegalArgumentException notAGfid) {
            return null;
        }
    }

    /** Deletes everything but objects under construction, with the handles of what has no other name; the janitor's round. */
    void empty(Handles handles) throws SysException {
        int fd = LibcNames.openat(root.glusterfsFd(), BrickRoot.LANDFILL, Libc.O_PATH | Libc.O_DIRECTORY, 0);
        try {
            for (LibcDir.Entry entry : LibcDir.list(fd, HERE)) {
                String name = WireText.decode(entry.name(), 0, entry.name().length);
                if (!name.startsWith(prefix) && intentFor(name) == null) {
                    delete(fd, entry.name(), Gfid.NONE, handles);
                }
            }
        } finally {
            Libc.close(fd);
        }
    }

    private void delete(int dirFd, byte[] name, Gfid parent, Handles handles) throws SysException {
        Node node = new Node.Named(root.space(), dirFd, name);
        InodeStat stat;
        try {
            stat = node.stat();
        } catch (SysException e) {
            if (e.is(Errno.ENOENT)) {
                return;
            }
            throw e;
        }
        Gfid gfid = Labels.gfid(node);
        if (stat.isDirectory()) {
            int fd = LibcNames.openat(dirFd, name, Libc.O_PATH | Libc.O_DIRECTORY, 0);
            try {
                for (LibcDir.Entry entry : LibcDir.list(fd, HERE)) {
                    delete(fd, entry.name(), gfid, handles);
                }
            } finally {
                Libc.close(fd);
            }
            LibcNames.rmdirat(dirFd, name);
            if (!gfid.isNone()) {
                handles.removeDirectory(gfid, new Place(parent, WireText.decode(name, 0, name.length)));
            }
            return;
        }
        if (!gfid.isNone() && stat.nlink() <= 2) {
            handles.remove(gfid);
        } else {
            Labels.removePath(node, parent, WireText.decode(name, 0, name.length));
        }
        LibcNames.unlinkat(dirFd, name);
    }
}
