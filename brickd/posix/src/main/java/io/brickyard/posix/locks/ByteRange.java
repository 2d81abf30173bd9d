package io.brickyard.posix.locks;

/** A range of a file: first and last byte, both included; to the end of every file is {@link Long#MAX_VALUE}. */
public record ByteRange(long first, long last) {
    /** The whole file. */
    public static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

    /** From a start and a length as they travel, where length 0 means to the end; saturates, never overflows. */
    public static ByteRange of(long start, long length) {
        long last = start + length - 1;
        return new ByteRange(start, length == 0 || last < start ? Long.MAX_VALUE : last);
    }

    public boolean overlaps(ByteRange other) {
        return first <= other.last && other.first <= last;
    }

    boolean isJustBefore(ByteRange next) {
        return last != Long.MAX_VALUE && last + 1 == next.first;
    }

    /** Length as it travels: 0 for a range to the end. */
    public long length() {
        return last == Long.MAX_VALUE ? 0 : last - first + 1;
    }
}
