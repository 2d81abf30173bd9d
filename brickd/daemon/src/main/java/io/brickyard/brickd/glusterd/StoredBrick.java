package io.brickyard.brickd.glusterd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A brick in glusterd's working directory: {@code vols/VOLUME/bricks/HOST:-PATH}, lines of {@code key=value}.
 *
 * @param hostname of the node that has it
 * @param path of the brick
 * @param port that it was last started on; 0 for a brick that this glusterd never started
 */
record StoredBrick(String hostname, String path, int port) {

    /** The brick of this node at a path. */
    static StoredBrick find(Path workDirectory, String volume, Path brick) throws GlusterdException {
        Path directory = workDirectory.resolve("vols").resolve(volume).resolve("bricks");
        List<StoredBrick> all = read(directory, volume);
        List<StoredBrick> fitting = all.stream().filter(stored -> stored.isAt(brick)).toList();
        if (fitting.isEmpty()) {
            throw new GlusterdException("volume " + volume + " has no brick " + brick + "; it has "
                    + String.join(", ", all.stream().map(stored -> stored.hostname + ":" + stored.path).sorted()
                            .toList()));
        }
        List<StoredBrick> started = fitting.stream().filter(stored -> stored.port > 0).toList();
        if (started.isEmpty()) {
            throw new GlusterdException("glusterd has recorded no port for brick " + brick + " of volume " + volume
                    + ": start the volume once, with gluster volume start " + volume);
        }
        // Several nodes may have a brick at the same path.
        List<StoredBrick> own = started.size() == 1 ? started : started.stream().filter(StoredBrick::isHere).toList();
        if (own.size() != 1) {
            throw new GlusterdException("volume " + volume + " has brick " + brick + " on " + String.join(" and ",
                    started.stream().map(StoredBrick::hostname).sorted().toList())
                    + ", and it cannot be told which of them this host is: make the hosts' names resolve here");
        }
        return own.getFirst();
    }

    private static List<StoredBrick> read(Path directory, String volume) throws GlusterdException {
        List<StoredBrick> bricks = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                bricks.add(parse(file, Files.readAllLines(file, StandardCharsets.UTF_8)));
            }
            return bricks;
        } catch (IOException e) {
            throw new GlusterdException("the bricks of volume " + volume + " cannot be read from " + directory + ": "
                    + e.getMessage(), e);
        }
    }

    /** Reads the lines of a file. */
    static StoredBrick parse(Path file, List<String> lines) throws GlusterdException {
        Map<String, String> values = new HashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        String hostname = values.getOrDefault("hostname", "");
        String path = values.getOrDefault("path", "");
        String port = values.getOrDefault("listen-port", "");
        if (hostname.isEmpty() || !path.startsWith("/") || !port.matches("[0-9]{1,5}")) {
            throw new GlusterdException(file + " is no brick as glusterd 10 keeps it: hostname is '" + hostname
                    + "', path '" + path + "', listen-port '" + port + "'");
        }
        return new StoredBrick(hostname, path, Integer.parseInt(port));
    }

    private boolean isAt(Path brick) {
        return Path.of(path).normalize().equals(brick.toAbsolutePath().normalize());
    }

    private boolean isHere() {
        try {
            InetAddress address = InetAddress.getByName(hostname);
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            // A name that does not resolve here is hardly this host's.
            return false;
        }
    }
}
