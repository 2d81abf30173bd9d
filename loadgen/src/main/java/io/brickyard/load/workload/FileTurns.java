package io.brickyard.load.workload;

import java.util.List;

/**
 * Which file is next. A file that was done in this pass waits until all are; sequential stays with a file until it is done.
 */
final class FileTurns {
    private final String type;
    private final int inARow;
    private final long[] usable;
    private final long[] left;
    private final SeededRandom random;
    private int current;
    private int stayed;
    private int open;

    /**
     * @param type roundrobin, random or sequential
     * @param inARow I/Os before the next file
     * @param usable bytes of each file that whole blocks fit into
     */
    FileTurns(String type, int inARow, List<Long> usable, long seed) {
        this.type = type;
        this.inARow = inARow;
        this.usable = usable.stream().mapToLong(Long::longValue).toArray();
        this.left = new long[this.usable.length];
        this.random = new SeededRandom(seed);
        this.current = -1;
        newPass();
    }

    /** The file for the next I/O. */
    int next() {
        if (left.length == 1) {
            return 0;
        }
        boolean stay = current >= 0 && left[current] > 0 && (type.equals("sequential") || stayed < inARow);
        if (!stay) {
            current = type.equals("random") ? randomOpen() : nextOpen();
            stayed = 0;
        }
        stayed++;
        return current;
    }

    /** An I/O of so many bytes goes to a file. */
    void done(int file, long bytes) {
        if (left[file] > 0) {
            left[file] -= bytes;
            if (left[file] <= 0) {
                open--;
                if (open == 0) {
                    newPass();
                }
            }
        }
    }

    private void newPass() {
        open = 0;
        for (int file = 0; file < usable.length; file++) {
            left[file] = usable[file];
            open += usable[file] > 0 ? 1 : 0;
        }
    }

    private int nextOpen() {
        int file = current;
        do {
            file = (file + 1) % left.length;
        } while (left[file] <= 0);
        return file;
    }

    private int randomOpen() {
        long wanted = random.below(open);
        for (int file = 0;; file++) {
            if (left[file] > 0 && wanted-- == 0) {
                return file;
            }
        }
    }
}
