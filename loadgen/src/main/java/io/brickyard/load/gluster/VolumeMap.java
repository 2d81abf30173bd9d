package io.brickyard.load.gluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.brickyard.client.RemoteBrick;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.Volume;

/**
 * Where a volume's files can be, read from the graph of its clients: distribute's subvolumes, each of one brick or of a
 * replica set. Graphs that load cannot follow are refused by the name of the translator.
 *
 * @param subvolumes in the order of the graph, at least one
 * @param sharded whether clients cut files into shards
 * @param readOnly whether clients refuse to write
 */
record VolumeMap(List<Subvolume> subvolumes, boolean sharded, boolean readOnly) {
    private static final String DISTRIBUTE = "cluster/distribute";
    private static final String REPLICATE = "cluster/replicate";
    private static final String SHARD = "features/shard";
    private static final Set<String> READ_ONLY = Set.of("features/read-only", "features/worm");
    /** Layers that leave the bytes of files and their places as they are. */
    private static final Set<String> TRANSPARENT = Set.of(Volume.IO_STATS, Volume.IO_THREADS, "features/utime", "meta",
            "features/snapview-client", "features/quota", "system/posix-acl");
    private static final String WAY_OUT = "; mount the volume and use --ioengine=file --directory=MOUNT";

    /**
     * One subvolume of distribute.
     *
     * @param name of the translator, as linkto files name it
     * @param replicas its bricks; one, unless it is a replica set
     */
    record Subvolume(String name, List<Replica> replicas) {}

    /**
     * One brick.
     *
     * @param brick how to reach it
     * @param pendingKey xattr with which other replicas accuse this one
     * @param arbiter whether it holds no data
     */
    record Replica(RemoteBrick brick, String pendingKey, boolean arbiter) {}

    /**
     * Reads a graph.
     *
     * @throws IOException names what load cannot follow
     */
    static VolumeMap of(Volfile graph) throws IOException {
        boolean sharded = false;
        boolean readOnly = false;
        Volume at = graph.top();
        while (!isCluster(at) && !at.type().equals(Volume.PROTOCOL_CLIENT)) {
            sharded |= at.type().equals(SHARD);
            readOnly |= READ_ONLY.contains(at.type());
            at = below(graph, at);
        }
        List<Subvolume> subvolumes = new ArrayList<>();
        for (Volume one : at.type().equals(DISTRIBUTE) ? children(graph, at) : List.of(at)) {
            subvolumes.add(subvolume(graph, one));
        }
        return new VolumeMap(List.copyOf(subvolumes), sharded, readOnly);
    }

    private static boolean isCluster(Volume volume) {
        return volume.type().equals(DISTRIBUTE) || volume.type().equals(REPLICATE);
    }

    private static Volume below(Volfile graph, Volume at) throws IOException {
        boolean passes = TRANSPARENT.contains(at.type()) || at.type().startsWith("performance/")
                || at.type().equals(SHARD) || READ_ONLY.contains(at.type());
        List<Volume> children = graph.children(at);
        if (!passes || children.isEmpty()) {
            throw unfollowed(at);
        }
        // snapview-client has the snapshots as a second child.
        return children.getFirst();
    }

    private static IOException unfollowed(Volume at) {
        return new IOException("load cannot follow translator " + at.type() + " of this volume" + WAY_OUT);
    }

    private static List<Volume> children(Volfile graph, Volume at) throws IOException {
        List<Volume> children = graph.children(at);
        if (children.isEmpty()) {
            throw new IOException("translator " + at.name() + " of type " + at.type() + " has no subvolumes");
        }
        return children;
    }

    private static Subvolume subvolume(Volfile graph, Volume volume) throws IOException {
        Volume at = volume;
        while (at.type().equals(Volume.IO_STATS) || at.type().startsWith("performance/")) {
            at = below(graph, at);
        }
        if (at.type().equals(Volume.PROTOCOL_CLIENT)) {
            return new Subvolume(volume.name(), List.of(replica(at, at.name(), false)));
        }
        if (!at.type().equals(REPLICATE)) {
            throw unfollowed(at);
        }
        List<Volume> children = children(graph, at);
        if (at.options().containsKey("thin-arbiter")) {
            throw new IOException("load cannot follow the thin arbiter of " + at.name() + WAY_OUT);
        }
        boolean arbiter = children.size() > 1 && "1".equals(at.options().get("arbiter-count"));
        List<String> pending = Arrays.stream(at.options().getOrDefault("afr-pending-xattr", "").split(",", -1))
                .map(String::strip).toList();
        List<Replica> replicas = new ArrayList<>();
        for (int i = 0; i < children.size(); i++) {
            Volume child = children.get(i);
            while (!child.type().equals(Volume.PROTOCOL_CLIENT)) {
                child = below(graph, child);
            }
            String key = pending.size() == children.size() ? pending.get(i) : children.get(i).name();
            replicas.add(replica(child, key, arbiter && i == children.size() - 1));
        }
        return new Subvolume(volume.name(), List.copyOf(replicas));
    }

    private static Replica replica(Volume client, String pendingName, boolean arbiter) throws IOException {
        RemoteBrick brick = RemoteBrick.of(client);
        if (brick.tls()) {
            throw new IOException("brick of " + client.name() + " wants TLS, which load does not speak" + WAY_OUT);
        }
        return new Replica(brick, "trusted.afr." + pendingName, arbiter);
    }

    /** All bricks, in order. */
    List<Replica> bricks() {
        return subvolumes.stream().flatMap(it -> it.replicas().stream()).toList();
    }

    /** Whether a write must reach more than one brick. */
    boolean replicated() {
        return subvolumes.stream().anyMatch(it -> it.replicas().size() > 1);
    }
}
