package io.brickyard.posix;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.WireText;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Checks a brick directory against the on-disk format: every inode has its gfid, handle and labels, every handle and
 * label has its inode. Reads only. Of a brick that is being written to it may report what is just changing.
 */
public final class BrickCheck {
    private static final byte[] HERE = LibcNames.here();

    private final KeySpace space;
    private final List<String> problems = new ArrayList<>();
    private final List<String> leftovers = new ArrayList<>();
    private final Map<Gfid, Inode> inodes = new HashMap<>();

    /** What the tree below the brick root shows of one gfid. */
    private record Inode(long ino, int nlink, boolean directory, List<Place> names,
            List<Place> labels) {}

    private BrickCheck(KeySpace space) {
        this.space = space;
    }

    /**
     * What was found, one line each.
     *
     * @param problems what breaks access or heals
     * @param leftovers what does no harm and what stock bricks leave too: labels of names that were renamed over, handles
     *            without a name after a crash
     */
    public record Findings(List<String> problems, List<String> leftovers) {}

    /** Checks a brick; both lists are empty for one that brickd alone has written and closed in order. */
    public static Findings run(Path brick, KeySpace space) throws SysException {
        BrickCheck check = new BrickCheck(space);
        int root = LibcNames.openFollowing(WireText.encode(brick.toString()), Libc.O_PATH | Libc.O_DIRECTORY, 0);
        try {
            check.checkRoot(root);
            check.walk(root, "", Gfid.ROOT);
            int glusterfs = LibcNames.openat(root, BrickRoot.DOT_GLUSTERFS, Libc.O_PATH | Libc.O_DIRECTORY, 0);
            try {
                check.walkHandles(glusterfs);
                check.compare(glusterfs);
            } finally {
                Libc.close(glusterfs);
            }
        } finally {
            Libc.close(root);
        }
        Collections.sort(check.problems);
        Collections.sort(check.leftovers);
        return new Findings(check.problems, check.leftovers);
    }

    private void checkRoot(int root) throws SysException {
        Node node = new Node.Named(space, root, HERE);
        if (!Labels.gfid(node).equals(Gfid.ROOT)) {
            problems.add("/: gfid is not that of the root");
        }
        byte @Nullable [] volume = node.get(Keys.VOLUME_ID);
        if (volume == null || volume.length != Gfid.BYTES) {
            problems.add("/: no volume-id");
        }
        checkMdata("/", node);
    }

    private void walk(int dirFd, String path, Gfid parent) throws SysException {
        for (LibcDir.Entry entry : LibcDir.list(dirFd, HERE)) {
            String name = WireText.decode(entry.name(), 0, entry.name().length);
            if (path.isEmpty() && FileName.isBrickOwn(parent, name)) {
                continue;
            }
            String child = path + "/" + name;
            Node node = new Node.Named(space, dirFd, entry.name());
            InodeStat stat = node.stat();
            Gfid gfid = Labels.gfid(node);
            if (gfid.isNone()) {
                problems.add(child + ": no gfid");
                continue;
            }
            checkMdata(child, node);
            note(child, gfid, new Place(parent, name), node, stat);
            if (stat.isDirectory()) {
                int fd = LibcNames.openat(dirFd, entry.name(), Libc.O_PATH | Libc.O_DIRECTORY, 0);
                try {
                    walk(fd, child, gfid);
                } finally {
                    Libc.close(fd);
                }
            }
        }
    }

    private void checkMdata(String path, Node node) throws SysException {
        byte @Nullable [] mdata = node.get(Keys.MDATA);
        if (mdata != null && MdataXattr.decode(mdata) == null) {
            problems.add(path + ": damaged " + Keys.MDATA);
        }
    }

    private void note(String path, Gfid gfid, Place place, Node node, InodeStat stat) throws SysException {
        Inode known = inodes.get(gfid);
        if (known == null) {
            known = new Inode(stat.ino(), stat.nlink(), stat.isDirectory(), new ArrayList<>(), Labels.paths(node));
            inodes.put(gfid, known);
        } else if (known.ino != stat.ino()) {
            problems.add(path + ": another inode has its gfid " + gfid + " too");
            return;
        }
        known.names.add(place);
    }

