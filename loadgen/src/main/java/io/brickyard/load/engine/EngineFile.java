package io.brickyard.load.engine;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file of an engine. */
public interface EngineFile extends AutoCloseable {
    /** Writes all of a buffer, before the run begins. */
    void writeFully(ByteBuffer data, long offset) throws IOException;

    /** Brings everything to the disk, and forgets cached pages if the engine can and it is wanted. */
    void settle(boolean dropCache) throws IOException;

    @Override
    void close() throws IOException;
}
