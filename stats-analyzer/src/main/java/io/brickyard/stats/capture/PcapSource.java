package io.brickyard.stats.capture;

import java.io.IOException;
import java.io.InputStream;

/** Classic pcap files of either byte order, with micro- or nanoseconds. */
final class PcapSource implements PacketSource {
    private static final long MICROS = 0xa1b2c3d4L;
    private static final long NANOS = 0xa1b23c4dL;
    private static final int REST_OF_HEADER = 16;
    private static final int LINK_TYPE_MASK = 0x0fffffff;

    private final CaptureBytes in;
    private final long nanosPerTick;
    private final int linkType;

    PcapSource(InputStream stream) throws IOException, CaptureException {
        in = new CaptureBytes(stream);
        long magic = in.u32();
        long swapped = Integer.toUnsignedLong(Integer.reverseBytes((int) magic));
        boolean little = swapped == MICROS || swapped == NANOS;
        in.littleEndian(little);
        nanosPerTick = (little ? swapped : magic) == NANOS ? 1 : 1000;
        in.skip(REST_OF_HEADER);
        long link = in.needU32();
        if (in.isCut()) {
            throw new CaptureException("truncated in the header of the capture");
        }
        linkType = (int) link & LINK_TYPE_MASK;
    }

    /** Whether a file with these first bytes is one. */
    static boolean isMagic(int magic) {
        long there = Integer.toUnsignedLong(magic);
        long swapped = Integer.toUnsignedLong(Integer.reverseBytes(magic));
        return there == MICROS || there == NANOS || swapped == MICROS || swapped == NANOS;
    }

    @Override
    public boolean next(Packet packet) throws IOException, CaptureException {
        long seconds = in.u32();
        if (seconds < 0) {
            return false;
        }
        long ticks = in.needU32();
        long captured = in.needU32();
        in.needU32();
        if (in.isCut()) {
            return false;
        }
        packet.timeNanos = seconds * 1_000_000_000L + ticks * nanosPerTick;
        packet.linkType = linkType;
        return fill(packet, in, captured);
    }

    /** Reads {@code captured} bytes; what is more than any packet has is passed over. */
    static boolean fill(Packet packet, CaptureBytes in, long captured) throws IOException {
        int kept = (int) Math.min(captured, Packet.MOST_BYTES);
        packet.ensure(kept);
        packet.length = in.read(packet.bytes, kept);
        in.skip(captured - kept);
        return packet.length > 0 || captured == 0;
    }

    @Override
    public boolean isCut() {
        return in.isCut();
    }

    @Override
    public long dropped() {
        return 0;
    }
}
