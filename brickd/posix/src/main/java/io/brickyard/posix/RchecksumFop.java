package io.brickyard.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.Adler32;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.fop.Rchecksum;
import io.brickyard.wire.fop.RchecksumReply;
import io.brickyard.wire.type.Errno;

/**
 * RCHECKSUM: sums of the bytes that are there in a range, so that a heal need not move equal blocks. The weak sum is
 * Adler-32 started at 0; the strong one SHA-256, or MD5 in 16 of 32 bytes where the volume predates it, and the reply
 * says which, or bricks of a replica would find every block different.
 */
final class RchecksumFop {
    private static final int STRONG_BYTES = 32;
    private static final int ADLER_MODULUS = 65521;
    private static final long MAX_BYTES = 64 << 20;
    private static final int CHUNK_BYTES = Background.PIECE_BYTES;
    private static final byte[] ZEROS = new byte[CHUNK_BYTES];

    private final Brick brick;

    RchecksumFop(Brick brick) {
        this.brick = brick;
    }

    RchecksumReply run(Rchecksum r, Caller caller) throws SysException {
        if (r.lengthBytes() > MAX_BYTES || r.offset() < 0) {
            throw SysException.of(Errno.EINVAL);
        }
        try (OpenFile file = brick.file(r, caller)) {
            Sums sums = new Sums(brick.options.sha256Rchecksum() ? "SHA-256" : "MD5");
            read(file.fd(), r.offset(), r.lengthBytes(), sums);
            DictBuilder xdata = Dict.builder();
            if (brick.options.sha256Rchecksum()) {
                xdata.putInt("fips-mode-rchecksum", 1);
            }
            if (r.xdata().contains("check-zero-filled")) {
                xdata.putUint("buf-has-zeroes", sums.allZero ? 1 : 0);
            }
            return new RchecksumReply(0, 0, xdata.build(), 1, sums.weak(), sums.strong());
        }
    }

    private static void read(int fd, long offset, long length, Sums sums) throws SysException {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(CHUNK_BYTES);
            ByteBuffer view = buffer.asByteBuffer();
            for (long done = 0; done < length;) {
                int n = Libc.pread(fd, buffer, 0, (int) Math.min(CHUNK_BYTES, length - done), offset + done);
                if (n == 0) {
                    return;
                }
                view.get(0, chunk, 0, n);
                sums.update(chunk, n);
                done += n;
                Background.moved(n);
            }
        }
    }

    /** Running sums of one range. */
    private static final class Sums {
        private final MessageDigest digest;
        private final Adler32 adler = new Adler32();
        private long count;
        boolean allZero = true;

        Sums(String algorithm) {
            try {
                digest = MessageDigest.getInstance(algorithm);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has " + algorithm, e);
            }
        }

        void update(byte[] bytes, int length) {
            digest.update(bytes, 0, length);
            adler.update(bytes, 0, length);
            count += length;
            allZero = allZero && Arrays.mismatch(bytes, 0, length, ZEROS, 0, length) < 0;
        }

        /** The JDK's sum starts at 1, which is in its first half once and in its second for each byte. */
        int weak() {
            long first = adler.getValue() & 0xffff;
            long second = adler.getValue() >>> 16;
            return Math.floorMod(second - count, ADLER_MODULUS) << 16 | Math.floorMod(first - 1, ADLER_MODULUS);
        }

        byte[] strong() {
            return Arrays.copyOf(digest.digest(), STRONG_BYTES);
        }
    }
}
