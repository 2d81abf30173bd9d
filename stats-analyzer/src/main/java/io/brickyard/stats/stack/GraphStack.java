package io.brickyard.stats.stack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.read.Inputs;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.Volume;
import org.jspecify.annotations.Nullable;

/**
 * Orders probes by the volfiles: down each client graph, over every protocol/client into the brick that it names, down to
 * storage/posix. Probes at the same place of sibling branches fall into one row; a row's key is the path of labels that
 * leads to it, begun anew on the brick side so that different client graphs meet again there.
 */
final class GraphStack {
    private static final Set<String> CLIENT_TOPS = Set.of("fuse", "gfapi");

    private final List<Inputs.Graph> clients = new ArrayList<>();
    private final List<Inputs.Graph> bricks = new ArrayList<>();
    private final Set<String> measured;
    private final boolean translatorsThemselves;
    private final String rpcProgram;
    private final OutsideProbes outside;
    private final Map<String, StackRow> rowByKey = new LinkedHashMap<>();
    private final Map<String, StackRow> rowByProbe = new LinkedHashMap<>();
    private final Set<Inputs.Graph> reached = new LinkedHashSet<>();

    private GraphStack(List<Inputs.Graph> graphs, Set<String> measured, boolean translatorsThemselves,
            String rpcProgram, OutsideProbes outside) {
        this.outside = outside;
        this.measured = measured;
        this.translatorsThemselves = translatorsThemselves;
        this.rpcProgram = rpcProgram;
        for (Inputs.Graph graph : graphs) {
            (graph.volfile().has(Volume.STORAGE_POSIX) ? bricks : clients).add(graph);
        }
    }

    /** The stack of {@code measurements} by {@code graphs}; without rows if the graphs know none of the probes. */
    static Stack build(List<Inputs.Graph> graphs, List<Measurement> measurements) {
        Set<String> names = new LinkedHashSet<>();
        String rpc = "";
        boolean translators = false;
        for (Measurement measurement : measurements) {
            names.add(measurement.probe());
            translators |= measurement.format().measures() == DumpFormat.Measures.TRANSLATOR;
            if (measurement.format() == DumpFormat.STATEDUMP_RPC && measurement.probe().startsWith("GlusterFS ")) {
                rpc = measurement.probe();
            }
        }
        GraphStack stack = new GraphStack(graphs, names, translators, rpc, OutsideProbes.of(measurements));
        stack.walkAll();
        List<StackRow> rows = new ArrayList<>(stack.rowByKey.values());
        rows.sort((one, other) -> one.side().compareTo(other.side()));
        List<String> leftOut = measurements.stream()
                .filter(one -> !stack.rowByProbe.containsKey(one.probe()) && one.nanos().calls() > 0)
                .map(Measurement::probe).distinct().toList();
        return new Stack(rows, null, leftOut);
    }

    private void walkAll() {
        clients.sort(Comparator.comparingLong(this::measuredProbes).reversed()
                .thenComparingInt(graph -> -graph.volfile().volumes().size()));
        for (Inputs.Graph client : clients) {
            boolean onlyWayDown = rowByProbe.isEmpty() && outside.any();
            if (!onlyWayDown && hasNothingNew(client.volfile())) {
                continue;
            }
            Place top = belowApplications(client.volfile()).enter(client.volfile(), Dump.Side.CLIENT, "client");
            for (String name : CLIENT_TOPS) {
                if (measured.contains(name)) {
                    String type = name.equals("fuse") ? "mount/fuse" : name;
                    top = top.row(type, name).through(type);
                }
            }
            walk(client.volfile().top(), null, top);
        }
        for (Inputs.Graph brick : bricks) {
            if (!reached.contains(brick)) {
                Place above = onTheWire(belowApplications(brick.volfile()), outside.captures());
                boolean alone = above.row == null && above.layer.isEmpty();
                enterBrick(brick, brick.volfile().top(), alone
                        ? new Place(brick.volfile(), Dump.Side.BRICK, "brick")
                        : above.across(brick.volfile()));
            }
        }
    }

    private Place belowApplications(Volfile graph) {
        Place top = new Place(graph, Dump.Side.APPLICATION, "application");
        return outside.applications().isEmpty()
                ? top
                : top.row("application", outside.applications())
                        .through(KnownPlace.belowApplication(outside.applications()));
    }

    /** Down to the last of the captures, which are at one end or at both. */
    private Place onTheWire(Place from, Set<String> captures) {
        Place here = from;
        for (WireEnd end : WireEnd.values()) {
            Set<String> there = new LinkedHashSet<>(captures);
            there.removeIf(probe -> WireEnd.of(probe) != end);
            if (!there.isEmpty()) {
                here = here.toWire().row(end.label(), there);
            }
        }
        return here;
    }

    private long measuredProbes(Inputs.Graph graph) {
        return graph.volfile().volumes().stream().filter(volume -> measured.contains(volume.name())).count();
    }

    /**
     * glusterd writes many graphs of one volume (self-heal, gfproxy) that call their translators alike. The one that knows
     * most probes is walked first; others only if they know further ones.
     */
    private boolean hasNothingNew(Volfile graph) {
        return graph.volumes().stream().map(Volume::name)
                .noneMatch(name -> measured.contains(name) && !rowByProbe.containsKey(name));
    }

