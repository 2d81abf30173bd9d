package io.brickyard.load.engine;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;

/** A file of this machine. */
final class LocalFile implements EngineFile {
    private final Path path;
    private final FileChannel channel;

    LocalFile(Path path, Set<? extends OpenOption> options) throws IOException {
        this.path = path;
        this.channel = FileChannel.open(path, options);
    }

    /** Does what the unit says, and leaves the result there. */
    void perform(IoUnit unit) {
        unit.error = null;
        unit.done = 0;
        try {
            switch (unit.op) {
                case READ -> read(unit);
                case WRITE -> write(unit);
                case FSYNC -> channel.force(true);
                case FDATASYNC -> channel.force(false);
            }
        } catch (IOException e) {
            unit.error = e;
        }
    }

    private void read(IoUnit unit) throws IOException {
        ByteBuffer buffer = unit.buffer.limit(unit.request.length).position(0);
        while (unit.done < unit.request.length) {
            int got = channel.read(buffer, unit.request.offset + unit.done);
            if (got < 0) {
                throw new EOFException("the file ends at " + (unit.request.offset + unit.done) + "; it became smaller");
            }
            unit.done += got;
        }
    }

    private void write(IoUnit unit) throws IOException {
        ByteBuffer buffer = unit.buffer.limit(unit.request.length).position(0);
        while (unit.done < unit.request.length) {
            unit.done += channel.write(buffer, unit.request.offset + unit.done);
        }
    }

    @Override
    public void writeFully(ByteBuffer data, long offset) throws IOException {
        long at = offset;
        while (data.hasRemaining()) {
            at += channel.write(data, at);
        }
    }

    @Override
    public void settle(boolean dropCache) throws IOException {
        if (channel.isOpen()) {
            channel.force(true);
        }
        if (dropCache) {
            PageCache.drop(path);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
