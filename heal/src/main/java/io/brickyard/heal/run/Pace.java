package io.brickyard.heal.run;

/** Says when to go on, and whether at all. Asked between blocks and entries, while no lock on any block is held. */
public interface Pace {
    /** Goes on as fast as it can. */
    Pace UNHINDERED = new Pace() {
        @Override
        public void rest() {
            // never
        }

        @Override
        public boolean mustStop() {
            return false;
        }
    };

    /** Waits until the next step may begin. */
    void rest();

    /** How long {@link #rest} would wait now. */
    default long restNanos() {
        return 0;
    }

    /** Whether it may ever have anybody wait. */
    default boolean slows() {
        return false;
    }

    /** Whether the run is to end: the window closed, the time is up, or somebody asked for it. */
    boolean mustStop();
}
