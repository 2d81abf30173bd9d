package io.brickyard.stats.table;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.stats.dump.Note;

/** Footnotes in the order of their first use, each once. */
final class NoteList {
    private final List<Note> notes;

    NoteList(List<Note> first) {
        notes = new ArrayList<>(first);
    }

    /** The index of {@code note}, which is added if it is new. */
    int add(Note note) {
        int at = notes.indexOf(note);
        if (at >= 0) {
            return at;
        }
        notes.add(note);
        return notes.size() - 1;
    }

    List<Note> all() {
        return List.copyOf(notes);
    }
}
