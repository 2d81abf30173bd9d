package io.brickyard.xlator;

import java.util.List;
import java.util.Map;

/**
 * One translator of a volfile: {@code volume NAME … end-volume}.
 *
 * @param name unique in its volfile
 * @param type such as {@code debug/io-stats}
 * @param options in file order; keys as written
 * @param subvolumes names of the translators that it winds to, in file order
 * @param line where {@code volume NAME} stands, from 1
 */
public record Volume(String name, String type, Map<String, String> options, List<String> subvolumes, int line) {
    /** The translator that keeps FOP counters and latencies. */
    public static final String IO_STATS = "debug/io-stats";
    /** The client's end of the connection to a brick. */
    public static final String PROTOCOL_CLIENT = "protocol/client";
    /** The brick's end of the connection. */
    public static final String PROTOCOL_SERVER = "protocol/server";
    /** The brick directory. */
    public static final String STORAGE_POSIX = "storage/posix";
    /** The thread pool, on either side. */
    public static final String IO_THREADS = "performance/io-threads";
    /** Token buckets, brickyard's own. */
    public static final String THROTTLE = "features/throttle";
}
