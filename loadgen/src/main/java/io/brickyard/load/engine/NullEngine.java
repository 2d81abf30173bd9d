package io.brickyard.load.engine;

import java.nio.ByteBuffer;

/** Does nothing, at once: what is measured with it is load itself. */
public final class NullEngine implements Engine {

    @Override
    public void submit(IoUnit unit) {
        unit.done = unit.request.length;
        unit.error = null;
        unit.completion.completed(unit);
    }

    @Override
    public boolean completesInline() {
        return true;
    }

    @Override
    public boolean diskless() {
        return true;
    }

    @Override
    public FileState state(String path) {
        return FileState.NONE;
    }

    @Override
    public EngineFile layOut(String path) {
        return new NoFile();
    }

    @Override
    public EngineFile open(String path, boolean writes) {
        return new NoFile();
    }

    @Override
    public void unlink(String path) {
        // There is no file.
    }

    @Override
    public void close() {
        // There is no thread.
    }

    private record NoFile() implements EngineFile {
        @Override
        public void writeFully(ByteBuffer data, long offset) {
            // There is no file.
        }

        @Override
        public void settle(boolean dropCache) {
            // There is no file.
        }

        @Override
        public void close() {
            // There is no file.
        }
    }
}
