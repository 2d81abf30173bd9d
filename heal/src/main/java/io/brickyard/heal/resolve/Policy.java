package io.brickyard.heal.resolve;

import java.util.Comparator;
import java.util.function.Supplier;

import io.brickyard.heal.afr.Agreement;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.wire.type.Iatt;

/** Which copy of a split-brain is right. */
public sealed interface Policy {
    /** What starts the name of a brick. */
    String SOURCE_BRICK = "source-brick=";

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException in words for people
     */
    static Policy parse(String text) {
        String word = text.strip();
        if (word.startsWith(SOURCE_BRICK) && word.length() > SOURCE_BRICK.length()) {
            return new SourceBrick(word.substring(SOURCE_BRICK.length()));
        }
        for (Rule rule : Rule.values()) {
            if (rule.word.equals(word)) {
                return rule;
            }
        }
        throw new IllegalArgumentException("'" + text
                + "' is no policy; write source-brick=HOST:/PATH, bigger-file, latest-mtime or majority");
    }

    /** A choice that cannot be made, in words for people. */
    final class Undecided extends Exception {
        private static final long serialVersionUID = 1L;

        Undecided(String why) {
            super(why);
        }
    }

    /**
     * Chooses.
     *
     * @param among bricks with copies
     * @param stats of the copies
     * @param alike which copies are alike in what is in split-brain; only asked for if it matters
     * @return the brick whose copy is right
     */
    int choose(ReplicaSpec spec, Bricks among, Iatt[] stats, Supplier<Agreement> alike) throws Undecided;

    /** Whether it looks at what a file holds, so that it says nothing of anything else. */
    boolean isAboutFiles();

    /**
     * Always the copy of one brick.
     *
     * @param label of it, HOST:/PATH
     */
    record SourceBrick(String label) implements Policy {
        @Override
        public int choose(ReplicaSpec spec, Bricks among, Iatt[] stats, Supplier<Agreement> alike) throws Undecided {
            return among.stream().filter(i -> spec.label(i).equals(label)).findFirst()
                    .orElseThrow(() -> new Undecided(label + " has no copy of it or one that is known to be wrong"));
        }

        @Override
        public boolean isAboutFiles() {
            return false;
        }
    }

    /** Policies without particulars. */
    enum Rule implements Policy {
        /** The longest copy. */
        BIGGER_FILE("bigger-file", "size") {
            @Override
            Comparator<Iatt> order() {
                return Comparator.comparingLong(Iatt::size);
            }
        },
        /** The copy that was written last. */
        LATEST_MTIME("latest-mtime", "time of change") {
            @Override
            Comparator<Iatt> order() {
                return Comparator.comparingLong(Iatt::mtimeSec).thenComparingInt(Iatt::mtimeNanos);
            }
        },
        /** What more than half of the copies say. */
        MAJORITY("majority", "") {
            @Override
            Comparator<Iatt> order() {
                throw new UnsupportedOperationException("a majority is counted");
            }

            @Override
            public int choose(ReplicaSpec spec, Bricks among, Iatt[] stats, Supplier<Agreement> alike)
                    throws Undecided {
                return alike.get().majority()
                        .orElseThrow(() -> new Undecided("not more than half of the copies are alike")).lowest();
            }

            @Override
            public boolean isAboutFiles() {
                return false;
            }
        };

        private final String word;
        private final String measure;

        Rule(String word, String measure) {
            this.word = word;
            this.measure = measure;
        }

        abstract Comparator<Iatt> order();

        @Override
        public int choose(ReplicaSpec spec, Bricks among, Iatt[] stats, Supplier<Agreement> alike) throws Undecided {
            Comparator<Iatt> order = order();
            Bricks best = among.filter(
                    i -> among.stream().noneMatch(other -> order.compare(stats[other], stats[i]) > 0));
            if (best.count() > 1 && alike.get().groups().stream().noneMatch(it -> best.minus(it).isEmpty())) {
                throw new Undecided("copies that differ have the same " + measure);
            }
            return best.lowest();
        }

        @Override
        public boolean isAboutFiles() {
            return true;
        }
    }
}
