package io.brickyard.stats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.brickyard.stats.dump.LatencyUnit;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.render.OutputFormat;
import io.brickyard.stats.stack.SectionChoice;
import io.brickyard.stats.table.DeltaTable;
import io.brickyard.stats.unit.UnitOverride;
import org.jspecify.annotations.Nullable;

/** Runs of the analyzer, as a test words them. */
public final class Runs {
    /** Where the captures of real GlusterFS lie; Maven runs tests in the module's directory. */
    public static final Path CAPTURES = Path.of("captures");

    private final List<String> inputs = new ArrayList<>();
    private final List<StatsRequest.NamedProbe> probes = new ArrayList<>();
    private @Nullable String fop;
    private boolean allFops;
    private SectionChoice section = SectionChoice.AUTO;
    private SourceChoice source = SourceChoice.AUTO;
    private UnitOverride units = UnitOverride.NONE;
    private String stdin = "";
    private boolean series;

    /** A run over files. */
    public static Runs over(Path... files) {
        Runs runs = new Runs();
        Arrays.stream(files).map(Path::toString).forEach(runs.inputs::add);
        return runs;
    }

    /** A run over {@code -}. */
    public static Runs overStdin(String text) {
        Runs runs = new Runs();
        runs.inputs.add("-");
        runs.stdin = text;
        return runs;
    }

    /** One more file. */
    public Runs and(Path file) {
        inputs.add(file.toString());
        return this;
    }

    /** Standard input as well. */
    public Runs andStdin(String text) {
        inputs.add("-");
        stdin = text;
        return this;
    }

    public Runs probe(String name, Path file) {
        probes.add(new StatsRequest.NamedProbe(name, file.toString()));
        return this;
    }

    public Runs fop(String name) {
        fop = name;
        return this;
    }

    public Runs allFops() {
        allFops = true;
        return this;
    }

    /** Rendered with the steps of repeated dumps. */
    public Runs series() {
        series = true;
        return this;
    }

    public Runs section(SectionChoice choice) {
        section = choice;
        return this;
    }

    public Runs source(SourceChoice choice) {
        source = choice;
        return this;
    }

    public Runs unit(LatencyUnit unit) {
        units = new UnitOverride(unit, Map.of());
        return this;
    }

    public StatsReport report() {
        return StatsAnalyzer.analyze(
                new StatsRequest(inputs, probes, fop, allFops, section, source, units),
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)));
    }

    /** The only table. */
    public DeltaTable table() {
        StatsReport report = report();
        if (report.tables().size() != 1) {
            throw new AssertionError("expected one table, got " + report);
        }
        return report.tables().getFirst();
    }

    public String render(OutputFormat format) {
        StringBuilder out = new StringBuilder();
        try {
            format.renderer(false, series).render(report(), out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }

    /** The positions' exclusive times in microseconds to print precision. */
    public static List<String> deltas(DeltaTable table) {
        return table.positions().stream().map(one -> micros(one.deltaNanos())).toList();
    }

    /** The positions' averages in microseconds to print precision. */
    public static List<String> averages(DeltaTable table) {
        return table.positions().stream().map(one -> micros(one.averageNanos())).toList();
    }

    /** All footnotes of a kind, a line each. */
    public static String notes(DeltaTable table, Note.Kind kind) {
        StringBuilder text = new StringBuilder();
        table.notes().stream().filter(note -> note.kind() == kind)
                .forEach(note -> text.append(note.text()).append('\n'));
        return text.toString();
    }

    private static String micros(double nanos) {
        return String.format(java.util.Locale.ROOT, "%.2f", nanos / 1000);
    }
}
