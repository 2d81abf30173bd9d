package io.brickyard.posix;

import java.nio.ByteBuffer;

import io.brickyard.wire.type.Mdata;
import org.jspecify.annotations.Nullable;

/**
 * The xattr {@code trusted.glusterfs.mdata}: three times on which all bricks of a replica agree, because the client
 * chose them. 57 bytes: version 1, be64 flags 0, then change, modification and access time, each be64 seconds and be64
 * nanoseconds.
 *
 * <p>Promises of the update rules: times given by a client's clock only move forward; an explicit utimes may move them
 * back; what is not named stays.
 */
public record MdataXattr(Time ctime, Time mtime, Time atime) {
    /** Size on disk. */
    public static final int BYTES = 57;
    private static final byte VERSION = 1;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Seconds since the epoch and nanoseconds. */
    public record Time(long seconds, long nanos) implements Comparable<Time> {
        @Override
        public int compareTo(Time other) {
            int order = Long.compare(seconds, other.seconds);
            return order != 0 ? order : Long.compare(nanos, other.nanos);
        }

        Time max(Time other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    /** All three times alike, as for a new inode. */
    public static MdataXattr all(Time time) {
        return new MdataXattr(time, time, time);
    }

    /** The same times in the form of a dict value. */
    public static MdataXattr of(Mdata m) {
        return new MdataXattr(new Time(m.ctimeSec(), m.ctimeNanos() & 0xffffffffL),
                new Time(m.mtimeSec(), m.mtimeNanos() & 0xffffffffL),
                new Time(m.atimeSec(), m.atimeNanos() & 0xffffffffL));
    }

    /** From disk; null for bytes of another version, size or with impossible nanoseconds, which are as good as none. */
    public static @Nullable MdataXattr decode(byte[] bytes) {
        if (bytes.length != BYTES || bytes[0] != VERSION) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).position(9);
        MdataXattr mdata = new MdataXattr(time(in), time(in), time(in));
        return mdata.isSane() ? mdata : null;
    }

    private static Time time(ByteBuffer in) {
        return new Time(in.getLong(), in.getLong());
    }

    private boolean isSane() {
        return isNanos(ctime) && isNanos(mtime) && isNanos(atime);
    }

    private static boolean isNanos(Time time) {
        return time.nanos >= 0 && time.nanos < NANOS_PER_SECOND;
    }

    /** For disk. */
    public byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(BYTES).put(VERSION).putLong(0);
        for (Time time : new Time[]{ctime, mtime, atime}) {
            out.putLong(time.seconds).putLong(time.nanos);
        }
        return out.array();
    }

    /** Each field moves forward to the stamp if the flags name it: {@link TimeFlags#CTIME} and so on. */
    public MdataXattr advanced(int flags, Time stamp) {
        return new MdataXattr((flags & TimeFlags.CTIME) != 0 ? ctime.max(stamp) : ctime,
                (flags & TimeFlags.MTIME) != 0 ? mtime.max(stamp) : mtime,
                (flags & TimeFlags.ATIME) != 0 ? atime.max(stamp) : atime);
    }

    /** The greater of each field: the rule for a raw write of the xattr, by a metadata heal. */
    public MdataXattr max(MdataXattr other) {
        return new MdataXattr(ctime.max(other.ctime), mtime.max(other.mtime), atime.max(other.atime));
    }
}
