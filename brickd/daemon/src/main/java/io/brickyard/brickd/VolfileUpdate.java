package io.brickyard.brickd;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import io.brickyard.brickd.graph.BrickStack;
import io.brickyard.brickd.program.Admission;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;
import io.brickyard.xlator.Volume;
import io.brickyard.xlator.VolumeOptions;
import io.brickyard.xlator.graph.Graph;
import io.brickyard.xlator.iothreads.IoThreads;
import io.brickyard.xlator.iothreads.IoThreadsOptions;

/**
 * What becomes of a volfile that glusterd changes while the brick is served. Promises: who may come in and the numbers of
 * io-threads change at once; every other change is named in the log, as one that takes effect at the next start or that
 * cannot be at all; what is served goes on being served.
 */
final class VolfileUpdate {
    /** Options of io-stats that switch on what is always on here, or concern glusterfsd's log. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("count-fop-hits", "latency-measurement", "log-level",
            "global-threading", "threads");

    private final BrickdOptions options;
    private final BrickStack stack;
    private final Admission admission;
    private final Consumer<String> log;
    private volatile Volfile current;

    VolfileUpdate(BrickdOptions options, Volfile first, BrickStack stack, Admission admission, Consumer<String> log) {
        this.options = options;
        this.current = first;
        this.stack = stack;
        this.admission = admission;
        this.log = log;
    }

    /** The volfile of now. */
    Volfile current() {
        return current;
    }

    /** Takes a new text; called by one thread at a time. */
    void take(String text) {
        Volfile next;
        try {
            next = Volfile.parse(text);
        } catch (VolfileException e) {
            report(e);
            return;
        }
        if (!shape(next).equals(shape(current))) {
            log.accept("glusterd changed the brick's translators: takes effect when brickd is started again");
        }
        for (Volume volume : next.volumes()) {
            current.volume(volume.name()).filter(old -> old.type().equals(volume.type()))
                    .ifPresent(old -> compare(old, volume));
        }
        try {
            admission.setRules(ServerAuth.rules(options, Optional.of(next), options.brick().toString()));
        } catch (VolfileException e) {
            report(e);
        }
        current = next;
    }

    private static List<List<Object>> shape(Volfile volfile) {
        return volfile.volumes().stream().map(volume -> List.<Object>of(volume.name(), volume.type(),
                volume.subvolumes())).toList();
    }

    private void compare(Volume old, Volume now) {
        if (old.options().equals(now.options())) {
            return;
        }
        try {
            Graph.checkLeftOut(now);
            Set<String> applied = apply(now);
            for (String key : changed(old.options(), now.options())) {
                log.accept("glusterd changed option " + key + " of volume '" + now.name() + "' "
                        + (now.options().containsKey(key) ? "to " + shown(now, key) : "to its default") + ": "
                        + effect(now, key, applied));
            }
        } catch (VolfileException e) {
            report(e);
        }
    }

    /** Passwords are nobody's business. */
    private static String shown(Volume volume, String key) {
        return key.endsWith(".password") ? "another" : String.valueOf(volume.options().get(key));
    }

    /** The options of a volume that were taken over as it runs. */
    private Set<String> apply(Volume now) throws VolfileException {
        if (!now.type().equals(Volume.IO_THREADS)) {
            return Set.of();
        }
        IoThreadsOptions wanted = IoThreadsOptions.of(new VolumeOptions(now));
        for (IoThreads threads : stack.ioThreads()) {
            if (threads.name().equals(now.name())) {
                threads.reconfigure(wanted);
            }
        }
        return IoThreadsOptions.KEYS;
    }

    private static String effect(Volume now, String key, Set<String> applied) {
        boolean atOnce = applied.contains(key)
                || (now.type().equals(Volume.PROTOCOL_SERVER) && key.startsWith("auth."));
        if (atOnce) {
            return "in effect";
        }
        if (Graph.isLeftOut(now) || (now.type().equals(Volume.IO_STATS) && WITHOUT_EFFECT.contains(key))) {
            return "makes no difference to brickd";
        }
        return "takes effect when brickd is started again, if brickd has it";
    }

    private static Set<String> changed(Map<String, String> old, Map<String, String> now) {
        Set<String> keys = new LinkedHashSet<>(old.keySet());
        keys.addAll(now.keySet());
        keys.removeIf(key -> old.containsKey(key) && old.get(key).equals(now.get(key)));
        return keys;
    }

    private void report(VolfileException cause) {
        log.accept("glusterd's new volfile, line " + cause.line() + ": " + cause.getMessage()
                + "; going on without that change");
    }
}
