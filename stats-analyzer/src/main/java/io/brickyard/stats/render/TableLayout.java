package io.brickyard.stats.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.table.GapPart;
import io.brickyard.stats.table.Position;

/** The columns that a table needs: those that would be empty in every row are left out. */
public final class TableLayout {
    /** One column, what it says of a position and of a part of one; numbers stand at the right. */
    public record Column(String title, boolean right, Function<Position, String> cell, Function<GapPart, String> part) {
        Column(String title, boolean right, Function<Position, String> cell) {
            this(title, right, cell, part -> "");
        }
    }

    /** The title of the column that says what lies between a position and the next, with the marks of footnotes. */
    public static final String SPENT_IN = "spent in";

    private TableLayout() {
    }

    public static List<Column> columns(DeltaTable table) {
        List<Column> all = new ArrayList<>();
        all.add(new Column("position", false, Position::label, part -> "- " + part.title()));
        all.add(new Column("probe", false, Wording::probes));
        all.add(new Column("calls", true, Wording::calls, part -> Long.toString(part.calls())));
        all.add(new Column("calls below", true, Wording::callsBelow));
        all.add(new Column("avg us", true, position -> Wording.micros(position.averageNanos())));
        all.add(new Column("+/- us", true, position -> Wording.known(position.averageErrorNanos())));
        all.add(new Column("p50 us", true, position -> Wording.known(position.percentileNanos(0.5))));
        all.add(new Column("p99 us", true, position -> Wording.known(position.percentileNanos(0.99))));
        all.add(new Column("delta us", true, Wording::delta, part -> Wording.micros(part.nanos())));
        all.add(new Column("plain us", true, Wording::plain));
        all.add(new Column("before us", true, Wording::before));
        all.add(new Column("change us", true, Wording::change));
        all.add(new Column("noise us", true, Wording::noise));
        all.add(new Column("share", true, position -> Wording.percent(position.share())));
        all.add(new Column(SPENT_IN, false, position -> Wording.layer(position) + Wording.marks(position)));
        all.removeIf(column -> table.positions().stream().allMatch(one -> column.cell().apply(one).isBlank()));
        return all;
    }
}
