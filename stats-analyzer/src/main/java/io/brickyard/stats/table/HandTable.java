package io.brickyard.stats.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.brickyard.stats.dump.Dump.Side;
import io.brickyard.stats.dump.LatencyUnit;
import io.brickyard.stats.read.CsvRow;
import io.brickyard.stats.read.Inputs;
import io.brickyard.stats.stack.SideByName;
import io.brickyard.stats.stack.Stack;
import io.brickyard.stats.unit.UnitOverride;

/**
 * The delta table of averages that a person wrote down. There are no counts, so differences of averages are all there is.
 * Sides and layers are told from positions named as usual: {@code parent of protocol/client-0}.
 */
public final class HandTable {
    private static final Pattern NUMBER = Pattern.compile("^\\d+[.)]?\\s+");
    private static final Pattern PARENT = Pattern.compile("parent of (\\S+)");
    private static final Pattern CHILD = Pattern.compile("child of (\\S+)");

    private HandTable() {
    }

    /** A row with what is known of it. */
    private record Row(String label, double nanos, Side side, boolean boundaryBelow) {}

    /** The row that has no unit, if there is one and {@code units} states none. */
    public static Optional<CsvRow> withoutUnit(Inputs.Table table, UnitOverride units) {
        return table.rows().stream().filter(row -> !row.isBoundary() && unit(row, units).isEmpty()).findFirst();
    }

    /** The table; every row has a unit. */
    public static DeltaTable table(Inputs.Table table, UnitOverride units) {
        List<Row> rows = rows(table, units);
        List<Position> positions = new ArrayList<>();
        int bottleneck = 0;
        for (int i = 0; i < rows.size(); i++) {
            positions.add(position(rows, i));
            if (positions.get(i).share() > positions.get(bottleneck).share()) {
                bottleneck = i;
            }
        }
        String fop = Optional.ofNullable(table.rows().getFirst().fop()).orElse("call");
        return new DeltaTable(fop, "averages as given in " + table.source(), positions, bottleneck, List.of());
    }

    private static Optional<LatencyUnit> unit(CsvRow row, UnitOverride units) {
        return units.of(row.position()).or(() -> Optional.ofNullable(row.unit()));
    }

    private static List<Row> rows(Inputs.Table table, UnitOverride units) {
        List<Row> rows = new ArrayList<>();
        for (CsvRow row : table.rows()) {
            if (!row.isBoundary()) {
                double nanos = row.average() * unit(row, units).orElseThrow().nanos();
                String label = NUMBER.matcher(row.position()).replaceFirst("");
                rows.add(new Row(label, nanos, SideByName.of(label), false));
            } else if (!rows.isEmpty()) {
                Row last = rows.removeLast();
                rows.add(new Row(last.label(), last.nanos(), last.side(), true));
            }
        }
        return withSides(rows);
    }

    /** The boundary is where it is marked, else below the last position that speaks of the client. */
    private static List<Row> withSides(List<Row> rows) {
        int boundary = -1;
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).boundaryBelow()) {
                boundary = i;
                break;
            }
            if (rows.get(i).side() == Side.CLIENT && i + 1 < rows.size()
                    && rows.get(i + 1).side() == Side.BRICK) {
                boundary = i;
            }
        }
        List<Row> sided = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Side side = boundary < 0 ? row.side() : i <= boundary ? Side.CLIENT : Side.BRICK;
            sided.add(new Row(row.label(), row.nanos(), side, i == boundary));
        }
        return sided;
    }

    private static Position position(List<Row> rows, int at) {
        Row row = rows.get(at);
        boolean last = at == rows.size() - 1;
        double delta = last ? row.nanos() : row.nanos() - rows.get(at + 1).nanos();
        double top = rows.getFirst().nanos();
        return new Position(row.side(), row.label(), List.of(), 0, row.nanos(), Double.NaN, Double.NaN, delta, delta,
                delta, top == 0 ? 0 : delta / top, Double.NaN, layer(rows, at), row.boundaryBelow(), null, Double.NaN,
                null,
                List.of());
    }

    private static List<String> layer(List<Row> rows, int at) {
        List<String> layer = new ArrayList<>();
        Matcher parent = PARENT.matcher(rows.get(at).label());
        if (parent.find()) {
            layer.add(parent.group(1));
        }
        if (rows.get(at).boundaryBelow()) {
            layer.add(Stack.NETWORK);
        }
        if (at + 1 < rows.size()) {
            Matcher child = CHILD.matcher(rows.get(at + 1).label());
            if (child.find() && !layer.contains(child.group(1))) {
                layer.add(child.group(1));
            }
        }
        return layer;
    }
}
