package io.brickyard.stats.dump;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The brick's end of the connections that a packet capture shows.
 *
 * @param address numeric
 * @param port TCP
 * @param subvolume what the clients asked for when they connected; empty where the capture began later
 */
public record WirePoint(String address, int port, String subvolume) {
    private static final Pattern NAME = Pattern.compile("wire (\\S+):(\\d{1,5})(?: (.*?))?(?: \\([a-z]+'s end\\))?",
            Pattern.DOTALL);

    /** As a probe is named. */
    public String probe() {
        return "wire " + address + ":" + port + (subvolume.isEmpty() ? "" : " " + subvolume);
    }

    /** The point that {@code probe} is named for. */
    public static Optional<WirePoint> of(String probe) {
        Matcher name = NAME.matcher(probe);
        return name.matches()
                ? Optional.of(new WirePoint(name.group(1), Integer.parseInt(name.group(2)),
                        name.group(3) == null ? "" : name.group(3)))
                : Optional.empty();
    }
}
