package io.brickyard.stats.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The packets of a real capture, to be written again in other forms: another file format, another link type, cut,
 * shuffled, sent twice. What is in them stays what GlusterFS sent.
 *
 * @param all in order
 */
public record Frames(List<Frame> all) {
    private static final int FILE_HEADER = 24;
    private static final int PACKET_HEADER = 16;
    private static final int ETHERNET = 14;
    private static final int IPV4 = 20;

    /**
     * A packet without its link layer.
     *
     * @param nanos since 1970
     * @param ip from the IP header on
     * @param wire how long it was before it was cut
     */
    public record Frame(long nanos, byte[] ip, int wire) {
        int tcpAt() {
            return (ip[0] & 0xf0) == 0x60 ? 40 : IPV4;
        }

        int payloadAt() {
            return tcpAt() + ((ip[tcpAt() + 12] & 0xf0) >> 2);
        }

        public int payload() {
            return ip.length - payloadAt();
        }

        /** A word of the payload. */
        public int word(int at) {
            return payload() < at + 4 ? 0 : Word.at(ip, payloadAt() + at);
        }

        /** Whether it is a READ call: type, program, procedure behind the record's marker. */
        public boolean isRead() {
            return word(8) == 0 && word(16) == 1298437 && word(24) == 12;
        }

        /** Whether it is a reply. */
        public boolean isReply() {
            return payload() > 28 && word(8) == 1;
        }

        public Frame at(long otherNanos) {
            return new Frame(otherNanos, ip, wire);
        }

        /** With a word of the payload replaced. */
        public Frame with(int at, int value) {
            byte[] copy = ip.clone();
            ByteBuffer.wrap(copy).putInt(payloadAt() + at, value);
            return new Frame(nanos, copy, wire);
        }

        /** The piece of the payload from one offset to another as a segment of its own. */
        Frame piece(int from, int to) {
            byte[] piece = new byte[payloadAt() + to - from];
            System.arraycopy(ip, 0, piece, 0, payloadAt());
            System.arraycopy(ip, payloadAt() + from, piece, payloadAt(), to - from);
            ByteBuffer bytes = ByteBuffer.wrap(piece);
            bytes.putShort(2, (short) piece.length);
            bytes.putInt(tcpAt() + 4, Word.at(ip, tcpAt() + 4) + from);
            return new Frame(nanos, piece, piece.length);
        }
    }

    /** A way to write a capture file. */
    public record Form(boolean pcapng, ByteOrder order, boolean nanos, int linkType, int snaplen) {
        public static final Form PLAIN = new Form(false, ByteOrder.LITTLE_ENDIAN, true, 1, 262_144);

        public Form link(int type) {
            return new Form(pcapng, order, nanos, type, snaplen);
        }

        public Form cutAt(int bytes) {
            return new Form(pcapng, order, nanos, linkType, bytes);
        }
    }

