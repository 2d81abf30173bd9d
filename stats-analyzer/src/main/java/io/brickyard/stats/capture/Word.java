package io.brickyard.stats.capture;

/** Big-endian words, as XDR has them. */
final class Word {
    private Word() {
    }

    static int at(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }
}
