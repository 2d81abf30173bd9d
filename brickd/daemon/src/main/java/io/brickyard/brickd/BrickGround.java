package io.brickyard.brickd;

import java.util.Optional;
import java.util.function.Function;

import io.brickyard.brickd.program.AdmissionRules;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.graph.TranslatorTypes;

/**
 * What one brick needs and can be refused.
 *
 * @param directory the brick's
 * @param volfiles makes the graph's volfile
 * @param rules who may come in
 * @param label tells bricks of one process apart in what people read; empty where there is but one
 */
record BrickGround(BrickDirectory directory, VolfileSource volfiles, AdmissionRules rules, String label) {
    /** Makes a graph's volfile. */
    @FunctionalInterface
    interface VolfileSource {
        /** From the one that the user named, if any, for a process that has these types. */
        Volfile of(Optional<Volfile> named, TranslatorTypes types);
    }

    /** The graph's volfile once it is known which types there are. */
    Function<TranslatorTypes, Volfile> graph(Optional<Volfile> named) {
        return types -> volfiles.of(named, types);
    }

    /** The brick directory, by which clients and volfiles name the brick. */
    String path() {
        return directory.options().directory().toString();
    }
}
