package io.brickyard.xlator.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.brickyard.xlator.Volume;
import io.brickyard.xlator.iothreads.IoThreads;
import io.brickyard.xlator.iothreads.IoThreadsOptions;
import io.brickyard.xlator.stats.DumpSettings;
import io.brickyard.xlator.stats.IoStats;
import io.brickyard.xlator.throttle.Throttle;
import io.brickyard.xlator.throttle.ThrottleControl;

/** The types of translators that can be built, by their names in volfiles. */
public final class TranslatorTypes {
    private final Map<String, TranslatorFactory> factories = new HashMap<>();

    private TranslatorTypes() {
    }

    /** Those that both stacks share; a stack adds its own. */
    public static TranslatorTypes shared() {
        return new TranslatorTypes()
                .with(Volume.IO_STATS, TranslatorFactory.layer((volume, options, below) -> {
                    String uniqueId = options.text("unique-id").orElse(volume.name());
                    return new IoStats(uniqueId, DumpSettings.of(options), below);
                }))
                .with(Volume.IO_THREADS, TranslatorFactory.layer((volume, options,
                        below) -> new IoThreads(volume.name(), IoThreadsOptions.of(options), below)))
                .with(Volume.THROTTLE, TranslatorFactory.layer((volume, options,
                        below) -> new Throttle(volume.name(), ThrottleControl.policy(options), below)));
    }

    /** Adds a type. */
    public TranslatorTypes with(String type, TranslatorFactory factory) {
        if (factories.put(type, factory) != null) {
            throw new IllegalStateException(type + " is there already");
        }
        return this;
    }

    /** Whether a type can be built. */
    public boolean has(String type) {
        return factories.containsKey(type);
    }

    /** The factory of a type. */
    Optional<TranslatorFactory> factory(String type) {
        return Optional.ofNullable(factories.get(type));
    }
}
