package io.brickyard.brickd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.Volume;
import io.brickyard.xlator.graph.Graph;
import io.brickyard.xlator.iothreads.IoThreadsOptions;
import io.brickyard.xlator.throttle.ThrottleControl;

/**
 * What a volfile that was read anew changes in a graph that runs. Who may connect and how often something is done can
 * change; translators, their order and their other options stay as they were started.
 */
record VolfileChange(Volfile started, Volfile now) {
    private static final Map<String, Set<String>> CHANGEABLE = Map.of(
            // What profiles switch on is always on.
            Volume.IO_STATS, Set.of("ios-dump-interval", "ios-dump-format", "count-fop-hits", "latency-measurement"),
            Volume.IO_THREADS, IoThreadsOptions.KEYS,
            Volume.THROTTLE, Set.of(ThrottleControl.POLICY_KEY),
            Volume.STORAGE_POSIX, Set.of("health-check-interval", "health-check-timeout"));

    /** What takes effect at the next start only, in file order: volumes and their options. */
    List<String> afterRestart() {
        List<String> names = new ArrayList<>();
        for (Volume volume : now.volumes()) {
            Optional<Volume> running = started.volume(volume.name());
            if (running.isEmpty()) {
                names.add("volume " + volume.name());
            } else if (!Graph.isLeftOut(volume)) {
                add(running.get(), volume, names);
            }
        }
        started.volumes().stream().filter(volume -> now.volume(volume.name()).isEmpty())
                .forEach(volume -> names.add("volume " + volume.name()));
        return names;
    }

    private static void add(Volume running, Volume volume, List<String> names) {
        if (!running.type().equals(volume.type())) {
            names.add("type of volume " + volume.name());
        }
        if (!running.subvolumes().equals(volume.subvolumes())) {
            names.add("subvolumes of volume " + volume.name());
        }
        Set<String> keys = new TreeSet<>(running.options().keySet());
        keys.addAll(volume.options().keySet());
        keys.removeIf(key -> isChangeable(volume.type(), key)
                || Objects.equals(running.options().get(key), volume.options().get(key)));
        keys.forEach(key -> names.add("option " + key + " of volume " + volume.name()));
    }

    private static boolean isChangeable(String type, String key) {
        return (type.equals(Volume.PROTOCOL_SERVER) && (key.startsWith("auth.") || key.equals("statedump-path")))
                || CHANGEABLE.getOrDefault(type, Set.of()).contains(key);
    }
}
