package io.brickyard.stats.dump;

/**
 * Where something was read.
 *
 * @param file as the user would name it, {@code -} for standard input
 * @param line from 1; 0 for the whole file
 */
public record Source(String file, int line) {
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
