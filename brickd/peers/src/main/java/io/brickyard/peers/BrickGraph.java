package io.brickyard.peers;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A stock brick's graph as glusterd would order it: server, index, io-threads, locks, access-control, posix, with
 * io-stats probes where asked.
 *
 * @param name prefix of every translator's name
 * @param directory the brick directory
 * @param port TCP port on 127.0.0.1
 * @param probes where to put io-stats
 * @param probeOptions for all probes of this graph
 * @param pendingXattrPrefix the prefix of the AFR changelog attributes that the index watches, such as
 *        "trusted.afr.vol-"
 * @param features what else is not as usual
 */
public record BrickGraph(String name, Path directory, int port, Set<Probe> probes, IoStatsOptions probeOptions,
        String pendingXattrPrefix, Features features) {
    /**
     * What the graph has other than usual.
     *
     * @param lockOptions of features/locks; empty for a graph without it
     * @param isArbiter whether features/arbiter stands above posix
     * @param sha256 whether checksums are SHA-256, as in volumes of release 7 and later, or MD5
     */
    public record Features(Optional<Map<String, String>> lockOptions, boolean isArbiter, boolean sha256) {
        /** Locks as they are by default, no arbiter. */
        public static final Features USUAL = new Features(Optional.of(Map.of()), false);

        /** With checksums as they are by default. */
        public Features(Optional<Map<String, String>> lockOptions, boolean isArbiter) {
            this(lockOptions, isArbiter, true);
        }
    }

    /** A place for an io-stats probe; the suffix makes its name. */
    public enum Probe {
        BELOW_SERVER("below-server"),
        ABOVE_IO_THREADS("above-iot"),
        BELOW_IO_THREADS("below-iot"),
        ABOVE_POSIX("above-posix");

        private final String suffix;

        Probe(String suffix) {
            this.suffix = suffix;
        }
    }

    /** With the usual features. */
    public BrickGraph(String name, Path directory, int port, Set<Probe> probes, IoStatsOptions probeOptions,
            String pendingXattrPrefix) {
        this(name, directory, port, probes, probeOptions, pendingXattrPrefix, Features.USUAL);
    }

    /** The same with other features. */
    public BrickGraph with(Features other) {
        return new BrickGraph(name, directory, port, probes, probeOptions, pendingXattrPrefix, other);
    }

    /** A brick without probes. */
    public static BrickGraph plain(String name, Path directory, int port) {
        return new BrickGraph(name, directory, port, Set.of(), IoStatsOptions.measuring(), "trusted.afr." + name);
    }

    /** The name, and unique-id, of the probe at a place of this graph. */
    public String probeName(Probe probe) {
        return name + "-" + probe.suffix;
    }

    /** The translator below protocol/server, which clients name as their remote-subvolume. */
    public String exported() {
        return probes.contains(Probe.BELOW_SERVER) ? probeName(Probe.BELOW_SERVER) : name + "-index";
    }

    /**
     * The volfile's text builder, to which nothing need be added.
     *
     * @param statedumpDirectory where the process writes its statedumps; empty for stock's own place
     */
    public Volfile volfile(Optional<Path> statedumpDirectory) {
        Volfile volfile = new Volfile();
        volfile.volume(name + "-posix", "storage/posix", posixOptions(), List.of());
        if (features.isArbiter) {
            volfile.above(name + "-arbiter", "features/arbiter", Map.of());
        }
        probe(volfile, Probe.ABOVE_POSIX);
        volfile.above(name + "-access-control", "features/access-control", Map.of());
        features.lockOptions.ifPresent(options -> volfile.above(name + "-locks", "features/locks", options));
        probe(volfile, Probe.BELOW_IO_THREADS);
        volfile.above(name + "-io-threads", "performance/io-threads", Map.of("thread-count", "16"));
        probe(volfile, Probe.ABOVE_IO_THREADS);
        volfile.above(name + "-index", "features/index", indexOptions());
        probe(volfile, Probe.BELOW_SERVER);
        volfile.above(name + "-server", "protocol/server", serverOptions(statedumpDirectory));
        return volfile;
    }

    private void probe(Volfile volfile, Probe place) {
        if (probes.contains(place)) {
            volfile.probe(probeName(place), probeOptions);
        }
    }

    private Map<String, String> posixOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("directory", directory.toString());
        options.put("fips-mode-rchecksum", features.sha256 ? "on" : "off");
        return options;
    }

    private Map<String, String> indexOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("index-base", directory.resolve(".glusterfs/indices").toString());
        options.put("xattrop-dirty-watchlist", "trusted.afr.dirty");
        options.put("xattrop-pending-watchlist", pendingXattrPrefix);
        return options;
    }

    private Map<String, String> serverOptions(Optional<Path> statedumpDirectory) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("transport-type", "tcp");
        options.put("transport.address-family", "inet");
        options.put("transport.socket.bind-address", "127.0.0.1");
        options.put("transport.socket.listen-port", Integer.toString(port));
        options.put("auth.addr." + exported() + ".allow", "*");
        statedumpDirectory.ifPresent(d -> options.put("statedump-path", d.toString()));
        return options;
    }
}
