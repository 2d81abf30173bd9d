package io.brickyard.load.gluster;

import java.io.IOException;
import java.nio.ByteBuffer;

import io.brickyard.load.engine.EngineFile;
import io.brickyard.load.engine.EngineLostException;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Fsync;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Release;
import io.brickyard.wire.fop.StatusReply;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.WireFd;

/**
 * A file on a brick.
 *
 * @param fd what the brick gave out, or the anonymous one
 */
record RemoteFile(BrickLink link, Gfid gfid, long fd, int flags, boolean writable) implements EngineFile {
    private static final int WRITE_BYTES = 256 << 10;

    @Override
    public void writeFully(ByteBuffer data, long offset) throws IOException {
        long at = offset;
        while (data.hasRemaining()) {
            ByteBuffer piece = data.slice(data.position(), Math.min(WRITE_BYTES, data.remaining()));
            var reply = link.call(new Write(gfid, fd, at, piece.remaining(), flags, Dict.EMPTY, piece.duplicate()),
                    PrePostReply.class);
            check(reply);
            if (reply.opRet() == 0) {
                throw new IOException("the brick wrote nothing of " + piece.remaining() + " bytes");
            }
            data.position(data.position() + reply.opRet());
            at += reply.opRet();
        }
    }

    @Override
    public void settle(boolean dropCache) throws IOException {
        if (writable) {
            check(link.call(new Fsync(gfid, fd, 0, Dict.EMPTY), PrePostReply.class));
        }
    }

    private void check(FopReply reply) throws IOException {
        if (reply.failed()) {
            throw link.failure(reply.opErrno());
        }
    }

    @Override
    public void close() throws IOException {
        if (fd != WireFd.ANONYMOUS && link.isUp()) {
            try {
                link.call(new Release(gfid, fd, Dict.EMPTY), StatusReply.class);
            } catch (EngineLostException e) {
                // With the connection the brick closes the file.
                return;
            }
        }
    }
}
