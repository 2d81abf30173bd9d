package io.brickyard.xlator.stats;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Locale;

/**
 * Which process a dump is of.
 *
 * @param program such as {@code brickd}; it starts the names of dump files, so it has no slash, blank or underscore
 * @param side which of the two stacks its probes are in
 * @param host name of the machine
 * @param pid process id there
 * @param started when it started
 */
public record ProcessIdentity(String program, Side side, String host, long pid, Instant started) {
    /** Which stack a probe is in. */
    public enum Side {
        /** Above the network. */
        CLIENT,
        /** Below it. */
        BRICK;

        /** As dumps write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** This process. */
    public static ProcessIdentity current(String program, Side side) {
        ProcessHandle self = ProcessHandle.current();
        return new ProcessIdentity(program, side, hostName(), self.pid(),
                self.info().startInstant().orElseGet(Instant::now));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
