package io.brickyard.brickd;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which bricks make the volume and how they replicate, in GlusterFS's own terms.
 *
 * @param bricks all of them in the order on which every host agrees; each set of {@code replica} successive ones holds the
 *        same files
 * @param replica how many bricks hold each file; 1 for no replication
 * @param arbiters 1 if the last brick of each set holds no data, else 0
 */
public record VolumeLayout(List<BrickPlace> bricks, int replica, int arbiters) {
    private static final int WITH_ARBITER = 3;

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if no volume can be like that, saying why and the way out
     */
    public VolumeLayout {
        bricks = List.copyOf(bricks);
        if (replica < 1) {
            throw new IllegalArgumentException("--replica: " + replica + " is no number of copies");
        }
        if (bricks.size() % replica != 0) {
            throw new IllegalArgumentException("--replica " + replica + " wants a multiple of " + replica
                    + " bricks, not " + bricks.size() + ": name each with --brick or --peer");
        }
        if (arbiters != 0 && (arbiters != 1 || replica != WITH_ARBITER)) {
            throw new IllegalArgumentException("--arbiter: only --replica 3 --arbiter 1 is possible: the third brick of"
                    + " each set then holds no data");
        }
        Set<BrickPlace> seen = new HashSet<>();
        for (BrickPlace brick : bricks) {
            if (!seen.add(brick)) {
                throw new IllegalArgumentException(name(brick) + " is named twice");
            }
        }
        if (bricks.stream().noneMatch(BrickPlace.Here.class::isInstance)) {
            throw new IllegalArgumentException("no --brick: there is nothing to serve here");
        }
    }

    /** A volume of one brick. */
    public static VolumeLayout single(Path directory) {
        return new VolumeLayout(List.of(new BrickPlace.Here(directory)), 1, 0);
    }

    private static String name(BrickPlace brick) {
        return switch (brick) {
            case BrickPlace.Here here -> "--brick " + here.directory();
            case BrickPlace.Peer peer -> "--peer " + peer.host() + ":" + peer.port() + peer.path();
        };
    }

    /** The directory of the only brick; empty if the volume has more. */
    Optional<Path> onlyBrick() {
        return bricks.size() == 1 && bricks.getFirst() instanceof BrickPlace.Here here
                ? Optional.of(here.directory())
                : Optional.empty();
    }

    /** Whether other processes serve bricks too. */
    public boolean hasPeers() {
        return bricks.stream().anyMatch(BrickPlace.Peer.class::isInstance);
    }

    /** How many bricks this process serves. */
    int bricksHere() {
        return (int) bricks.stream().filter(BrickPlace.Here.class::isInstance).count();
    }

    /** Whether the brick at an index is an arbiter. */
    boolean isArbiter(int index) {
        return index % replica >= replica - arbiters;
    }
}
