package io.brickyard.stats.render.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.brickyard.stats.advice.Advice;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.table.DeltaTable;

/** What somebody in a hurry needs: where the time goes, what to tune first, what the numbers cannot be trusted for. */
final class Verdict {
    /** Kinds of footnotes that put numbers in doubt, with what they say of them. */
    private static final Map<Note.Kind, String> DOUBTS = new EnumMap<>(Map.of(
            Note.Kind.UNIT_UNCERTAIN, "the unit is a guess",
            Note.Kind.ORDER, "the order of the positions is a guess",
            Note.Kind.COUNTS, "positions saw different numbers of calls",
            Note.Kind.PARALLEL, "calls run side by side, which leaves bounds only",
            Note.Kind.NEGATIVE, "a layer's time is below zero",
            Note.Kind.WINDOWS, "dumps cover different times",
            Note.Kind.RESET, "counters started anew in between",
            Note.Kind.STALE, "a dump may be of another run",
            Note.Kind.SATURATED, "a counter is full"));
    /** A second layer of at least this part is worth a word. */
    private static final double NOTEWORTHY = 0.1;

    private Verdict() {
    }

    /** The place of most time as a phrase, empty where there is none. */
    static String where(DeltaTable table) {
        return Advice.of(table).where();
    }

    static void write(Markup page, DeltaTable table, int number, String heading) {
        Advice advice = Advice.of(table);
        page.open("div", "class", "verdict");
        if (advice.where().isEmpty()) {
            page.leaf("p", "These calls take no time that is counted.", "class", "answer");
        } else {
            answer(page, table, advice);
            second(page, table, number);
            page.leaf(heading, "What to tune first", "class", "todo");
            page.open("ol", "class", "tips");
            advice.tips().forEach(tip -> page.open("li").typed(tip).close());
            page.close();
        }
        doubts(page, table, number);
        page.close();
    }

    private static void answer(Markup page, DeltaTable table, Advice advice) {
        var worst = table.positions().get(table.bottleneck());
        page.open("p", "class", "answer");
        page.leaf("strong", (worst.isBounded() ? "Up to " : "") + Figures.percent(worst.share()), "class", "number");
        page.text(" of each " + table.fop() + " goes into ");
        page.leaf("strong", advice.where());
        page.text(": " + (worst.isBounded() ? "at most " : "") + Figures.time(worst.deltaNanos()) + " of "
                + Figures.time(table.averageNanos()) + ".");
        page.close();
    }

    private static void second(Markup page, DeltaTable table, int number) {
        IntStream.range(0, table.positions().size()).filter(i -> i != table.bottleneck()).boxed()
                .max(Comparator.comparingDouble(i -> table.positions().get(i).share()))
                .filter(i -> table.positions().get(i).share() >= NOTEWORTHY).ifPresent(i -> {
                    page.open("p", "class", "second").text("Next: " + Advice.where(table, i) + ", ");
                    page.leaf("a", Figures.percent(table.positions().get(i).share()), "href",
                            "#" + Names.row(number, i));
                    page.text(".").close();
                });
    }

    private static void doubts(Markup page, DeltaTable table, int number) {
        Map<Note.Kind, List<Integer>> found = new EnumMap<>(Note.Kind.class);
        for (int i = 0; i < table.notes().size(); i++) {
            if (DOUBTS.containsKey(table.notes().get(i).kind())) {
                found.computeIfAbsent(table.notes().get(i).kind(), kind -> new ArrayList<>()).add(i);
            }
        }
        if (found.isEmpty()) {
            return;
        }
        page.open("p", "class", "doubts").leaf("strong", "Read with care:").text(" ");
        String separator = "";
        for (Map.Entry<Note.Kind, List<Integer>> entry : found.entrySet()) {
            page.text(separator + DOUBTS.getOrDefault(entry.getKey(), ""));
            entry.getValue().forEach(note -> NoteList.mark(page, number, note));
            separator = "; ";
        }
        page.text(".").close();
    }

    /** Whether notes of this kind put numbers in doubt. */
    static boolean isDoubt(Note.Kind kind) {
        return DOUBTS.containsKey(kind);
    }
}
