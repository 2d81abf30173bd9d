package io.brickyard.load.gluster;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

import io.brickyard.load.engine.IoUnit;
import io.brickyard.load.pace.Clock;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Fsync;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.Write;
import io.brickyard.xlator.Unwind;

/** The FOP of one unit, again and again: winds it, takes the reply, tells the unit's completion on the same thread. */
final class UnitCall implements Unwind {
    private final IoUnit unit;
    private final Clock clock;

    UnitCall(IoUnit unit, Clock clock) {
        this.unit = unit;
        this.clock = clock;
    }

    void start() {
        RemoteFile file = (RemoteFile) Objects.requireNonNull(unit.file);
        unit.issueNanos = clock.nanos();
        file.link().wind(request(file), this);
    }

    private FopRequest request(RemoteFile file) {
        long offset = unit.request.offset;
        int length = unit.request.length;
        return switch (unit.op) {
            case READ -> new Read(file.gfid(), file.fd(), offset, length, file.flags(), Dict.EMPTY);
            case WRITE -> new Write(file.gfid(), file.fd(), offset, length, file.flags(), Dict.EMPTY,
                    unit.buffer.slice(0, length));
            case FSYNC -> new Fsync(file.gfid(), file.fd(), 0, Dict.EMPTY);
            case FDATASYNC -> new Fsync(file.gfid(), file.fd(), 1, Dict.EMPTY);
        };
    }

    @Override
    public void unwind(FopReply reply) {
        RemoteFile file = (RemoteFile) Objects.requireNonNull(unit.file);
        file.link().noteReader();
        unit.done = 0;
        unit.error = reply.failed() ? file.link().failure(reply.opErrno()) : null;
        if (unit.error == null) {
            switch (unit.op) {
                case READ -> take(reply.payload());
                case WRITE -> wrote(reply.opRet());
                case FSYNC, FDATASYNC -> {
                    // that it is done is all
                }
            }
        }
        unit.completion.completed(unit);
    }

    private void take(ByteBuffer data) {
        int length = Math.min(data.remaining(), unit.request.length);
        unit.buffer.put(0, data, data.position(), length);
        unit.done = length;
        if (length < unit.request.length) {
            unit.error = new EOFException(
                    "the file ends at " + (unit.request.offset + length) + "; it became smaller");
        }
    }

    private void wrote(int bytes) {
        unit.done = bytes;
        if (bytes < unit.request.length) {
            unit.error = new IOException("the brick wrote only " + bytes + " bytes");
        }
    }
}
