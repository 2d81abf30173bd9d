package io.brickyard.stats.table;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.stats.dump.Dump.Side;

/**
 * By which positions of two tables of the same volume are the same.
 *
 * @param side of the stack
 * @param label of the position
 * @param number place among those of equal side and label, from 0
 */
record PositionKey(Side side, String label, int number) {

    /** Of all positions, in their order. */
    static List<PositionKey> of(DeltaTable table) {
        List<PositionKey> keys = new ArrayList<>();
        for (Position position : table.positions()) {
            int number = 0;
            while (keys.contains(new PositionKey(position.side(), position.label(), number))) {
                number++;
            }
            keys.add(new PositionKey(position.side(), position.label(), number));
        }
        return keys;
    }
}
