package io.brickyard.load.gluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.brickyard.client.BrickAddress;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.Volume;
import io.brickyard.xlator.stats.DumpSettings;
import io.brickyard.xlator.stats.IoStats;
import io.brickyard.xlator.stats.RpcSegments;

/**
 * The client's half of a translator stack: a probe where io-threads would be wound to, then, for each brick, a probe and
 * the connection. Which brick a call is for, its session says.
 */
final class ClientStack {
    private static final String TOP_PROBE = "-io-threads-parent";

    private final Volfile graph;
    private final Translator top;
    private final List<IoStats> probes = new ArrayList<>();
    private final RpcSegments segments = new RpcSegments();

    /**
     * @param target what the probes are called after
     * @param remotes the bricks
     * @param probed whether there are probes; without them nothing is counted and nothing paid
     */
    ClientStack(String target, List<Remote> remotes, boolean probed) {
        this.graph = graph(target, remotes);
        Translator bottom = new ProtocolClient();
        if (!probed) {
            top = bottom;
            return;
        }
        List<Translator> branches = new ArrayList<>();
        List<IoStats> below = new ArrayList<>();
        for (Remote remote : remotes) {
            var probe = new IoStats(remote.name() + "-parent", DumpSettings.ON_DEMAND, bottom);
            branches.add(probe);
            below.add(probe);
        }
        var first = new IoStats(target + TOP_PROBE, DumpSettings.ON_DEMAND, new Fork(branches));
        probes.add(first);
        probes.addAll(below);
        top = first;
    }

    /** A brick as the graph names it, and where it is; a port of 0 is not known. */
    record Remote(String name, BrickAddress address) {}

    private static Volfile graph(String target, List<Remote> remotes) {
        List<Volume> volumes = new ArrayList<>();
        List<String> parents = new ArrayList<>();
        for (Remote remote : remotes) {
            BrickAddress address = remote.address();
            Map<String, String> options = new LinkedHashMap<>();
            options.put("remote-host", address.host());
            if (address.port() != 0) {
                options.put("remote-port", String.valueOf(address.port()));
            }
            options.put("remote-subvolume", address.subvolume());
            volumes.add(new Volume(remote.name(), Volume.PROTOCOL_CLIENT, options, List.of(), 0));
            parents.add(remote.name() + "-parent");
            volumes.add(new Volume(parents.getLast(), Volume.IO_STATS, Map.of(), List.of(remote.name()), 0));
        }
        // What chooses a brick is load's own, and takes the place that distribute has in stock graphs.
        volumes.add(new Volume(target + "-dht", "cluster/distribute", Map.of(), parents, 0));
        volumes.add(new Volume(target + TOP_PROBE, Volume.IO_STATS, Map.of(), List.of(target + "-dht"), 0));
        return Volfile.of(volumes);
    }

    /** The stack as a volfile, for readers of its dumps. */
    Volfile graph() {
        return graph;
    }

    /** Where calls enter. */
    Translator top() {
        return top;
    }

    /** Where the time of calls goes below it, of those that are followed there. */
    RpcSegments segments() {
        return segments;
    }

    /** Top first. */
    List<IoStats> probes() {
        return List.copyOf(probes);
    }

    /** Leads each call to the branch of its brick. */
    private record Fork(List<Translator> branches) implements Translator {
        @Override
        public void wind(Call call, Unwind up) {
            branches.get(BrickLink.of(call.session()).branch()).wind(call, up);
        }
    }

    /** The bottom: sends what comes over the connection of the call's session. */
    private static final class ProtocolClient implements Translator {
        @Override
        public void wind(Call call, Unwind up) {
            BrickLink.of(call.session()).send(call, up);
        }
    }
}
