package io.brickyard.load.gluster;

import java.nio.charset.StandardCharsets;

/**
 * The hash by which distribute spreads names: a Davies-Meyer construction with the block cipher TEA, 32 bits of it.
 * Promises the numbers that stock clients compute, for any name; a test compares with the places of real files.
 */
final class DhtHash {
    private static final int DELTA = 0x9E3779B9;
    private static final int FULL_ROUNDS = 10;
    private static final int PART_ROUNDS = 6;
    private static final int FIRST_KEY = 0x9464A485;
    private static final int SECOND_KEY = 0x542E1A94;
    private static final int BLOCK_BYTES = 16;

    private int left = FIRST_KEY;
    private int right = SECOND_KEY;

    private DhtHash() {
    }

    /** The hash of a name in a directory. What rsync writes, {@code .NAME.SUFFIX}, goes where {@code NAME} goes. */
    static int of(String name) {
        int lastDot = name.lastIndexOf('.');
        boolean temporary = name.startsWith(".") && lastDot > 1 && lastDot < name.length() - 1;
        return ofBytes((temporary ? name.substring(1, lastDot) : name).getBytes(StandardCharsets.UTF_8));
    }

    private static int ofBytes(byte[] name) {
        var hash = new DhtHash();
        int at = 0;
        int[] block = new int[BLOCK_BYTES / Integer.BYTES];
        for (; name.length - at >= BLOCK_BYTES; at += BLOCK_BYTES) {
            for (int i = 0; i < block.length; i++) {
                block[i] = word(name, at + i * Integer.BYTES);
            }
            hash.mix(block, PART_ROUNDS);
        }
        int length = name.length & 0xFF;
        int padding = length | (length << 8) | (length << 16) | (length << 24);
        for (int i = 0; i < block.length; i++) {
            if (name.length - at >= Integer.BYTES) {
                block[i] = word(name, at);
                at += Integer.BYTES;
            } else {
                int last = padding;
                for (; at < name.length; at++) {
                    last = (last << 8) | name[at];
                }
                block[i] = last;
            }
        }
        hash.mix(block, FULL_ROUNDS);
        return hash.left ^ hash.right;
    }

    private static int word(byte[] name, int at) {
        return (name[at] & 0xFF) | ((name[at + 1] & 0xFF) << 8) | ((name[at + 2] & 0xFF) << 16) | (name[at + 3] << 24);
    }

    /** Encrypts the state with a block of the name for a key, and adds the result to the state. */
    private void mix(int[] key, int rounds) {
        int a = left;
        int b = right;
        int sum = 0;
        for (int round = 0; round < rounds; round++) {
            sum += DELTA;
            a += ((b << 4) + key[0]) ^ (b + sum) ^ ((b >>> 5) + key[1]);
            b += ((a << 4) + key[2]) ^ (a + sum) ^ ((a >>> 5) + key[3]);
        }
        left += a;
        right += b;
    }
}
