package io.brickyard.load.engine;

import java.io.IOException;
import java.nio.ByteBuffer;

import io.brickyard.load.workload.IoRequest;
import org.jspecify.annotations.Nullable;

/** One of the I/Os that a job keeps under way: a buffer, what to do with it, and how it went. Used again and again. */
public final class IoUnit {
    private static final int ALIGNMENT = 4096;

    /** Which of the job's units, from 0 up to its depth. */
    public final int slot;
    /** Direct memory, aligned to pages; an engine uses the first {@code request.length} bytes. */
    public final ByteBuffer buffer;
    /** Direction, file, offset and length. */
    public final IoRequest request = new IoRequest();
    /** Hears of the end. */
    public final Completion completion;

    /** What to do. */
    public IoOp op = IoOp.READ;
    /** The file to do it to; null for engines without files. */
    public @Nullable EngineFile file;
    /** When it was meant to start, or, without a rate, did. */
    public long intendedNanos;
    /** When it was handed to the engine. */
    public long startNanos;
    /** When the engine passed it on, set by engines that complete on other threads. */
    public long issueNanos;
    /** I/Os of the job that were under way once this one was, itself included. */
    public int underWay = 1;
    /** Bytes that were moved. */
    public int done;
    /** Why it failed; null if it did not. */
    public @Nullable IOException error;

    public IoUnit(int slot, int bufferBytes, Completion completion) {
        this.slot = slot;
        // An aligned slice ends at a page as well.
        int pages = (bufferBytes + ALIGNMENT - 1) / ALIGNMENT;
        this.buffer = ByteBuffer.allocateDirect((pages + 1) * ALIGNMENT).alignedSlice(ALIGNMENT);
        this.completion = completion;
    }
}
