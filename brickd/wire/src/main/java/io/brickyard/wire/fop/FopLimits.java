package io.brickyard.wire.fop;

import java.nio.ByteBuffer;

/** Bounds that decoders check before they allocate, and the absence of data. */
final class FopLimits {
    /** Longest file name accepted; file systems stop at 255. */
    static final int MAX_NAME_BYTES = 4096;
    /** Longest path, xattr name or lock domain accepted. */
    static final int MAX_TEXT_BYTES = 64 << 10;
    /** Longest checksum accepted. */
    static final int MAX_CHECKSUM_BYTES = 1024;
    /** Length of a SHA-256. */
    static final int STRONG_CHECKSUM_BYTES = 32;
    /** The payload of messages without one. */
    static final ByteBuffer NO_DATA = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private FopLimits() {
    }
}
