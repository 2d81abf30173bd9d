package io.brickyard.posix;

/** Bits in the flags of a v3 credential: which times a FOP sets to the credential's stamp. */
public final class TimeFlags {
    public static final int CTIME = 1;
    public static final int MTIME = 2;
    public static final int ATIME = 4;
    /** The same three for the parent directory, three bits higher. */
    public static final int PARENT_SHIFT = 3;
    static final int MASK = 7;

    private TimeFlags() {
    }
}
