package io.brickyard.stats.capture;

/** A captured packet; one object is filled again and again. */
final class Packet {
    /** Longer than any packet of a network or of a loopback interface with large segments. */
    static final int MOST_BYTES = 1 << 20;

    /** What was captured; only the first {@link #length} bytes are of this packet. */
    byte[] bytes = new byte[64 * 1024];
    /** How much was captured. */
    int length;
    /** Nanoseconds since 1970. */
    long timeNanos;
    /** The number of the link type, as registered for pcap files. */
    int linkType;

    /** Makes room for a packet of {@code size} bytes. */
    void ensure(int size) {
        if (bytes.length < size) {
            bytes = new byte[Math.min(MOST_BYTES, Math.max(size, 2 * bytes.length))];
        }
    }

    int u8(int at) {
        return bytes[at] & 0xff;
    }

    int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    int i32(int at) {
        return u16(at) << 16 | u16(at + 2);
    }
}