    /** Of a little-endian pcap file with microseconds and Ethernet, as tcpdump writes them here. */
    public static Frames of(Path pcap) {
        try {
            ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(pcap)).order(ByteOrder.LITTLE_ENDIAN);
            List<Frame> all = new ArrayList<>();
            in.position(FILE_HEADER);
            while (in.remaining() >= PACKET_HEADER) {
                long nanos = in.getInt() * 1_000_000_000L + in.getInt() * 1000L;
                byte[] frame = new byte[in.getInt()];
                in.getInt();
                in.get(frame);
                // Ethernet pads short frames.
                int length = (frame[ETHERNET + 2] & 0xff) << 8 | (frame[ETHERNET + 3] & 0xff);
                byte[] ip = new byte[Math.min(length, frame.length - ETHERNET)];
                System.arraycopy(frame, ETHERNET, ip, 0, ip.length);
                all.add(new Frame(nanos, ip, ip.length));
            }
            return new Frames(all);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public Frames map(UnaryOperator<Frame> change) {
        return new Frames(all.stream().map(change).toList());
    }

    public Frames filter(Predicate<Frame> keep) {
        return new Frames(all.stream().filter(keep).toList());
    }

    /** The same between IPv6 addresses. */
    public Frames overIpv6() {
        return map(frame -> {
            byte[] six = new byte[40 + frame.ip.length - IPV4];
            six[0] = 0x60;
            six[4] = (byte) ((frame.ip.length - IPV4) >> 8);
            six[5] = (byte) (frame.ip.length - IPV4);
            six[6] = 6;
            six[7] = 64;
            six[23] = 1;
            six[39] = 1;
            System.arraycopy(frame.ip, IPV4, six, 40, frame.ip.length - IPV4);
            return new Frame(frame.nanos, six, six.length);
        });
    }

    /** Every payload in segments of at most {@code size} bytes. */
    public Frames inPieces(int size) {
        List<Frame> pieces = new ArrayList<>();
        for (Frame frame : all) {
            if (frame.payload() <= size) {
                pieces.add(frame);
            }
            for (int from = 0; frame.payload() > size && from < frame.payload(); from += size) {
                pieces.add(frame.piece(from, Math.min(frame.payload(), from + size)));
            }
        }
        return new Frames(pieces);
    }

    /** The file. */
    public byte[] write(Form form) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(form.pcapng ? pcapngHeader(form) : pcapHeader(form));
        for (Frame frame : all) {
            byte[] link = link(form.linkType, frame);
            byte[] whole = new byte[link.length + frame.ip.length];
            System.arraycopy(link, 0, whole, 0, link.length);
            System.arraycopy(frame.ip, 0, whole, link.length, frame.ip.length);
            int kept = Math.min(form.snaplen, whole.length);
            out.writeBytes(form.pcapng
                    ? pcapngPacket(form, frame.nanos, whole, kept, link.length + frame.wire)
                    : pcapPacket(form, frame.nanos, whole, kept, link.length + frame.wire));
        }
        return out.toByteArray();
    }

    private static byte[] link(int type, Frame frame) {
        boolean six = (frame.ip[0] & 0xf0) == 0x60;
        short ethertype = (short) (six ? 0x86dd : 0x0800);
        return switch (type) {
            case 1 -> ByteBuffer.allocate(14).putShort(12, ethertype).array();
            case 0 -> new byte[]{2, 0, 0, 0};
            case 108 -> new byte[]{0, 0, 0, 2};
            case 12, 101, 228, 229 -> new byte[0];
            case 113 -> ByteBuffer.allocate(16).putShort(14, ethertype).array();
            case 276 -> ByteBuffer.allocate(20).putShort(0, ethertype).array();
            default -> throw new IllegalArgumentException("link type " + type);
        };
    }

    private static byte[] pcapHeader(Form form) {
        return ByteBuffer.allocate(FILE_HEADER).order(form.order).putInt(form.nanos ? 0xa1b23c4d : 0xa1b2c3d4)
                .putShort((short) 2).putShort((short) 4).putInt(0).putInt(0).putInt(form.snaplen).putInt(form.linkType)
                .array();
    }

    private static byte[] pcapPacket(Form form, long nanos, byte[] bytes, int kept, int wire) {
        long part = nanos % 1_000_000_000L;
        return ByteBuffer.allocate(PACKET_HEADER + kept).order(form.order).putInt((int) (nanos / 1_000_000_000L))
                .putInt((int) (form.nanos ? part : part / 1000)).putInt(kept).putInt(wire).put(bytes, 0, kept)
                .array();
    }

    private static byte[] pcapngHeader(Form form) {
        ByteBuffer out = ByteBuffer.allocate(28 + 20 + (form.nanos ? 12 : 0)).order(form.order);
        out.putInt(0x0a0d0d0a).putInt(28).putInt(0x1a2b3c4d).putShort((short) 1).putShort((short) 0).putLong(-1)
                .putInt(28);
        int length = form.nanos ? 32 : 20;
        out.putInt(1).putInt(length).putShort((short) form.linkType).putShort((short) 0).putInt(form.snaplen);
        if (form.nanos) {
            out.putShort((short) 9).putShort((short) 1).put((byte) 9).put(new byte[3]).putInt(0);
        }
        return out.putInt(length).array();
    }

    private static byte[] pcapngPacket(Form form, long nanos, byte[] bytes, int kept, int wire) {
        int padded = (kept + 3) / 4 * 4;
        long ticks = form.nanos ? nanos : nanos / 1000;
        return ByteBuffer.allocate(32 + padded).order(form.order).putInt(6).putInt(32 + padded).putInt(0)
                .putInt((int) (ticks >>> 32)).putInt((int) ticks).putInt(kept).putInt(wire).put(bytes, 0, kept)
                .put(new byte[padded - kept]).putInt(32 + padded).array();
    }
}
