package io.brickyard.load.gluster;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.xlator.Call;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;
import io.brickyard.xlator.stats.DumpSettings;
import io.brickyard.xlator.stats.IoStats;

/**
 * The client's half of a translator stack: a probe where io-threads would be wound to, then, for each brick, a probe and
 * the connection. Which brick a call is for, its session says.
 */
final class ClientStack {
    private final Translator top;
    private final List<IoStats> probes = new ArrayList<>();

    /**
     * @param target what the probes are called after
     * @param clients names of the connections
     * @param probed whether there are probes; without them nothing is counted and nothing paid
     */
    ClientStack(String target, List<String> clients, boolean probed) {
        Translator bottom = new ProtocolClient();
        if (!probed) {
            top = bottom;
            return;
        }
        List<Translator> branches = new ArrayList<>();
        List<IoStats> below = new ArrayList<>();
        for (String client : clients) {
            var probe = new IoStats(client + "-parent", DumpSettings.ON_DEMAND, bottom);
            branches.add(probe);
            below.add(probe);
        }
        var first = new IoStats(target + "-io-threads-parent", DumpSettings.ON_DEMAND, new Fork(branches));
        probes.add(first);
        probes.addAll(below);
        top = first;
    }

    /** Where calls enter. */
    Translator top() {
        return top;
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
