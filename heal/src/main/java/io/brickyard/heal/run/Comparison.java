package io.brickyard.heal.run;

/**
 * How the next block of a file is best compared before it is sent, by what came of those before it. A block after one that was
 * alike is compared as a whole. After one that differed: in pieces where sending has taken twice as long as comparing, by the
 * byte, as over a slow network; else as a whole still, until {@value #HOPELESS_BLOCKS} in a row differed. From there on
 * comparing costs more than it saves, and only one block of {@value #PROBED_BLOCKS} is compared until one is alike again. So
 * of alike blocks at most those are sent that stand between others that differ. Any thread may ask.
 */
final class Comparison {
    static final int HOPELESS_BLOCKS = 8;
    static final int PROBED_BLOCKS = 16;
    static final int HOPEFUL_BLOCKS = 8;
    /** Reading and writing wait for other blocks' requests one after the other, comparing waits once. */
    private static final int TURNS_TO_SEND = 2;
    private static final double NEWEST_SHARE = 0.25;

    private double comparingNanosPerByte;
    private double sendingNanosPerByte;
    private int differentInRow;
    private int alikeInRow;
    private int notCompared;

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
        if (differentInRow < HOPELESS_BLOCKS) {
            return Way.WHOLE;
        }
        notCompared = (notCompared + 1) % PROBED_BLOCKS;
        return notCompared == 0 ? Way.WHOLE : Way.NONE;
    }

    /** Whether so many in a row were alike that those to come are expected to be as well. */
    synchronized boolean expectsAlike() {
        return alikeInRow >= HOPEFUL_BLOCKS;
    }

    /** A block was compared. */
    synchronized void found(boolean alike) {
        differentInRow = alike ? 0 : differentInRow + 1;
        alikeInRow = alike ? alikeInRow + 1 : 0;
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
