package io.brickyard.load.gluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.brickyard.xlator.VolfileText;
import io.brickyard.xlator.stats.DumpScheduler;
import io.brickyard.xlator.stats.ProcessIdentity;

/** The client stacks of one run: all jobs that work on the same volume or brick share one, so that its probes see all. */
public final class ClientStacks {
    private final Map<Key, ClientStack> stacks = new LinkedHashMap<>();

    private record Key(String statsDirectory, String target) {}

    /**
     * The stack for a volume or brick, made at first use.
     *
     * @param statsDirectory where its probes are dumped; empty: it has no probes
     * @param target names it among all stacks of the run, and its probes
     * @param remotes its bricks
     */
    synchronized ClientStack of(String statsDirectory, String target, List<ClientStack.Remote> remotes) {
        return stacks.computeIfAbsent(new Key(statsDirectory, target),
                key -> new ClientStack(target, remotes, !statsDirectory.isEmpty()));
    }

    /** Dumps all probes, each stack into its directory. */
    public synchronized void dump() throws IOException {
        for (Map.Entry<Key, ClientStack> one : stacks.entrySet()) {
            if (one.getKey().statsDirectory().isEmpty()) {
                continue;
            }
            var process = ProcessIdentity.current("load", ProcessIdentity.Side.CLIENT);
            try (var dumps = new DumpScheduler(process, one.getValue().probes(),
                    Path.of(one.getKey().statsDirectory()), problem -> {})) {
                String file = "load_" + one.getKey().target().replaceAll("[^A-Za-z0-9._-]", "_");
                dumps.add(one.getValue().segments(), file + ".rpc");
                dumps.accompany(file + ".vol", VolfileText.of(one.getValue().graph(),
                        Set.of("remote-host", "remote-port", "remote-subvolume")));
                dumps.dumpNow();
            }
        }
    }
}