    private void walkHandles(int glusterfs) throws SysException {
        for (int high = 0; high < 256; high++) {
            byte[] first = String.format("%02x", high).getBytes(US_ASCII);
            for (LibcDir.Entry second : listOrReport(glusterfs, first)) {
                byte[] bucket = LibcPaths.join(first, second.name());
                for (LibcDir.Entry handle : LibcDir.list(glusterfs, bucket)) {
                    checkHandle(glusterfs, LibcPaths.join(bucket, handle.name()), handle.name());
                }
            }
        }
    }

    private List<LibcDir.Entry> listOrReport(int glusterfs, byte[] name) throws SysException {
        try {
            return LibcDir.list(glusterfs, name);
        } catch (SysException e) {
            if (!e.is(Errno.ENOENT)) {
                throw e;
            }
            problems.add("/.glusterfs/" + new String(name, US_ASCII) + ": missing");
            return List.of();
        }
    }

    private void checkHandle(int glusterfs, byte[] path, byte[] name) throws SysException {
        String text = "/.glusterfs/" + WireText.decode(path, 0, path.length);
        Gfid gfid;
        try {
            gfid = Gfid.parse(WireText.decode(name, 0, name.length));
        } catch (IllegalArgumentException notAGfid) {
            problems.add(text + ": no gfid as its name");
            return;
        }
        Inode inode = inodes.get(gfid);
        if (inode == null && !gfid.equals(Gfid.ROOT)) {
            InodeStat stat = LibcNames.lstatat(glusterfs, path);
            leftovers.add(text + (stat.isSymlink() && stat.nlink() == 1
                    ? ": handle of a directory that is not there"
                    : ": handle of an inode without a name"));
        }
    }

    private void compare(int glusterfs) throws SysException {
        for (Map.Entry<Gfid, Inode> entry : inodes.entrySet()) {
            Gfid gfid = entry.getKey();
            Inode inode = entry.getValue();
            String path = inode.names.getFirst().name() + " (" + gfid + ")";
            InodeStat handle;
            try {
                handle = LibcNames.lstatat(glusterfs, Handles.path(gfid));
            } catch (SysException e) {
                problems.add(path + ": no handle");
                continue;
            }
            if (inode.directory) {
                compareDirectory(glusterfs, gfid, inode, path, handle);
            } else {
                compareFile(inode, path, handle);
            }
        }
    }

    private void compareDirectory(int glusterfs, Gfid gfid, Inode inode, String path, InodeStat handle)
            throws SysException {
        Place said = handle.isSymlink()
                ? Place.parse(LibcNames.readlinkat(glusterfs, Handles.path(gfid)))
                : null;
        if (said == null || !inode.names.contains(said)) {
            problems.add(path + ": its handle leads elsewhere");
        }
    }

    private void compareFile(Inode inode, String path, InodeStat handle) {
        if (handle.ino() != inode.ino) {
            problems.add(path + ": its handle is another inode");
        }
        if (inode.nlink != inode.names.size() + 1) {
            problems.add(path + ": " + inode.nlink + " links for " + inode.names.size() + " names and a handle");
        }
        Set<String> names = texts(inode.names);
        Set<String> labels = texts(inode.labels);
        for (String name : names) {
            if (!labels.contains(name)) {
                problems.add(path + ": no gfid2path label for " + name);
            }
        }
        for (String label : labels) {
            if (!names.contains(label)) {
                leftovers.add(path + ": gfid2path label without a name: " + label);
            }
        }
    }

    private static Set<String> texts(List<Place> places) {
        Set<String> texts = new TreeSet<>();
        for (Place place : places) {
            texts.add(place.parent() + "/" + place.name());
        }
        return texts;
    }
}
