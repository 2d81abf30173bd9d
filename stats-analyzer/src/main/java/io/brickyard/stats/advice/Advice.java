package io.brickyard.stats.advice;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.brickyard.stats.dump.Dump.Side;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.Position;

/**
 * What to tune first, by where most of the time goes. It is what usually helps there, and where the numbers cannot tell
 * what does, the measurement that can; nothing of it is known to help this volume.
 *
 * @param where the place, as a phrase for the middle of a sentence
 * @param tips what to do, the best first; what stands in backquotes is to be typed
 */
public record Advice(String where, List<String> tips) {
    private static final int MOST_TIPS = 3;
    /** So many calls below per call, and it is their number that counts. */
    private static final double SEVERAL = 1.5;
    /** More than calls under way while dumps are written explain. */
    private static final double UNEQUAL = 0.1;

    /** The advice for the bottleneck of {@code table}; empty where none was found or it takes no time. */
    public static Advice of(DeltaTable table) {
        int at = table.bottleneck();
        return at < 0 || table.averageNanos() <= 0 ? new Advice("", List.of()) : below(table, at);
    }

    /** Every tip that there is, for whoever checks them. */
    public static List<String> all() {
        return Tip.TABLE.stream().map(Tip::text).toList();
    }

    /** Where the layer below the position at {@code index} is. */
    public static String where(DeltaTable table, int index) {
        return Places.below(table, index).stream().map(Place::title).collect(Collectors.joining(" and "));
    }

    /** The first tip on one line without the marks of what is to be typed, empty without tips. */
    public String first() {
        return tips.isEmpty() ? "" : tips.getFirst().replace("`", "");
    }

    private static Advice below(DeltaTable table, int index) {
        List<Place> places = new ArrayList<>(Places.below(table, index));
        Position here = table.positions().get(index);
        boolean outside = here.boundaryBelow() || here.side() == Side.APPLICATION || here.side() == Side.WIRE;
        if (outside && Math.abs(here.callsBelow() - 1) > UNEQUAL) {
            places.addFirst(Place.UNEQUAL);
        } else if (here.callsBelow() >= SEVERAL && !here.isBounded()) {
            places.addFirst(Place.AMPLIFIED);
        }
        FopKind kind = FopKind.of(table.fop());
        // Several places take turns, so that none of them is cut off by another.
        Set<String> tips = new LinkedHashSet<>();
        for (int turn = 0; turn < MOST_TIPS; turn++) {
            for (Place place : places) {
                List<String> ofPlace = tips(place, kind);
                if (turn < ofPlace.size()) {
                    tips.add(ofPlace.get(turn));
                }
            }
        }
        return new Advice(where(table, index), tips.stream().limit(MOST_TIPS).toList());
    }

    private static List<String> tips(Place place, FopKind kind) {
        return Tip.TABLE.stream().filter(tip -> tip.place() == place)
                .filter(tip -> tip.kind() == FopKind.ANY || tip.kind() == kind).map(Tip::text).toList();
    }
}
