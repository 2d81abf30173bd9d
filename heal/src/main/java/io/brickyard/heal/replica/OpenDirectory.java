package io.brickyard.heal.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.brickyard.heal.NotHealedException;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Dirent;
import io.brickyard.wire.fop.FdReply;
import io.brickyard.wire.fop.Opendir;
import io.brickyard.wire.fop.Readdir;
import io.brickyard.wire.fop.ReaddirReply;
import io.brickyard.wire.fop.Releasedir;
import io.brickyard.wire.fop.StatusReply;
import io.brickyard.wire.type.Gfid;

/** A directory of one brick that is being listed, real or one of the index's virtual ones. */
public final class OpenDirectory implements AutoCloseable {
    /** What stock's healers ask for at once. */
    private static final int BATCH_BYTES = 131_072;

    private final Replica replica;
    private final int brick;
    private final Gfid gfid;
    private final long fd;
    private long offset;

    private OpenDirectory(Replica replica, int brick, Gfid gfid, long fd) {
        this.replica = replica;
        this.brick = brick;
        this.gfid = gfid;
        this.fd = fd;
    }

    /** Opens it. */
    public static OpenDirectory open(Replica replica, int brick, Gfid gfid) throws NotHealedException {
        FdReply reply = replica.askOne(brick, new Opendir(gfid, Dict.NULL), FdReply.class).needAll("OPENDIR")
                .of(brick);
        return new OpenDirectory(replica, brick, gfid, reply.fd());
    }

    /** Hands all its names but the two that every directory has to someone, in the brick's order. */
    public static void forEach(Replica replica, int brick, Gfid gfid, Consumer<List<String>> names)
            throws NotHealedException {
        try (OpenDirectory directory = open(replica, brick, gfid)) {
            for (List<String> some = directory.next(); !some.isEmpty(); some = directory.next()) {
                List<String> batch = some.stream().filter(it -> !it.equals(".") && !it.equals("..")).toList();
                names.accept(batch);
            }
        }
    }

    /** The next names; empty at the end. */
    public List<String> next() throws NotHealedException {
        ReaddirReply reply = replica.askOne(brick, new Readdir(gfid, fd, offset, BATCH_BYTES, Dict.NULL),
                ReaddirReply.class).needAll("READDIR").of(brick);
        List<String> names = new ArrayList<>();
        for (Dirent entry : reply.entries()) {
            names.add(entry.name());
            offset = entry.offset();
        }
        return names;
    }

    @Override
    public void close() {
        replica.askOne(brick, new Releasedir(gfid, fd, Dict.NULL), StatusReply.class);
    }
}
