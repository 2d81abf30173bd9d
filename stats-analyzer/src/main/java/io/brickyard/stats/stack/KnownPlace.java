package io.brickyard.stats.stack;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.brickyard.stats.dump.Dump.Side;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.DumpFormat.Measures;

/** Places that a format itself knows, whatever its probes are called, and what lies between the sides. */
final class KnownPlace {
    /** What a program that is no GlusterFS client itself calls through. */
    static final String KERNEL = "kernel + FUSE";
    /** What a program calls through that is linked with GlusterFS's client. */
    static final String GFAPI = "libgfapi";

    private KnownPlace() {
    }

    /** The label of the row that {@code measurement} belongs to. */
    static Optional<String> of(Measurement measurement) {
        if (measurement.format().measures() == Measures.APPLICATION) {
            return Optional.of("application");
        }
        if (measurement.format().measures() == Measures.WIRE) {
            return Optional.of(WireEnd.of(measurement.probe()).label());
        }
        return measurement.format() == DumpFormat.VOLUME_PROFILE
                ? Optional.of("child of protocol/server")
                : Optional.empty();
    }

    /** The layer between two neighbours of these sides. */
    static List<String> between(Side upper, Side lower, Set<String> upperProbes) {
        if (upper == Side.APPLICATION) {
            return List.of(belowApplication(upperProbes));
        }
        if (upper == Side.WIRE && lower == Side.WIRE) {
            return List.of(WireEnd.NETWORK);
        }
        if (lower == Side.WIRE) {
            return List.of(WireEnd.CLIENT_END);
        }
        if (upper == Side.WIRE) {
            return List.of(WireEnd.BRICK_END);
        }
        return upper != Side.BRICK && lower == Side.BRICK ? List.of(Stack.NETWORK) : List.of();
    }

    /** What lies right below applications, by the engines that their names tell. */
    static String belowApplication(Set<String> probes) {
        return probes.stream().allMatch(probe -> probe.contains("gfapi")) ? GFAPI : KERNEL;
    }
}
