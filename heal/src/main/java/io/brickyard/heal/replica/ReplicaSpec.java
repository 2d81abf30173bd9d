package io.brickyard.heal.replica;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.brickyard.client.RemoteBrick;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.wire.type.Gfid;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.Volume;

/**
 * One replica set as a client's or a self-heal daemon's volume file describes it.
 *
 * @param name of the translator: the lock domain of clients' changes
 * @param bricks in order
 * @param pendingKeys xattr with which others accuse each brick, in the same order
 * @param arbiters bricks without content
 * @param options how it heals
 */
public record ReplicaSpec(String name, List<RemoteBrick> bricks, String[] pendingKeys, Bricks arbiters,
        ReplicaOptions options) {
    /** The xattr in which a brick counts changes that were begun. */
    public static final String DIRTY_KEY = "trusted.afr.dirty";
    private static final String REPLICATE = "cluster/replicate";

    /**
     * The sets of a volume, in the order of the file.
     *
     * @throws IOException if there is none, or one that heal does not know how to handle
     */
    public static List<ReplicaSpec> in(Volfile graph) throws IOException {
        List<ReplicaSpec> sets = new ArrayList<>();
        for (Volume volume : graph.volumes()) {
            if (volume.type().equals(REPLICATE)) {
                sets.add(of(graph, volume));
            }
        }
        if (sets.isEmpty()) {
            throw new IOException("the volume is not replicated: there is nothing to heal");
        }
        return sets;
    }

    private static ReplicaSpec of(Volfile graph, Volume set) throws IOException {
        if (set.options().containsKey("thin-arbiter")) {
            throw new IOException(
                    set.name() + " has a thin arbiter, which heal does not know; its self-heal daemon does");
        }
        List<RemoteBrick> bricks = new ArrayList<>();
        for (Volume child : graph.children(set)) {
            bricks.add(RemoteBrick.of(client(graph, child)));
        }
        if (bricks.size() < 2 || bricks.size() > Bricks.MOST) {
            throw new IOException(set.name() + " has " + bricks.size() + " bricks");
        }
        List<String> names = Arrays.stream(set.options().getOrDefault("afr-pending-xattr", "").split(",", -1))
                .map(String::strip).toList();
        if (names.size() != bricks.size()) {
            // Numbers in the keys are not places in the set: guessing them would accuse the wrong brick.
            throw new IOException(
                    set.name() + " lacks its option afr-pending-xattr with a name for each brick; take the "
                            + "volume file from glusterd");
        }
        int arbiters = "1".equals(set.options().get("arbiter-count")) ? 1 : 0;
        Bricks withoutContent = arbiters == 0 ? Bricks.NONE : Bricks.of(bricks.size() - 1);
        return new ReplicaSpec(set.name(), List.copyOf(bricks),
                names.stream().map("trusted.afr."::concat).toArray(String[]::new), withoutContent,
                ReplicaOptions.of(set.options(), bricks.size()));
    }

    private static Volume client(Volfile graph, Volume child) throws IOException {
        Volume at = child;
        while (!at.type().equals(Volume.PROTOCOL_CLIENT)) {
            List<Volume> below = graph.children(at);
            if (below.size() != 1) {
                throw new IOException("heal cannot follow translator " + at.name() + " of type " + at.type());
            }
            at = below.getFirst();
        }
        return at;
    }

    /** How many bricks. */
    public int count() {
        return bricks.size();
    }

    /** A brick as people name it: {@code HOST:/path}. */
    public String label(int brick) {
        var address = bricks.get(brick).address();
        return address.host() + ":" + address.subvolume();
    }

    /** The lock domain of healers. */
    public String healDomain() {
        return name + ":self-heal";
    }

    /** The gfid of the directory at the volume's root that keeps inodes whose names went; empty if none is used. */
    public Optional<Gfid> anonymousDirectory() {
        return options.anonymousInode()
                ? options.volumeId().map(id -> new Gfid(id.high() ^ 1L << 56, id.low()))
                : Optional.empty();
    }

    /** The name of that directory. */
    public String anonymousName() {
        return options.volumeId().map(id -> ANONYMOUS_PREFIX + id).orElse(ANONYMOUS_PREFIX);
    }

    /** With what the name of that directory begins on every volume. */
    public static final String ANONYMOUS_PREFIX = ".glusterfs-anonymous-inode-";
}
