package io.brickyard.stats.stack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.brickyard.stats.dump.Dump;

/**
 * A position in the stack: one probe, or the probes that stand at the same place of sibling branches (three bricks of a
 * replica set, two clients).
 */
public final class StackRow {
    /** What lies between a row and one below it. */
    public static final class Edge {
        private final Set<String> layer = new LinkedHashSet<>();
        private boolean crossing;
        private boolean fanOut;

        /** The types of the translators in between, top first. */
        public List<String> layer() {
            return new ArrayList<>(layer);
        }

        /** Whether the network is in between. */
        public boolean crossing() {
            return crossing;
        }

        /** Whether a translator in between winds to several subvolumes. */
        public boolean fanOut() {
            return fanOut;
        }

        void add(List<String> types, boolean crosses, boolean fansOut) {
            layer.addAll(types);
            crossing |= crosses;
            fanOut |= fansOut;
        }
    }

    private final Dump.Side side;
    private final String label;
    private final Set<String> probes = new LinkedHashSet<>();
    private final Map<StackRow, Edge> below = new LinkedHashMap<>();
    private final Set<String> tail = new LinkedHashSet<>();
    private final Set<String> unseenBranches = new LinkedHashSet<>();
    private final Set<String> directBranches = new LinkedHashSet<>();

    StackRow(Dump.Side side, String label) {
        this.side = side;
        this.label = label;
    }

    /** The stack that it stands in. */
    public Dump.Side side() {
        return side;
    }

    /** Such as {@code parent of performance/io-threads}. */
    public String label() {
        return label;
    }

    /** The names of its probes. */
    public Set<String> probes() {
        return probes;
    }

    /** The rows below it. */
    public Map<StackRow, Edge> below() {
        return below;
    }

    /** Types of translators below it that no other probe watches. */
    public Set<String> tail() {
        return tail;
    }

    /** Branches of a fan-out right below it in which no probe stands, by the names of their last translators. */
    public Set<String> unseenBranches() {
        return unseenBranches;
    }

    /** Branches of a fan-out right below it that lead into a brick without a probe on the client's side. */
    public Set<String> directBranches() {
        return directBranches;
    }

    Edge edgeTo(StackRow lower) {
        return below.computeIfAbsent(lower, key -> new Edge());
    }
}
