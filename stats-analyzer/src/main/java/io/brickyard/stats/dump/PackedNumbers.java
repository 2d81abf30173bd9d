package io.brickyard.stats.dump;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Numbers one after the other in as few bytes as they need: whole ones and hundredths seven bits a byte, as most of a dump
 * are, others as they are. Every double comes back bit by bit, but for the many ways to say NaN.
 */
final class PackedNumbers {
    /** The lowest two bits say what a number is; the others are the whole number or the number of hundredths. */
    private static final int WHOLE = 0;
    private static final int HUNDREDTHS = 1;
    private static final int DOUBLE = 2;
    private static final int NOT_A_NUMBER = 3;
    private static final int KIND_BITS = 2;
    private static final double HUNDRED = 100;
    /** Numbers up to here take no more bytes than a double. */
    private static final double MOST_PACKED = 1L << 46;
    private static final int MORE = 0x80;
    private static final int BITS = 7;

    private PackedNumbers() {
    }

    /** Puts numbers in. */
    static final class Writer {
        private static final int ENOUGH = 512;

        private byte[] bytes = new byte[ENOUGH];
        private int size;

        void whole(long value) {
            // The sign goes last: small negative numbers are short too.
            septets((value << 1) ^ (value >> (Long.SIZE - 1)));
        }

        void number(double value) {
            long whole = Math.round(value);
            long hundredths = Math.round(value * HUNDRED);
            if (Double.isNaN(value)) {
                septets(NOT_A_NUMBER);
            } else if (packs(whole) && same((double) whole, value)) {
                septets(whole << KIND_BITS | WHOLE);
            } else if (packs(hundredths) && same(hundredths / HUNDRED, value)) {
                septets(hundredths << KIND_BITS | HUNDREDTHS);
            } else {
                septets(DOUBLE);
                room(Double.BYTES);
                ByteBuffer.wrap(bytes).putDouble(size, value);
                size += Double.BYTES;
            }
        }

        private static boolean packs(long value) {
            return value >= 0 && value <= MOST_PACKED;
        }

        private static boolean same(double one, double other) {
            return Double.doubleToRawLongBits(one) == Double.doubleToRawLongBits(other);
        }

        private void septets(long value) {
            long left = value;
            while ((left & -MORE) != 0) {
                octet((int) left | MORE);
                left >>>= BITS;
            }
            octet((int) left);
        }

        private void octet(int value) {
            room(1);
            bytes[size++] = (byte) value;
        }

        private void room(int more) {
            if (size + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            }
        }

        byte[] packed() {
            return Arrays.copyOf(bytes, size);
        }
    }

    /** Takes numbers out in the order in which they were put in. */
    static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] packed) {
            bytes = packed;
        }

        long whole() {
            long value = septets();
            return (value >>> 1) ^ -(value & 1);
        }

        double number() {
            long value = septets();
            return switch ((int) value & ((1 << KIND_BITS) - 1)) {
                case WHOLE -> (double) (value >>> KIND_BITS);
                case HUNDREDTHS -> (value >>> KIND_BITS) / HUNDRED;
                case DOUBLE -> {
                    at += Double.BYTES;
                    yield ByteBuffer.wrap(bytes).getDouble(at - Double.BYTES);
                }
                default -> Double.NaN;
            };
        }

        private long septets() {
            long value = 0;
            int shift = 0;
            int octet;
            do {
                octet = bytes[at++];
                value |= (long) (octet & (MORE - 1)) << shift;
                shift += BITS;
            } while ((octet & MORE) != 0);
            return value;
        }
    }
}
