package io.brickyard.stats;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.brickyard.stats.dump.FopCounter;
import io.brickyard.stats.read.Inputs;
import io.brickyard.stats.stack.Measurement;
import io.brickyard.stats.stack.Stack;
import io.brickyard.stats.stack.StackOrder;
import io.brickyard.stats.stack.StackRow;

/** FOPs by the time that applications waited for them: what the top of the stack saw first, then what only lower probes saw. */
final class FopRanking {
    private FopRanking() {
    }

    /** Names of all FOPs with calls, the most time first. */
    static List<String> byTime(List<Inputs.Graph> graphs, List<Measurement> measurements) {
        Set<String> fops = new TreeSet<>();
        measurements.forEach(one -> one.nanos().fops().forEach((fop, counter) -> {
            if (counter.count() > 0) {
                fops.add(fop);
            }
        }));
        Set<String> tops = topProbes(graphs, measurements);
        Map<String, Double> atTop = new HashMap<>();
        Map<String, Double> anywhere = new HashMap<>();
        for (Measurement one : measurements) {
            for (String fop : fops) {
                FopCounter counter = one.nanos().fop(fop);
                anywhere.merge(fop, counter.total(), Math::max);
                if (tops.contains(one.probe())) {
                    atTop.merge(fop, counter.total(), Double::sum);
                }
            }
        }
        return fops.stream().sorted(Comparator.comparingDouble((String fop) -> -atTop.getOrDefault(fop, 0.0))
                .thenComparingDouble(fop -> -anywhere.getOrDefault(fop, 0.0))).toList();
    }

    /** Probes that none is above. Without volfiles any FOP's data would order them, so then all count. */
    private static Set<String> topProbes(List<Inputs.Graph> graphs, List<Measurement> measurements) {
        Stack stack = StackOrder.of(graphs, measurements, "");
        Set<StackRow> tops = new HashSet<>(stack.rows());
        stack.rows().forEach(row -> tops.removeAll(row.below().keySet()));
        Set<String> probes = new HashSet<>();
        tops.forEach(row -> probes.addAll(row.probes()));
        return probes;
    }
}
