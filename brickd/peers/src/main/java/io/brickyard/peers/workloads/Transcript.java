package io.brickyard.peers.workloads;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of a workload, without anything that differs from run to run.
 *
 * @param title what ran, with size and seed
 * @param steps the outcome of each step
 * @param tree every object as a new client sees it: attributes, content, hard links, ACLs
 * @param brick the brick directory as it lies on disk: raw attributes and the .glusterfs skeleton
 */
public record Transcript(String title, List<String> steps, List<String> tree, List<String> brick) {
    /** All lines, each part below a heading. */
    public List<String> lines() {
        List<String> all = new ArrayList<>();
        all.add("== " + title);
        all.addAll(steps);
        all.add("== tree");
        all.addAll(tree);
        all.add("== brick");
        all.addAll(brick);
        return all;
    }

    /**
     * Demands that both are the same.
     *
     * @param expected of the standard, and what to call it in the message
     * @throws AssertionError with the differing lines and those around them
     */
    public void assertSameAs(Transcript expected, String expectedName, String name) {
        List<String> differences = LineDiff.of(expected.lines(), lines());
        if (!differences.isEmpty()) {
            throw new AssertionError(title + " differs; - is " + expectedName + ", + is " + name + ":\n"
                    + String.join("\n", differences));
        }
    }

    /**
     * Demands what must hold wherever a workload ran: what a script states of every case, such as that nothing was lost,
     * and a brick whose objects are all known.
     *
     * @throws AssertionError with the lines that tell otherwise
     */
    public void assertSound() {
        List<String> wrong = Stream.concat(steps.stream().filter(step -> step.endsWith(": NO")),
                brick.stream().filter(line -> line.contains("nobody") || line.contains("WRONG"))).toList();
        if (!wrong.isEmpty()) {
            throw new AssertionError(title + ":\n" + String.join("\n", wrong));
        }
    }
}
