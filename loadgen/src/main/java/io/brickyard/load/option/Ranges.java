package io.brickyard.load.option;

import io.brickyard.load.option.Kind.Range;

/** Which numbers the options of {@link LoadOption} take; fio's limits where fio has the option. */
final class Ranges {
    private static final int MOST_DEPTH = 65_536;
    private static final int MOST_PORT = 65_535;
    private static final int MOST_JOBS = 4_096;
    private static final int MOST_FILES = 1_000_000;
    private static final int COARSEST = 6;
    private static final int RAREST_SAMPLE = 1_000_000;

    private Ranges() {
    }

    static Range of(LoadOption option) {
        return switch (option) {
            case BS, BSRANGE, FILESIZE, LOOPS -> Range.from(1);
            case NRFILES -> new Range(1, MOST_FILES);
            case IODEPTH -> new Range(1, MOST_DEPTH);
            case BELOW_RPC -> new Range(0, RAREST_SAMPLE);
            case PORT -> new Range(1, MOST_PORT);
            case NUMJOBS -> new Range(1, MOST_JOBS);
            case RWMIXREAD, RWMIXWRITE, PERCENTAGE_RANDOM -> new Range(0, 100);
            case LOG_HIST_COARSENESS -> new Range(0, COARSEST);
            case RANDSEED -> new Range(Long.MIN_VALUE, Long.MAX_VALUE);
            default -> Range.ANY;
        };
    }
}
