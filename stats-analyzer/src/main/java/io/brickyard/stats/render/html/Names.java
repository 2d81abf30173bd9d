package io.brickyard.stats.render.html;

import io.brickyard.stats.render.Wording;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.Position;

/** What layers are called, and how their places on the page are. */
final class Names {
    private Names() {
    }

    /** The layer below the position at {@code index}: what is in it, else what it is between. */
    static String layer(DeltaTable table, int index) {
        Position here = table.positions().get(index);
        if (!here.layer().isEmpty()) {
            return Wording.layer(here);
        }
        return index + 1 == table.positions().size()
                ? "below " + here.label()
                : here.label() + " to " + table.positions().get(index + 1).label();
    }

    /** The id of the section of a table. */
    static String section(int table) {
        return "op" + (table + 1);
    }

    /** The id of a row of a table. */
    static String row(int table, int position) {
        return section(table) + "-p" + (position + 1);
    }

    /** The id of a footnote of a table. */
    static String note(int table, int note) {
        return section(table) + "-n" + (note + 1);
    }
}
