package io.brickyard.stats.table;

import java.util.ArrayList;
import java.util.HashSet;
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
        Set<String> layer = new LinkedHashSet<>(search.visit(row));
        if (search.lower.isEmpty()) {
            layer.addAll(search.tails);
        }
        return new Gap(List.copyOf(search.lower), List.copyOf(layer), search.crossing, search.fanOut,
                List.copyOf(search.unseen));
    }

    /** Collects while it goes down through rows without calls. */
    private static final class Search {
        private final Map<StackRow, RowData> data;
        private final Set<StackRow> lower = new LinkedHashSet<>();
        private final Set<StackRow> seen = new HashSet<>();
        private final Set<String> tails = new LinkedHashSet<>();
        private final Set<String> unseen = new LinkedHashSet<>();
        private boolean crossing;
        private boolean fanOut;

        Search(Map<StackRow, RowData> data) {
            this.data = data;
        }

        /** The translators on the ways that lead from {@code row} to rows with calls. */
        List<String> visit(StackRow row) {
            List<String> layer = new ArrayList<>();
            if (!seen.add(row)) {
                return layer;
            }
            unseen.addAll(row.unseenBranches());
            tails.addAll(row.tail());
            row.below().forEach((next, edge) -> {
                int before = lower.size();
                RowData there = data.get(next);
                List<String> further = List.of();
                if (there != null && !there.isEmpty()) {
                    lower.add(next);
                } else {
                    tails.addAll(edge.layer());
                    further = visit(next);
                }
                if (lower.size() > before) {
                    layer.addAll(edge.layer());
                    layer.addAll(further);
                    crossing |= edge.crossing();
                    fanOut |= edge.fanOut();
                }
            });
            return layer;
        }
    }
}
