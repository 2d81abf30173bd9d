package io.brickyard.stats.stack;

import java.util.List;

import io.brickyard.stats.read.Inputs;

/** Puts probes in order by the best evidence there is. */
public final class StackOrder {
    private StackOrder() {
    }

    /** The stack of {@code measurements}: by the volfiles if they know any of the probes, else by the data of one FOP. */
    public static Stack of(List<Inputs.Graph> graphs, List<Measurement> measurements, String fop) {
        Stack byGraph = GraphStack.build(graphs, measurements);
        return byGraph.rows().isEmpty() ? DataStack.build(measurements, fop) : byGraph;
    }
}
