package io.brickyard.stats.read;

import io.brickyard.stats.dump.Source;

/**
 * What became of one input file.
 *
 * @param source the file, and the line at fault if there is one
 * @param status whether it counts
 * @param detail the format of a file that was read, the reason of one that was not
 */
public record InputReport(Source source, Status status, String detail) {
    /** What became of a file. */
    public enum Status {
        /** It was read whole. */
        READ,
        /** It was named, or looks like a dump, but cannot be used: the run is done in part only. */
        REFUSED,
        /** It lay in a directory and is no dump. */
        SKIPPED
    }
}
