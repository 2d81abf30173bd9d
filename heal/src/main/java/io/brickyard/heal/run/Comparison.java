package io.brickyard.heal.run;

/**
 * How the next block of a file is best compared before it is sent, by what came of those before it. A block after one that was
 * alike is compared as a whole. After one that differed: in pieces where sending has taken twice as long as comparing, by the
 * byte, as over a slow network; else as a whole still, until {@value #HOPELESS_BLOCKS} in a row differed. From there on
 * comparing costs more than it saves, and only one block of {@value #PROBED_BLOCKS} is compared, of twice as many after each
 * that differs, up to {@value #MOST_PROBED_BLOCKS}, until one is alike again. One alone says little: until
 * {@value #HOPEFUL_BLOCKS} in a row are alike half as many that differ end the hope again. So fewer than
 * {@value #MOST_PROBED_BLOCKS} alike blocks in a row are sent. Any thread may ask.
 */
final class Comparison {
    static final int HOPELESS_BLOCKS = 8;
    static final int PROBED_BLOCKS = 16;
    static final int MOST_PROBED_BLOCKS = 64;
    static final int HOPEFUL_BLOCKS = 8;
    /** Reading and writing wait for other blocks' requests one after the other, comparing waits once. */
    private static final int TURNS_TO_SEND = 2;
    private static final double NEWEST_SHARE = 0.25;

    private double comparingNanosPerByte;
    private double sendingNanosPerByte;
    private int differentInRow;
    private int alikeInRow;
    private int notCompared;
    /** So many that differ in a row end the hope. */
    private int patience = HOPELESS_BLOCKS;
    /** One of so many is compared without hope. */
    private int probed = PROBED_BLOCKS;

    /** What to do with a block. */
    enum Way {
        /** Compare all of it at once. */
        WHOLE,
        /** Compare its pieces each by itself. */
        PIECES,
        /** Send it, alike or not. */
        NONE
    }

    /** For the next block. */
    synchronized Way next() {
        if (differentInRow == 0) {
            return Way.WHOLE;
        }
        if (sendingNanosPerByte > TURNS_TO_SEND * comparingNanosPerByte) {
            return Way.PIECES;
        }
        if (differentInRow < patience) {
            return Way.WHOLE;
        }
        notCompared++;
        if (notCompared < probed) {
            return Way.NONE;
        }
        notCompared = 0;
        probed = Math.min(MOST_PROBED_BLOCKS, 2 * probed);
        return Way.WHOLE;
    }

    /** Whether so many in a row were alike that those to come are expected to be as well. */
    synchronized boolean expectsAlike() {
        return alikeInRow >= HOPEFUL_BLOCKS;
    }

    /** A block was compared. */
    synchronized void found(boolean alike) {
        if (alike && differentInRow >= patience) {
            patience = HOPELESS_BLOCKS / 2;
        }
        differentInRow = alike ? 0 : differentInRow + 1;
        alikeInRow = alike ? alikeInRow + 1 : 0;
        if (expectsAlike()) {
            patience = HOPELESS_BLOCKS;
            probed = PROBED_BLOCKS;
        }
    }

    /** To compare so many bytes as a whole took so long. */
    synchronized void compared(long nanos, long bytes) {
        comparingNanosPerByte = newer(comparingNanosPerByte, nanos, bytes);
    }

    /** To send so many bytes took so long. */
    synchronized void sent(long nanos, long bytes) {
        sendingNanosPerByte = newer(sendingNanosPerByte, nanos, bytes);
    }

    private static double newer(double before, long nanos, long bytes) {
        double now = (double) nanos / bytes;
        return before == 0 ? now : before + NEWEST_SHARE * (now - before);
    }
}
