package io.brickyard.stats.capture;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * pcapng files: sections of either byte order, several interfaces with a link type and a resolution of time stamps each.
 * Blocks without a time stamp (simple packets) and of other kinds are passed over.
 */
final class PcapngSource implements PacketSource {
    static final int SECTION = 0x0a0d0d0a;
    private static final long BYTE_ORDER = 0x1a2b3c4dL;
    private static final int INTERFACE = 1;
    private static final int OLD_PACKET = 2;
    private static final int STATISTICS = 5;
    private static final int PACKET = 6;
    private static final int OPTION_RESOLUTION = 9;
    private static final int OPTION_OFFSET = 14;
    private static final int OPTION_DROPPED = 5;
    private static final int BLOCK_OVERHEAD = 12;
    private static final int PACKET_HEADER = 20;
    private static final int MOST_INTERFACES = 4096;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** With more the product of ticks and nanoseconds would not fit. */
    private static final int MOST_BITS = 33;
    private static final int LONGEST_SMALL_BLOCK = 64 * 1024;

    /** Nanoseconds are {@code ticks * nanos / parts + offset}. */
    private record Interface(int linkType, long nanos, long parts, long offsetNanos) {
        long time(long ticks) {
            long whole = ticks / parts;
            return whole * nanos + (ticks % parts) * nanos / parts + offsetNanos;
        }
    }

    private final CaptureBytes in;
    private final List<Interface> interfaces = new ArrayList<>();
    private long dropped;
    private final byte[] header = new byte[PACKET_HEADER];

    PcapngSource(InputStream stream) {
        in = new CaptureBytes(stream);
    }

    @Override
    public boolean next(Packet packet) throws IOException, CaptureException {
        while (true) {
            long type = in.u32();
            if (type < 0) {
                return false;
            }
            if (type == SECTION) {
                section();
                continue;
            }
            long length = in.needU32() - BLOCK_OVERHEAD;
            if (in.isCut()) {
                return false;
            }
            if (length < 0 || length % 4 != 0) {
                throw new CaptureException(
                        "a block of " + (length + BLOCK_OVERHEAD) + " bytes: no pcapng file, or broken");
            }
            boolean filled = (type == PACKET || type == OLD_PACKET) && packet(packet, length, type == OLD_PACKET);
            if (type != PACKET && type != OLD_PACKET) {
                other((int) type, length);
            }
            in.skip(4);
            if (filled) {
                return true;
            }
        }
    }

    /** The length stands in a byte order that is told only behind it. */
    private void section() throws IOException, CaptureException {
        in.littleEndian(false);
        long length = in.needU32();
        long order = in.needU32();
        boolean little = Integer.toUnsignedLong(Integer.reverseBytes((int) order)) == BYTE_ORDER;
        if (in.isCut()) {
            return;
        }
        if (!little && order != BYTE_ORDER) {
            throw new CaptureException("a section without a byte order: no pcapng file, or broken");
        }
        in.littleEndian(little);
        long real = little ? Integer.toUnsignedLong(Integer.reverseBytes((int) length)) : length;
        if (real < BLOCK_OVERHEAD + 16) {
            throw new CaptureException("a section header of " + real + " bytes: no pcapng file, or broken");
        }
        in.skip(real - BLOCK_OVERHEAD);
        interfaces.clear();
    }

    private void other(int type, long length) throws IOException, CaptureException {
        if ((type != INTERFACE && type != STATISTICS) || length > LONGEST_SMALL_BLOCK || length < 8) {
            in.skip(length);
            return;
        }
        byte[] block = new byte[(int) length];
        if (in.read(block, block.length) < block.length) {
            return;
        }
        if (type == INTERFACE) {
            if (interfaces.size() >= MOST_INTERFACES) {
                throw new CaptureException("more than " + MOST_INTERFACES + " interfaces");
            }
            interfaces.add(described(block));
        } else {
            options(block, 12, (code, at, size) -> {
                if (code == OPTION_DROPPED && size == 8) {
                    dropped += Math.max(0, in.u64(block, at));
                }
            });
        }
    }

    private Interface described(byte[] block) throws CaptureException {
        long[] resolution = {1000, 1};
        long[] offset = {0};
        options(block, 8, (code, at, size) -> {
            if (code == OPTION_RESOLUTION && size == 1) {
                int exponent = block[at] & 0x7f;
                boolean binary = block[at] < 0;
                resolution[0] = binary ? NANOS_PER_SECOND : powerOfTen(Math.max(0, 9 - exponent));
                resolution[1] = binary ? 1L << Math.min(exponent, MOST_BITS)
                        : powerOfTen(Math.clamp(exponent - 9, 0, 18));
            } else if (code == OPTION_OFFSET && size == 8) {
                offset[0] = in.u64(block, at) * NANOS_PER_SECOND;
            }
        });
        return new Interface(in.u16(block, 0), resolution[0], resolution[1], offset[0]);
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    private interface OptionTaker {
        void take(int code, int at, int size);
    }

    private void options(byte[] block, int from, OptionTaker taker) {
        int at = from;
        while (at + 4 <= block.length) {
            int code = in.u16(block, at);
            int size = in.u16(block, at + 2);
            if (code == 0 || at + 4 + size > block.length) {
                return;
            }
            taker.take(code, at + 4, size);
            at += 4 + (size + 3) / 4 * 4;
        }
    }

    private boolean packet(Packet packet, long length, boolean old) throws IOException, CaptureException {
        if (length < PACKET_HEADER) {
            in.skip(length);
            return false;
        }
        if (in.read(header, PACKET_HEADER) < PACKET_HEADER) {
            return false;
        }
        // The older block has a 16-bit interface and drop count where the newer has the interface.
        long number = old ? in.u16(header, 0) : in.u32(header, 0);
        long ticks = in.u32(header, 4) << 32 | in.u32(header, 8);
        long captured = in.u32(header, 12);
        long rest = length - PACKET_HEADER;
        if (number >= interfaces.size() || captured > rest) {
            throw new CaptureException("a packet of no interface, or longer than its block: broken pcapng");
        }
        Interface from = interfaces.get((int) number);
        packet.linkType = from.linkType();
        packet.timeNanos = from.time(ticks);
        boolean filled = PcapSource.fill(packet, in, captured);
        in.skip(rest - captured);
        return filled;
    }

    @Override
    public boolean isCut() {
        return in.isCut();
    }

    @Override
    public long dropped() {
        return dropped;
    }
}
