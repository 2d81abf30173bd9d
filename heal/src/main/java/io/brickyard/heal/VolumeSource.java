package io.brickyard.heal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.brickyard.client.Links;
import io.brickyard.client.Management;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;

/** Where a volume's description comes from: a management daemon, or a volume file. */
public sealed interface VolumeSource {
    /** Where glusterd listens, and brickd for it. */
    int MANAGEMENT_PORT = 24_007;

    /** The volume's replica sets; a daemon is reached by these links. */
    List<ReplicaSpec> sets(Links links) throws IOException;

    /** The port at which bricks' daemons are asked for the bricks' ports. */
    int managementPort();

    /** A name for the volume, fit for file names. */
    String name();

    /**
     * A volume of a management daemon.
     *
     * @param host name or address
     * @param managementPort of the daemon
     * @param name of the volume
     */
    record OfDaemon(String host, int managementPort, String name) implements VolumeSource {
        private static final Pattern FORM = Pattern
                .compile("(\\[[^\\]/]+\\]|[^:/\\[\\]]+):(?:(\\d{1,5}):)?/?([A-Za-z0-9_-]+)");
        private static final int MAX_PORT = 65_535;

        /**
         * Reads {@code HOST:VOLUME} or {@code HOST:PORT:VOLUME}.
         *
         * @throws IllegalArgumentException in words for people
         */
        public static OfDaemon parse(String text) {
            Matcher parts = FORM.matcher(text.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException("'" + text + "' is no volume; write HOST:VOLUME");
            }
            int port = parts.group(2) == null ? MANAGEMENT_PORT : Integer.parseInt(parts.group(2));
            if (port == 0 || port > MAX_PORT) {
                throw new IllegalArgumentException("'" + text + "': " + port + " is no port");
            }
            return new OfDaemon(parts.group(1).replaceAll("[\\[\\]]", ""), port, parts.group(3));
        }

        @Override
        public List<ReplicaSpec> sets(Links links) throws IOException {
            try (Management management = Management.connect(host, managementPort, links)) {
                return ReplicaSpec.in(graph(management));
            }
        }

        /** The self-heal daemon's graph has its options; who serves none has a client's. */
        private Volfile graph(Management management) throws IOException {
            try {
                return management.volfile("shd/" + name);
            } catch (IOException e) {
                return management.volfile(name);
            }
        }
    }

    /**
     * A volume file, of a client or a self-heal daemon.
     *
     * @param file of it
     */
    record OfFile(Path file) implements VolumeSource {
        @Override
        public List<ReplicaSpec> sets(Links links) throws IOException {
            try {
                return ReplicaSpec.in(Volfile.parse(Files.readString(file, StandardCharsets.UTF_8)));
            } catch (VolfileException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }

        @Override
        public int managementPort() {
            return MANAGEMENT_PORT;
        }

        @Override
        public String name() {
            return String.valueOf(file.getFileName()).replaceAll("[^A-Za-z0-9_.-]", "_");
        }
    }
}
