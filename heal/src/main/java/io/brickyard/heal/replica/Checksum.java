package io.brickyard.heal.replica;

import java.util.Arrays;
import java.util.HexFormat;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.RchecksumReply;

/**
 * A brick's checksum of a block: SHA-256, or MD5 where the volume is older.
 *
 * @param sha whether it is SHA-256
 * @param sum of 32 or 16 bytes
 * @param zero whether all of the block is zero; only known if it was asked for
 */
public record Checksum(boolean sha, byte[] sum, boolean zero) {
    /** Asks for {@link #zero} too. */
    public static final Dict WISHES = Dict.builder().putInt("check-zero-filled", 1).build();
    private static final String IS_ZERO = "buf-has-zeroes";
    private static final String SHA = "fips-mode-rchecksum";
    private static final int MD5_BYTES = 16;
    private static final int SHA_BYTES = 32;

    /** Takes it out of a reply; the brick says there of which kind it is. */
    public static Checksum of(RchecksumReply reply) {
        boolean sha = reply.xdata().getLong(SHA, 0) != 0;
        return new Checksum(sha, Arrays.copyOf(reply.strong(), sha ? SHA_BYTES : MD5_BYTES),
                reply.xdata().getLong(IS_ZERO, 0) != 0);
    }

    /** Whether it is of the same kind and the same sum. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Checksum checksum && sha == checksum.sha && Arrays.equals(sum, checksum.sum);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sum);
    }

    @Override
    public String toString() {
        return (sha ? "sha256:" : "md5:") + HexFormat.of().formatHex(sum);
    }
}
