package io.brickyard.stats.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.brickyard.stats.stack.StackRow;

/**
 * What lies between a row and the next rows below it that saw calls of the FOP. Rows that saw none are looked through: a
 * FOP that a translator below them makes, or that passes them without a frame, never shows there. Branches that lead to no
 * calls at all do not count, unless all are such.
 *
 * @param lower the next rows with calls
 * @param layer the translators in between, top first
 * @param crossing whether the network is in between
 * @param fanOut whether a translator in between winds to several subvolumes
 * @param unseen branches in between of which there are no dumps
 */
record Gap(List<StackRow> lower, List<String> layer, boolean crossing, boolean fanOut, List<String> unseen) {
    /** Nothing is known to be below. */
    static final Gap NOTHING = new Gap(List.of(), List.of(), false, false, List.of());

    static Gap below(StackRow row, Map<StackRow, RowData> data) {
        Search search = new Search(data);
        search.visit(row, Way.START);
        if (search.dropBypasses()) {
            search.unseen.addAll(row.directBranches());
        }
        Way all = search.ways.values().stream().reduce(Way.START, Way::beside);
        List<String> layer = search.ways.isEmpty() ? List.copyOf(search.tails) : all.distinctLayer();
        return new Gap(List.copyOf(search.ways.keySet()), layer, all.crossing(), all.fanOut(),
                List.copyOf(search.unseen));
    }

    /** What a way down leads through. */
    private record Way(List<String> layer, boolean crossing, boolean fanOut) {
        static final Way START = new Way(List.of(), false, false);

        Way through(StackRow.Edge edge) {
            return beside(new Way(edge.layer(), edge.crossing(), edge.fanOut()));
        }

        Way beside(Way other) {
            List<String> both = new ArrayList<>(layer);
            both.addAll(other.layer);
            return new Way(both, crossing || other.crossing, fanOut || other.fanOut);
        }

        List<String> distinctLayer() {
            return layer.stream().distinct().toList();
        }
    }

    /** Collects while it goes down through rows without calls. */
    private static final class Search {
        private final Map<StackRow, RowData> data;
        private final Map<StackRow, Way> ways = new LinkedHashMap<>();
        private final Set<StackRow> seen = new HashSet<>();
        private final Set<String> tails = new LinkedHashSet<>();
        private final Set<String> unseen = new LinkedHashSet<>();

        Search(Map<StackRow, RowData> data) {
            this.data = data;
        }

        void visit(StackRow row, Way way) {
            if (!seen.add(row)) {
                return;
            }
            unseen.addAll(row.unseenBranches());
            tails.addAll(row.tail());
            row.below().forEach((next, edge) -> {
                RowData there = data.get(next);
                if (there != null && !there.isEmpty()) {
                    ways.merge(next, way.through(edge), Way::beside);
                } else {
                    tails.addAll(edge.layer());
                    visit(next, way.through(edge));
                }
            });
        }

        /**
         * Drops rows that other rows found lead to, which a branch without a probe of its own reaches directly: their calls
         * are counted on the way. Whether there were any.
         */
        boolean dropBypasses() {
            if (ways.size() < 2) {
                return false;
            }
            Set<StackRow> deeper = new HashSet<>();
            ways.keySet().forEach(one -> addBelow(one, deeper));
            return ways.keySet().removeAll(deeper);
        }

        private static void addBelow(StackRow row, Set<StackRow> into) {
            for (StackRow next : row.below().keySet()) {
                if (into.add(next)) {
                    addBelow(next, into);
                }
            }
        }
    }
}
