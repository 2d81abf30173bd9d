package io.brickyard.stats.render.html;

import io.brickyard.stats.dump.Note;
import io.brickyard.stats.table.DeltaTable;

/** The footnotes of a table, and the marks that lead to them. */
final class NoteList {
    private NoteList() {
    }

    static void write(Markup page, DeltaTable table, int number, String heading) {
        if (table.notes().isEmpty()) {
            return;
        }
        page.open("section", "class", "notes", "aria-labelledby", Names.section(number) + "-notes");
        page.leaf(heading, "Notes", "id", Names.section(number) + "-notes");
        page.open("ol");
        for (int i = 0; i < table.notes().size(); i++) {
            Note note = table.notes().get(i);
            page.open("li", "id", Names.note(number, i));
            if (Verdict.isDoubt(note.kind())) {
                page.leaf("strong", "Care:", "class", "care").text(" ");
            }
            page.leaf("bdi", note.text()).close();
        }
        page.close().close();
    }

    /** A mark such as {@code [2]}. */
    static void mark(Markup page, int number, int note) {
        page.text(" ").leaf("a", "[" + (note + 1) + "]", "href", "#" + Names.note(number, note), "class", "mark",
                "aria-label", "note " + (note + 1));
    }
}
