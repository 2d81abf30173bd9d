package io.brickyard.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A brick as its user names it: {@code HOST:PORT/PATH}, GlusterFS's own {@code HOST:/PATH}, for which the port is asked of
 * the management daemon, or {@code HOST:PORT:NAME} for a translator that is not called by a path. An IPv6 address stands in
 * brackets.
 *
 * @param host name or address
 * @param port TCP port; 0: to be asked for
 * @param subvolume translator wanted, mostly the brick's path
 */
public record BrickAddress(String host, int port, String subvolume) {
    private static final Pattern FORM = Pattern
            .compile("(\\[[^\\]/]+\\]|[^:/\\[\\]]+):(?:(\\d{1,5})(?::(?=[^/])|(?=/)))?(.+)");
    private static final int MAX_PORT = 65_535;

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if the text is none, in words for people
     */
    public static BrickAddress parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw wrong(text);
        }
        String host = parts.group(1).replaceAll("[\\[\\]]", "");
        int port = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        String subvolume = parts.group(3);
        if (port > MAX_PORT || (parts.group(2) == null && !subvolume.startsWith("/"))) {
            throw wrong(text);
        }
        return new BrickAddress(host, port, subvolume);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is no brick; write HOST:PORT/PATH, or HOST:/PATH for a brick "
                        + "whose port its management daemon knows");
    }

    /** The same brick at a port. */
    public BrickAddress at(int newPort) {
        return new BrickAddress(host, newPort, subvolume);
    }

    @Override
    public String toString() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return shown + ":" + (port == 0 ? "" : port) + (port != 0 && !subvolume.startsWith("/") ? ":" : "") + subvolume;
    }
}
