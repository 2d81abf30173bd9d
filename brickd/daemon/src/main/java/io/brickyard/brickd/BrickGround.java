package io.brickyard.brickd;

import io.brickyard.brickd.net.BoundPort;
import io.brickyard.brickd.program.AdmissionRules;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.graph.TranslatorTypes;

/**
 * What one brick needs and can be refused.
 *
 * @param directory the brick's
 * @param volfile of its graph, once it is known which types there are
 * @param rules who may come in
 * @param port taken
 * @param label tells bricks of one process apart in what people read; empty where there is but one
 */
record BrickGround(BrickDirectory directory, VolfileSource volfile, AdmissionRules rules, BoundPort port,
        String label) {
    /** Makes the graph's volfile. */
    @FunctionalInterface
    interface VolfileSource {
        /** For a process that has these types. */
        Volfile of(TranslatorTypes types);
    }
}
