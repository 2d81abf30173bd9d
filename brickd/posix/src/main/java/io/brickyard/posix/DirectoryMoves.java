package io.brickyard.posix;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.WireText;

/**
 * Directories on their way from one name to another. The name and the handle are two things on disk, so a crash between
 * the two would leave a handle that leads nowhere, and everything below unreachable by gfid until somebody looks the new
 * name up.
 *
 * <p>Promises: while a directory moves, an intent in the landfill says where to, in the text its handle is to have; when
 * the brick opens, every intent that was left is checked against the names, carried out on the handle where the move had
 * happened, and removed. A stock brick takes an intent for rubbish and deletes it.
 */
final class DirectoryMoves {
    private static final byte[] HERE = LibcNames.here();

    private final BrickRoot root;
    private final Landfill landfill;
    private final Handles handles;

    DirectoryMoves(BrickRoot root, Landfill landfill, Handles handles) {
        this.root = root;
        this.landfill = landfill;
        this.handles = handles;
    }

    private record Intent(Gfid gfid, byte[] path) {}

    /** Notes that a directory is about to get another name; the note's path is for {@link #end}. */
    byte[] begin(Gfid gfid, Place to) throws SysException {
        byte[] path = landfill.intentOf(gfid);
        LibcNames.symlinkat(to.text(), root.glusterfsFd(), path);
        return path;
    }

    /** The move happened with its handle, or did not happen. */
    void end(byte[] intent) throws SysException {
        LibcNames.unlinkat(root.glusterfsFd(), intent);
    }

    /** Carries out on the handles what a crash interrupted; before anybody uses the brick. */
    void replay() throws SysException {
        List<Intent> intents = left();
        // A handle may lead through another that is still wrong: as many rounds as there are intents put all right.
        for (int round = intents.size(); round > 0; round--) {
            for (Intent intent : intents) {
                replay(intent);
            }
        }
        for (Intent intent : intents) {
            end(intent.path);
        }
    }

    private List<Intent> left() throws SysException {
        List<Intent> intents = new ArrayList<>();
        int fd = LibcNames.openat(root.glusterfsFd(), BrickRoot.LANDFILL, Libc.O_PATH | Libc.O_DIRECTORY, 0);
        try {
            for (LibcDir.Entry entry : LibcDir.list(fd, HERE)) {
                Gfid gfid = Landfill.intentFor(WireText.decode(entry.name(), 0, entry.name().length));
                if (gfid != null) {
                    intents.add(new Intent(gfid, LibcPaths.join(BrickRoot.LANDFILL, entry.name())));
                }
            }
        } finally {
            Libc.close(fd);
        }
        return intents;
    }

    private void replay(Intent intent) throws SysException {
        Place to = Place.parse(LibcNames.readlinkat(root.glusterfsFd(), intent.path));
        if (to == null) {
            return;
        }
        int parent;
        try {
            parent = handles.openDirectory(to.parent());
        } catch (SysException e) {
            if (e.is(Errno.ESTALE) || e.is(Errno.ENOTDIR)) {
                return;
            }
            throw e;
        }
        try {
            Node moved = new Node.Named(root.space(), parent, WireText.encode(to.name()));
            if (Brick.statOrNull(moved) != null && Labels.gfid(moved).equals(intent.gfid)) {
                handles.putDirectory(intent.gfid, to);
            }
        } finally {
            Libc.close(parent);
        }
    }
}
