package io.brickyard.heal.afr;

/**
 * Who is right about one kind of change to one inode, by AFR's rules: a brick that nobody accuses is a source; bricks that a
 * source accuses are sinks. A brick that accuses itself is a fool and accuses no one else. For data and metadata, when all
 * are accused, those that less than a quorum accuses are sources after all. Without any source it is a split-brain.
 *
 * @param locked the bricks that were asked, under a lock on all of them
 * @param sources that nobody accuses
 * @param sinks that a source accuses; all, if there is no source
 * @param witness of each brick, how much it saw that others may not have: dirty counters, and what fools blame
 * @param blamed the bricks that each brick's counters accuse
 */
public record Roles(Bricks locked, Bricks sources, Bricks sinks, long[] witness, Bricks[] blamed) {

    /**
     * Decides.
     *
     * @param locked bricks whose answers are there
     * @param quorum how many accusers make a brick wrong; 0 if the volume has no quorum
     */
    public static Roles of(Changelog log, ChangelogKind kind, Bricks locked, int quorum) {
        int count = log.count();
        Bricks[] blamed = blamed(log, kind);
        Bricks fools = fools(log, kind);
        int[] accusers = accusers(blamed, locked.minus(fools), count);
        Bricks sources = locked.filter(i -> accusers[i] == 0);
        if (sources.isEmpty() && kind != ChangelogKind.ENTRY) {
            sources = locked.filter(i -> accusers[i] < quorum);
        }
        Bricks sinks = Bricks.NONE;
        for (int source : sources.numbers()) {
            sinks = sinks.and(fools.has(source) ? Bricks.NONE : blamed[source]);
        }
        sinks = sources.isEmpty() ? locked : sinks.within(locked);
        return new Roles(locked, sources, sinks, witness(log, kind, fools, blamed), blamed);
    }

    private static Bricks[] blamed(Changelog log, ChangelogKind kind) {
        int count = log.count();
        Bricks[] blamed = new Bricks[count];
        for (int i = 0; i < count; i++) {
            int brick = i;
            blamed[i] = Bricks.where(count, about -> about != brick && log.pending(kind, brick, about) != 0);
        }
        return blamed;
    }

    private static Bricks fools(Changelog log, ChangelogKind kind) {
        return Bricks.where(log.count(), i -> log.pending(kind, i, i) != 0);
    }

    private static int[] accusers(Bricks[] blamed, Bricks who, int count) {
        int[] accusers = new int[count];
        for (int i : who.numbers()) {
            blamed[i].stream().forEach(about -> accusers[about]++);
        }
        return accusers;
    }

    /**
     * Whether stock's heal info calls it a split-brain: of any kind, names too, only if a quorum accuses everyone. (Healers
     * never take names from a brick that anybody accuses; they unite them.)
     */
    public static boolean isShownAsSplitBrain(Changelog log, ChangelogKind kind, Bricks asked, int quorum) {
        int[] accusers = accusers(blamed(log, kind), asked.minus(fools(log, kind)), log.count());
        return asked.stream().noneMatch(i -> accusers[i] == 0 || accusers[i] < quorum);
    }

    private static long[] witness(Changelog log, ChangelogKind kind, Bricks fools, Bricks[] blamed) {
        int count = log.count();
        boolean anyoneBlames = Bricks.where(count, i -> !blamed[i].isEmpty()).count() > 0;
        long[] witness = new long[count];
        for (int i = 0; i < count; i++) {
            witness[i] = log.dirty(kind, i);
            if (fools.has(i)) {
                int fool = i;
                witness[i] += blamed[i].stream().mapToLong(about -> log.pending(kind, fool, about)).sum();
                witness[i] += !blamed[i].isEmpty() || !anyoneBlames ? log.pending(kind, i, i) : 0;
            }
        }
        return witness;
    }

    /** Whether no brick can be called right. */
    public boolean splitBrain() {
        return sources.isEmpty();
    }

    /** Whether a brick saw something that others may not have. */
    public boolean hasWitness(int brick) {
        return witness[brick] > 0;
    }

    /** Those of some bricks that have the greatest witness. */
    public Bricks greatestWitness(Bricks among) {
        long greatest = among.stream().mapToLong(i -> witness[i]).max().orElse(0);
        return among.filter(i -> witness[i] == greatest);
    }

    /** The same roles with other sources and sinks. */
    public Roles with(Bricks newSources, Bricks newSinks) {
        return new Roles(locked, newSources, newSinks, witness, blamed);
    }

    @Override
    public String toString() {
        return "Roles[sources=" + sources + ", sinks=" + sinks + "]";
    }
}
