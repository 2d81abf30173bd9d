package io.brickyard.brickd;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The part of all name hashes whose files distribute puts on one replica set, in one directory. Without it no client can
 * tell where a new file goes; the first one that mounts would write it to the root of a new volume, in equal parts as here,
 * and takes it as it is where it finds it.
 *
 * @param from unsigned, included
 * @param to unsigned, included
 */
record HashRange(int from, int to) {
    /** The xattr of a directory that holds it. */
    static final String KEY = "trusted.glusterfs.dht";
    private static final long HASHES = 1L << 32;
    private static final int BYTES = 16;
    private static final int FROM_AT = 8;

    /** The root's, on one brick of a volume; none if all files go to the same set, and nothing is distributed. */
    static Optional<HashRange> ofRoot(VolumeLayout layout, int brick) {
        int sets = layout.bricks().size() / layout.replica();
        int set = brick / layout.replica();
        return sets == 1 ? Optional.empty()
                : Optional.of(new HashRange((int) begin(set, sets),
                        (int) (set == sets - 1 ? HASHES - 1 : begin(set + 1, sets) - 1)));
    }

    private static long begin(int set, int sets) {
        return (HASHES - 1) / sets * set;
    }

    /** As it stands in the xattr: four big-endian words, of which the first two, commit hash and kind of hash, are 0. */
    byte[] value() {
        return ByteBuffer.allocate(BYTES).putInt(FROM_AT, from).putInt(FROM_AT + Integer.BYTES, to).array();
    }
}
