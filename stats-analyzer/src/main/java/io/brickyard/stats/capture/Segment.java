package io.brickyard.stats.capture;

import java.util.Arrays;

/** A TCP segment in a packet; one object is filled again and again. */
final class Segment {
    private static final int TCP = 6;
    private static final int IPV6_HEADER = 40;
    private static final int MOST_EXTENSIONS = 8;
    private static final int SYN = 2;
    private static final int ACK = 16;

    /** Sender and receiver as they stand in the packet: address, and two bytes of port. */
    byte[] source = new byte[0];
    byte[] target = new byte[0];
    int sequence;
    /** The next byte that its sender waits for, where {@link #acknowledges}. */
    int acknowledged;
    boolean acknowledges;
    boolean syn;
    /** Where the payload begins in the packet's bytes. */
    int payloadAt;
    /** How much of it was captured. */
    int captured;
    /** How much of it there was. */
    int payload;

    /** Reads the segment of {@code packet}; false if it holds none whose header was captured. */
    boolean read(Packet packet) {
        int ip = LinkLayer.ipOffset(packet);
        if (ip < 0 || ip >= packet.length) {
            return false;
        }
        return switch (packet.u8(ip) >> 4) {
            case 4 -> ipv4(packet, ip);
            case 6 -> ipv6(packet, ip);
            default -> false;
        };
    }

    private boolean ipv4(Packet packet, int ip) {
        if (ip + 20 > packet.length || packet.u8(ip + 9) != TCP) {
            return false;
        }
        int fragment = packet.u16(ip + 6);
        boolean wholeDatagram = (fragment & 0x3fff) == 0;
        int header = (packet.u8(ip) & 15) * 4;
        if (!wholeDatagram || header < 20) {
            return false;
        }
        return tcp(packet, ip + header, packet.u16(ip + 2) - header, ip + 12, 4);
    }

    private boolean ipv6(Packet packet, int ip) {
        if (ip + IPV6_HEADER > packet.length) {
            return false;
        }
        int next = packet.u8(ip + 6);
        int at = ip + IPV6_HEADER;
        // Hop-by-hop options, routing header and destination options; a fragment is not looked into.
        for (int i = 0; i < MOST_EXTENSIONS && (next == 0 || next == 43 || next == 60); i++) {
            if (at + 2 > packet.length) {
                return false;
            }
            next = packet.u8(at);
            at += 8 + packet.u8(at + 1) * 8;
        }
        return next == TCP && tcp(packet, at, packet.u16(ip + 4) - (at - ip - IPV6_HEADER), ip + 8, 16);
    }

    /** With segmentation offload the length of the datagram may read 0; then what was captured is all there is to go by. */
    private boolean tcp(Packet packet, int at, int length, int addressesAt, int addressBytes) {
        if (at + 20 > packet.length) {
            return false;
        }
        int header = (packet.u8(at + 12) >> 4) * 4;
        if (header < 20) {
            return false;
        }
        int flags = packet.u8(at + 13);
        syn = (flags & SYN) != 0;
        acknowledges = (flags & ACK) != 0;
        sequence = packet.i32(at + 4);
        acknowledged = packet.i32(at + 8);
        payloadAt = Math.min(packet.length, at + header);
        int there = packet.length - payloadAt;
        payload = length > 0 ? Math.max(0, length - header) : there;
        captured = Math.min(there, payload);
        source = end(packet, addressesAt, addressBytes, at, source);
        target = end(packet, addressesAt + addressBytes, addressBytes, at + 2, target);
        return true;
    }

    private static byte[] end(Packet packet, int addressAt, int addressBytes, int portAt, byte[] old) {
        byte[] end = old.length == addressBytes + 2 ? old : new byte[addressBytes + 2];
        System.arraycopy(packet.bytes, addressAt, end, 0, addressBytes);
        System.arraycopy(packet.bytes, portAt, end, addressBytes, 2);
        return end;
    }

    /** Below zero if the sender is the lesser of the two ends, by their bytes. */
    int order() {
        return Arrays.compareUnsigned(source, target);
    }
}
