package io.brickyard.heal.afr;

/** What a changelog counts. The order is that of the counters in the xattr: three big-endian 32-bit numbers. */
public enum ChangelogKind {
    /** Content and size of regular files; of a directory: all its names must be compared. */
    DATA(0),
    /** Owner, mode, times, xattrs. */
    METADATA(1),
    /** Names in a directory. */
    ENTRY(2);

    /** Size of the xattr that holds the counters of all kinds, in bytes. */
    public static final int XATTR_BYTES = 12;

    private final int slot;

    ChangelogKind(int slot) {
        this.slot = slot;
    }

    /** Which of the counters is this kind's, from 0. */
    int slot() {
        return slot;
    }

    /** Where this kind's counter stands in the xattr, in bytes. */
    public int offset() {
        return slot * Integer.BYTES;
    }
}
