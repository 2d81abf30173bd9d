package io.brickyard.stats.read;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import io.brickyard.wire.fop.Fop;

/** One string for each name of a FOP: ten thousand dumps would hold as many copies of each. */
final class FopNames {
    private static final Map<String, String> KNOWN = Arrays.stream(Fop.values())
            .collect(Collectors.toUnmodifiableMap(Fop::name, Fop::name));

    private FopNames() {
    }

    /** {@code name}, as the shared string if it is a known one. */
    static String shared(String name) {
        return KNOWN.getOrDefault(name, name);
    }
}
