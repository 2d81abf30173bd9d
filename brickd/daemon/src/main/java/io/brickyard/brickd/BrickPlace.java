package io.brickyard.brickd;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where one brick of the volume is. */
public sealed interface BrickPlace {
    /** A directory that this process serves. */
    record Here(Path directory) implements BrickPlace {
        /** Makes it absolute: clients know the brick by its path. */
        public Here {
            directory = directory.toAbsolutePath().normalize();
        }
    }

    /** A brick that another process serves. */
    record Peer(String host, int port, String path) implements BrickPlace {
        private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^:/\\[\\]\\s]+):(\\d{1,5})(/\\S*)");
        private static final int MAX_PORT = 65_535;

        /**
         * Reads {@code HOST:PORT/brick/directory}; an IPv6 address stands in brackets.
         *
         * @throws IllegalArgumentException saying what is wrong with it
         */
        public static Peer parse(String text) {
            Matcher parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw new IllegalArgumentException("this is not HOST:PORT/DIR, such as server2:49152/srv/brick");
            }
            int port = Integer.parseInt(parts.group(2));
            if (port < 1 || port > MAX_PORT) {
                throw new IllegalArgumentException(port + " is no port; use 1 to " + MAX_PORT);
            }
            String host = parts.group(1);
            return new Peer(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port, parts.group(3));
        }
    }
}
