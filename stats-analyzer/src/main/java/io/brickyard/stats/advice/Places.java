package io.brickyard.stats.advice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.brickyard.stats.dump.Dump.Side;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.GapPart;
import io.brickyard.stats.table.Position;

/** Tells where the layer below a position is, by the sides of its neighbours and the translators in between. */
final class Places {
    /** Of one side, by words that types of translators and labels hold; of several the first first. */
    private static final Map<String, Place> ON_CLIENT = ordered(
            "cluster/replicate", Place.REPLICATE,
            "cluster/disperse", Place.DISPERSE,
            "cluster/distribute", Place.DISTRIBUTE,
            "io-threads", Place.CLIENT_IO_THREADS,
            "performance/", Place.CLIENT_CACHES);
    private static final Map<String, Place> ON_BRICK = ordered(
            "storage/", Place.STORAGE,
            "io-threads", Place.BRICK_IO_THREADS,
            "features/locks", Place.LOCKS);

    private Places() {
    }

    private static Map<String, Place> ordered(Object... pairs) {
        Map<String, Place> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], (Place) pairs[i + 1]);
        }
        return map;
    }

    /** The places of the layer below the position at {@code index}, at least one. */
    static List<Place> below(DeltaTable table, int index) {
        Position here = table.positions().get(index);
        if (table.positions().size() == 1) {
            return List.of(Place.ONE_PROBE);
        }
        Optional<Side> next = index + 1 < table.positions().size()
                ? Optional.of(table.positions().get(index + 1).side())
                : Optional.empty();
        return switch (here.side()) {
            case APPLICATION -> List.of(application(here, next));
            case WIRE -> List.of(next.filter(side -> side == Side.WIRE).isPresent() ? Place.WIRE : Place.BRICK_RPC);
            case CLIENT -> client(table, index, next);
            case BRICK -> brick(here, next.isEmpty());
            case UNKNOWN -> here.boundaryBelow() ? client(table, index, next) : List.of(unknown(here));
        };
    }

    private static Place application(Position here, Optional<Side> next) {
        if (next.filter(side -> side == Side.BRICK).isPresent()) {
            return Place.ABOVE_BRICKS;
        }
        return here.layer().contains("libgfapi") ? Place.GFAPI : Place.KERNEL;
    }

    private static List<Place> client(DeltaTable table, int index, Optional<Side> next) {
        Position here = table.positions().get(index);
        if (next.filter(side -> side == Side.WIRE).isPresent()) {
            return List.of(Place.CLIENT_RPC);
        }
        if (here.boundaryBelow()) {
            boolean guessed = table.notes().stream().anyMatch(note -> note.kind() == Note.Kind.ORDER);
            return List.of(guessed ? Place.ABOVE_BRICKS_UNORDERED : network(table.partsOf(index)));
        }
        return within(ON_CLIENT, here, Place.CLIENT);
    }

    /** By the largest of the parts that sampled calls tell of. */
    private static Place network(List<GapPart> parts) {
        return parts.stream().max(Comparator.comparingDouble(GapPart::nanos)).map(GapPart::key)
                .map(key -> key.startsWith("client") ? Place.CLIENT_RPC
                        : key.equals("rest") ? Place.WIRE : Place.BRICK_RPC)
                .orElse(Place.NETWORK);
    }

    private static List<Place> brick(Position here, boolean last) {
        return within(ON_BRICK, here, last ? Place.WHOLE_BRICK : Place.BRICK);
    }

    private static List<Place> within(Map<String, Place> places, Position here, Place otherwise) {
        List<Place> found = new ArrayList<>();
        List<String> layer = here.layer().isEmpty() ? List.of(here.label()) : here.layer();
        places.forEach((word, place) -> {
            boolean other = found.contains(Place.CLIENT_IO_THREADS) && place == Place.CLIENT_CACHES;
            if (!other && layer.stream().anyMatch(type -> type.contains(word))) {
                found.add(place);
            }
        });
        return found.isEmpty() ? List.of(otherwise) : found;
    }

    /** A hand-written table may tell by its words alone. */
    private static Place unknown(Position here) {
        boolean client = here.label().contains("client");
        return within(client ? ON_CLIENT : ON_BRICK, here, Place.UNKNOWN).getFirst();
    }
}
