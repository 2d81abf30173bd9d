package io.brickyard.stats.render.html;

import java.util.Locale;

import io.brickyard.stats.dump.Dump.Side;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.Position;

/** The part of the way down that a layer belongs to; each has a word and a colour. */
enum Part {
    APPLICATION("above the client"),
    CLIENT("client"),
    NETWORK("network"),
    BRICK("brick"),
    STORAGE("storage"),
    OTHER("layer");

    private final String word;

    Part(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** The class of the style sheet that colours it. */
    String style() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The part of the layer below the position at {@code index}. */
    static Part below(DeltaTable table, int index) {
        Position here = table.positions().get(index);
        boolean last = index + 1 == table.positions().size();
        boolean disk = (here.label() + here.layer()).contains("storage/");
        boolean crossing = here.boundaryBelow() || here.side() == Side.WIRE
                || (!last && table.positions().get(index + 1).side() == Side.WIRE);
        return switch (here.side()) {
            case APPLICATION -> APPLICATION;
            case CLIENT, WIRE -> crossing ? NETWORK : CLIENT;
            case BRICK -> last && disk ? STORAGE : BRICK;
            case UNKNOWN -> crossing ? NETWORK : OTHER;
        };
    }
}
