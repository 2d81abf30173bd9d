package io.brickyard.load.gluster;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/** Knows which brick has a file. Connects at its first use. */
interface Placement extends AutoCloseable {
    /** The xattr by which load knows the files that it laid out. */
    String MARK = "user.brickyard.load";
    /** The size of shards, on files that are cut into them. */
    String SHARD_SIZE = "trusted.glusterfs.shard.block-size";

    /** A file, and the brick to use it on. */
    record Found(BrickLink link, Gfid parent, String name, Iatt stat, boolean laidOut) {}

    /** Where a new file belongs. */
    record Vacant(BrickLink link, Gfid parent, String name) {}

    /** The file at a path; empty if there is none. */
    Optional<Found> find(String path) throws IOException;

    /** Where a file goes that does not exist. */
    Vacant placeFor(String path) throws IOException;

    /** Refuses writing if it would make bricks differ. */
    void checkWritable() throws IOException;

    /** All connections. */
    List<BrickLink> links();

    @Override
    void close();

    /** What LOOKUP shall tell about any file. */
    static DictBuilder wishes() {
        return Dict.builder().putUint(MARK, 0).putUint(SHARD_SIZE, 0);
    }

    /** Refuses what load cannot read as one file. */
    static Found usable(BrickLink link, Gfid parent, String name, LookupReply reply) throws IOException {
        Iatt stat = reply.stat();
        if (stat.isDirectory()) {
            throw new IOException("is a directory; name a file, or use --directory");
        }
        if (!stat.isRegularFile()) {
            throw new IOException("is no regular file");
        }
        if (reply.xdata().contains(SHARD_SIZE)) {
            throw new IOException("is cut into shards, which load does not put together; mount the volume and use "
                    + "--ioengine=file --directory=MOUNT");
        }
        return new Found(link, parent, name, stat, reply.xdata().contains(MARK));
    }
}
