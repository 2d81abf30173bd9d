package io.brickyard.stats.stack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.DumpFormat.Measures;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.dump.Section;
import io.brickyard.stats.dump.Source;
import io.brickyard.stats.read.Inputs;
import io.brickyard.stats.unit.UnitOverride;
import io.brickyard.stats.unit.UnitResolver;
import io.brickyard.stats.unit.UnitVerdict;
import io.brickyard.xlator.Volume;

/**
 * Turns dumps into measurements: names the probes, pairs their dumps, picks the window, decides the unit.
 *
 * @param all one per probe and process whose unit is known or does not matter
 * @param undecided probes with calls of which nothing tells the unit
 * @param notes remarks for the report
 */
public record Measurements(List<Measurement> all, List<Undecided> undecided, List<Note> notes) {

    /** A probe that cannot be used because its unit is not known. */
    public record Undecided(String probe, Source source, String reason) {}

    /** Measures {@code inputs} over the chosen sections. */
    public static Measurements of(Inputs inputs, SectionChoice choice, UnitOverride units) {
        List<Note> notes = new ArrayList<>();
        ProbeNames names = new ProbeNames(inputs.graphs(), inputs.dumps());
        List<Series> all = SeriesBuilder.build(inputs.dumps(), names, notes);
        return new Builder(inputs, choice, new UnitResolver(units), all, notes).build();
    }

    /** The work in progress. */
    private static final class Builder {
        private final SectionChoice choice;
        private final UnitResolver units;
        private final List<Series> all;
        private final Map<String, String> graphByProbe = new HashMap<>();
        private final Map<String, Integer> givenOrder = new HashMap<>();
        private final List<Measurement> measured = new ArrayList<>();
        private final List<Undecided> undecided = new ArrayList<>();
        private final List<Note> notes;

        Builder(Inputs inputs, SectionChoice choice, UnitResolver units, List<Series> all, List<Note> notes) {
            this.notes = notes;
            this.choice = choice;
            this.units = units;
            this.all = all;
            for (Inputs.Graph graph : inputs.graphs()) {
                for (Volume volume : graph.volfile().volumes()) {
                    graphByProbe.put(volume.name(), graph.source().file());
                }
            }
            for (Inputs.LoadedDump loaded : inputs.dumps()) {
                if (loaded.givenName() != null) {
                    givenOrder.putIfAbsent(loaded.givenName(), givenOrder.size());
                }
            }
        }

        Measurements build() {
            for (Series series : all) {
                units.learn(process(series), series.dumps());
            }
            all.forEach(this::measure);
            return new Measurements(List.copyOf(measured), List.copyOf(undecided), List.copyOf(notes));
        }

        /** Probes of one volfile share a process; a format is told apart since a statedump mixes units. */
        private String process(Series series) {
            String graph = graphByProbe.get(series.probe());
            String where = graph != null ? graph : String.valueOf(series.last().process());
            boolean known = graph != null || series.last().process() != null;
            return series.format() + "\n" + (known ? where : series.probe());
        }

        private static List<Section> steps(Window window, UnitVerdict unit) {
            return window.steps().stream()
                    .map(step -> unit.unit() == null ? step : step.inNanos(unit.unit())).toList();
        }

        private void measure(Series series) {
            Optional<Window> window = Window.of(series, choice);
            Dump last = series.last();
            if (window.isEmpty()) {
                if (series.format().measures() == Measures.IO_STATS) {
                    notes.add(new Note(Note.Kind.INPUT, last.source().file() + " is left out: " + series.probe()
                            + " has only one dump, so there is no difference"));
                }
                return;
            }
            Section section = window.get().section();
            if (section.seconds() == 0 && series.format() == DumpFormat.IO_STATS_JSON) {
                notes.add(new Note(Note.Kind.INPUT, last.source().file() + ": its interval took 0 s, of which GlusterFS"
                        + " prints nan for counts; --section cumulative shows the time before"));
            }
            UnitVerdict unit = units.resolve(series.probe(), process(series), series.dumps());
            if (unit.unit() == null && section.calls() > 0) {
                undecided.add(new Undecided(series.probe(), last.source(), unit.reason()));
                return;
            }
            Section nanos = unit.unit() == null ? section : section.inNanos(unit.unit());
            measured.add(new Measurement(series.probe(), series.format(), ProbeNames.side(last), nanos,
                    steps(window.get(), unit),
                    window.get().title(), unit, last.source(), last.process(), last.rank(),
                    givenOrder.getOrDefault(series.probe(), -1)));
        }
    }
}
