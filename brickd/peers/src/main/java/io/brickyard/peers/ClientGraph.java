package io.brickyard.peers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stock client's graph over some bricks: io-threads over one cluster translator over one protocol/client per brick,
 * with io-stats probes on top and above each protocol/client.
 *
 * @param name prefix of every translator's name
 * @param clusterType cluster/distribute or cluster/replicate
 * @param clusterOptions its options
 * @param probed whether to put in the probes
 */
public record ClientGraph(String name, List<Remote> remotes, String clusterType, Map<String, String> clusterOptions,
        boolean probed) {
    /** A brick as a client names it: on 127.0.0.1, whoever serves it. */
    public record Remote(String name, int port, String subvolume) {
        /** The remote that a stock brick's graph exports. */
        public static Remote of(BrickGraph brick) {
            return new Remote(brick.name(), brick.port(), brick.exported());
        }
    }

    /** Probed clients of a distribute volume. */
    public static ClientGraph distribute(String name, List<Remote> remotes) {
        return new ClientGraph(name, remotes, "cluster/distribute", Map.of(), true);
    }

    /** The name, and unique-id, of the probe on top, the parent of performance/io-threads. */
    public String topProbe() {
        return name + "-top";
    }

    /** The name, and unique-id, of the probe above a brick's protocol/client. */
    public String probeAbove(Remote remote) {
        return name + "-above-" + remote.name();
    }

    /** The volfile's text builder, to which nothing need be added. */
    public Volfile volfile() {
        Volfile volfile = new Volfile();
        List<String> children = new ArrayList<>();
        for (Remote remote : remotes) {
            volfile.volume(name + "-to-" + remote.name(), "protocol/client", clientOptions(remote), List.of());
            if (probed) {
                volfile.probe(probeAbove(remote), IoStatsOptions.measuring());
            }
            children.add(volfile.top());
        }
        volfile.volume(name + "-cluster", clusterType, clusterOptions, children);
        volfile.above(name + "-io-threads", "performance/io-threads", Map.of("thread-count", "16"));
        if (probed) {
            volfile.probe(topProbe(), IoStatsOptions.measuring());
        }
        return volfile;
    }

    private static Map<String, String> clientOptions(Remote remote) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("transport-type", "tcp");
        options.put("transport.address-family", "inet");
        options.put("remote-host", "127.0.0.1");
        options.put("remote-port", Integer.toString(remote.port()));
        options.put("remote-subvolume", remote.subvolume());
        return options;
    }
}
