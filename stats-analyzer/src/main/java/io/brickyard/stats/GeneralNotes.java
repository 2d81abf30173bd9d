package io.brickyard.stats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.read.Inputs;
import io.brickyard.stats.stack.Measurement;
import io.brickyard.stats.stack.Measurements;
import io.brickyard.stats.stack.Stack;

/** The footnotes that concern a whole table: units, order, what was merged or left out. */
final class GeneralNotes {
    private GeneralNotes() {
    }

    static List<Note> of(String fop, Stack stack, List<Measurement> used, ProbeChoice chosen,
            Measurements measurements, List<Inputs.Remark> remarks) {
        List<Measurement> counted = used.stream().filter(one -> one.nanos().fop(fop).count() > 0).toList();
        List<Note> notes = new ArrayList<>(units(counted));
        if (stack.warning() != null) {
            notes.add(new Note(Note.Kind.ORDER, stack.warning()));
        }
        notes.addAll(merged(counted));
        if (!stack.leftOut().isEmpty()) {
            notes.add(new Note(Note.Kind.LEFT_OUT, "in no volfile, so left out: " + some(stack.leftOut())));
        }
        if (!chosen.unused().isEmpty()) {
            notes.add(new Note(Note.Kind.LEFT_OUT, chosen.unused()));
        }
        notes.addAll(measurements.notes());
        remarks.forEach(one -> notes.add(new Note(one.kind(), one.source().file() + ": " + one.text())));
        return notes;
    }

    /** One note per unit and kind of evidence, with a file as the example. */
    private static List<Note> units(List<Measurement> counted) {
        Map<String, List<Measurement>> byEvidence = new LinkedHashMap<>();
        for (Measurement one : counted) {
            if (one.format() == DumpFormat.FIO || one.format() == DumpFormat.CAPTURE) {
                continue;
            }
            byEvidence.computeIfAbsent(evidence(one), key -> new ArrayList<>()).add(one);
        }
        List<Note> notes = new ArrayList<>();
        byEvidence.forEach((evidence, probes) -> notes
                .add(new Note(probes.getFirst().unit().firm() ? Note.Kind.UNIT : Note.Kind.UNIT_UNCERTAIN,
                        evidence + " ("
                                + probes.getFirst().source().file()
                                + (probes.size() > 1 ? " and " + (probes.size() - 1) + " more" : "")
                                + ")")));
        return notes;
    }

    private static String evidence(Measurement one) {
        String unit = one.unit().unit() == null ? "?" : one.unit().unit().symbol();
        boolean labelledOtherwise = unit.equals("ns") && (one.format() == DumpFormat.IO_STATS_TEXT
                || one.format() == DumpFormat.IO_STATS_JSON);
        return "latencies are " + unit + (labelledOtherwise ? " although labelled us" : "")
                + (one.unit().firm() ? ": " : ", on weak evidence; check it and say --unit if it is wrong: ")
                + one.unit().reason();
    }

    private static List<Note> merged(List<Measurement> counted) {
        Map<String, Long> processes = counted.stream()
                .collect(Collectors.groupingBy(Measurement::probe, TreeMap::new, Collectors.counting()));
        List<Note> notes = new ArrayList<>();
        processes.forEach((probe, count) -> {
            if (count > 1) {
                notes.add(new Note(Note.Kind.MERGED, probe + ": the dumps of " + count + " processes are summed"
                        + " (or of one that was restarted in between: counters of one process do not shrink)"));
            }
        });
        return notes;
    }

    private static String some(List<String> names) {
        int most = 6;
        String listed = String.join(", ", names.subList(0, Math.min(most, names.size())));
        return names.size() > most ? listed + " and " + (names.size() - most) + " more" : listed;
    }
}