    private void walk(Volume volume, @Nullable Volume parent, Place from) {
        Place here = from;
        if (measured.contains(volume.name())) {
            here = from.row(label(from.graph, volume, parent), volume.name());
        }
        if (!measured.contains(volume.name()) || translatorsThemselves) {
            here = here.through(volume);
        }
        if (volume.type().equals(Volume.PROTOCOL_CLIENT)) {
            crossOver(volume, here);
            return;
        }
        List<Volume> children = here.graph.children(volume);
        if (children.isEmpty()) {
            here.end(volume);
        }
        for (Volume child : children) {
            walk(child, volume, here);
        }
    }

    private void crossOver(Volume client, Place from) {
        List<Inputs.Graph> targets = BrickMatch.find(client, bricks);
        Place lastSeen = onTheWire(from, outside.captures(client, targets));
        if (targets.isEmpty()) {
            lastSeen.end(client, lastSeen.side == Dump.Side.WIRE ? WireEnd.BRICK_END : Stack.NETWORK, "the brick");
        }
        if (from.row != null && from.fanned && lastSeen.side != Dump.Side.WIRE) {
            from.row.directBranches().add(client.name());
        }
        for (Inputs.Graph brick : targets) {
            reached.add(brick);
            Volume entry = brick.volfile().volume(BrickMatch.remoteSubvolume(client)).orElseThrow();
            enterBrick(brick, entry, lastSeen.across(brick.volfile()));
        }
    }

    private void enterBrick(Inputs.Graph brick, Volume entry, Place from) {
        Place here = from;
        if (!rpcProgram.isEmpty()) {
            here = here.row("RPC program " + rpcProgram, rpcProgram).through("rpc");
        }
        Volume top = brick.volfile().top();
        if (!entry.equals(top) && top.type().equals(Volume.PROTOCOL_SERVER)) {
            if (measured.contains(top.name())) {
                here = here.row(label(brick.volfile(), top, null), top.name());
            }
            walk(entry, top, here.through(top));
        } else {
            walk(entry, null, here);
        }
    }

    /** What a position is called: after its parent at the top of a brick and below io-threads, else after its child. */
    private String label(Volfile graph, Volume volume, @Nullable Volume parent) {
        if (translatorsThemselves) {
            return volume.type();
        }
        List<Volume> children = graph.children(volume);
        String below = children.isEmpty() ? "" : children.getFirst().type();
        if (parent != null && parent.type().equals(Volume.PROTOCOL_SERVER)) {
            return "child of " + parent.type();
        }
        boolean telling = below.equals(Volume.IO_THREADS) || below.equals(Volume.PROTOCOL_CLIENT)
                || below.equals(Volume.STORAGE_POSIX);
        if (!telling && parent != null && parent.type().equals(Volume.IO_THREADS)) {
            return "child of " + parent.type();
        }
        return below.isEmpty() ? volume.type() : "parent of " + below;
    }

    /** Where the walk is: below which row, and through which translators since. */
    private final class Place {
        private final Volfile graph;
        private final Dump.Side side;
        private final String key;
        private final @Nullable StackRow row;
        private final List<String> layer;
        private final boolean crossed;
        private final boolean fanned;

        Place(Volfile graph, Dump.Side side, String key) {
            this(graph, side, key, null, List.of(), false, false);
        }

        private Place(Volfile graph, Dump.Side side, String key,
                @Nullable StackRow row, List<String> layer, boolean crossed,
                boolean fanned) {
            this.graph = graph;
            this.side = side;
            this.key = key;
            this.row = row;
            this.layer = layer;
            this.crossed = crossed;
            this.fanned = fanned;
        }

        /** The same place as the start of a stack. */
        Place enter(Volfile newGraph, Dump.Side newSide, String newKey) {
            return new Place(newGraph, newSide, newKey, row, layer, crossed, fanned);
        }

        Place row(String label, Set<String> probes) {
            Place next = this;
            for (String probe : probes) {
                next = row(label, probe);
            }
            return next;
        }

        Place row(String label, String probe) {
            String rowKey = key + "\n" + label;
            StackRow known = rowByProbe.get(probe);
            StackRow next = known == null
                    ? rowByKey.computeIfAbsent(rowKey, absent -> new StackRow(side, label))
                    : known;
            next.probes().add(probe);
            rowByProbe.put(probe, next);
            if (row != null && !Objects.equals(row, next)) {
                row.edgeTo(next).add(layer, crossed, fanned);
            }
            return new Place(graph, side, rowKey, next, List.of(), false, false);
        }

        Place through(String type) {
            return with(graph, side, key, type, crossed, fanned);
        }

        Place through(Volume volume) {
            return with(graph, side, key, volume.type(), crossed, fanned || volume.subvolumes().size() > 1);
        }

        Place across(Volfile brick) {
            return with(brick, Dump.Side.BRICK, "brick", side == Dump.Side.WIRE ? WireEnd.BRICK_END : Stack.NETWORK,
                    true, fanned);
        }

        Place toWire() {
            return with(graph, Dump.Side.WIRE, "wire", side == Dump.Side.WIRE ? WireEnd.NETWORK : WireEnd.CLIENT_END,
                    true, fanned);
        }

        private Place with(Volfile newGraph, Dump.Side newSide, String newKey, String type, boolean crosses,
                boolean fans) {
            List<String> longer = new ArrayList<>(layer);
            longer.add(type);
            return new Place(newGraph, newSide, newKey, row, longer, crosses, fans);
        }

        void end(Volume leaf, String... beyond) {
            if (row != null) {
                row.tail().addAll(layer);
                row.tail().addAll(List.of(beyond));
                if (fanned && !translatorsThemselves) {
                    row.unseenBranches().add(leaf.name());
                }
            }
        }
    }
}
