package io.brickyard.heal.afr;

/**
 * Whose names a directory has. Names are only deleted where one brick is known to be right and accuses another; whenever
 * there is doubt (no source, a witness, the source accuses nobody) the names of all bricks are united.
 */
public final class EntryChoice {
    private EntryChoice() {
    }

    /** Chooses. */
    public static Choice of(Roles roles) {
        Bricks locked = roles.locked();
        boolean witnessed = locked.stream().anyMatch(roles::hasWitness);
        int source = roles.sources().lowest();
        if (source < 0 || witnessed || roles.blamed()[source].within(locked).isEmpty()) {
            return new Choice(Choice.Verdict.HEAL, -1, Bricks.NONE, locked);
        }
        return Choice.of(source, roles.sources(), locked.minus(roles.sources()));
    }
}
