package io.brickyard.posix;

/** Joins byte paths. */
final class LibcPaths {
    private LibcPaths() {
    }

    /** {@code a/b}. */
    static byte[] join(byte[] a, byte[] b) {
        byte[] joined = java.util.Arrays.copyOf(a, a.length + 1 + b.length);
        joined[a.length] = '/';
        System.arraycopy(b, 0, joined, a.length + 1, b.length);
        return joined;
    }
}
