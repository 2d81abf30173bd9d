package io.brickyard.wire.program;

/** Bounds that decoders check before they allocate. */
final class ProgramLimits {
    /** Longest name, path or message accepted. */
    static final int MAX_TEXT_BYTES = 64 << 10;
    /** Longest volume file accepted. */
    static final int MAX_VOLFILE_BYTES = 16 << 20;

    private ProgramLimits() {
    }
}
