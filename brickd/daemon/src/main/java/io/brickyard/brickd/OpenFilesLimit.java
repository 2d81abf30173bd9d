package io.brickyard.brickd;

import java.lang.management.ManagementFactory;
import java.util.function.Consumer;

import com.sun.management.UnixOperatingSystemMXBean;

/**
 * How many connections the kernel's limit of open files leaves room for. Without a bound below it, clients that merely
 * connect would keep the others from opening files.
 */
final class OpenFilesLimit {
    /** The part of the limit that connections may take; the rest is for files. */
    private static final double SHARE = 0.75;

    private OpenFilesLimit() {
    }

    /** The number of connections wanted, or as many as there can be at each of the ports; then says so. */
    static int connections(int wanted, int ports, Consumer<String> log) {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return wanted;
        }
        long limit = system.getMaxFileDescriptorCount();
        int most = (int) Math.min(wanted, Math.max(1, SHARE * limit / ports));
        if (most < wanted) {
            log.accept("no more than " + most + " connections at each port: the limit of open files is " + limit
                    + "; for " + wanted + " raise it to " + (long) Math.ceil(wanted * ports / SHARE)
                    + " (ulimit -Hn, LimitNOFILE= of the service) or lower --max-connections");
        }
        return most;
    }
}
