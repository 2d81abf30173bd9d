package io.brickyard.stats.dump;

/** The formats that hold latencies, each with what its numbers measure. */
public enum DumpFormat {
    /** io-stats dump, text: {@code trusted.io-stats-dump}, or {@code ios-dump-format text}. */
    IO_STATS_TEXT("io-stats text dump", Measures.IO_STATS),
    /** io-stats dump, JSON: {@code trusted.io-stats-PID_json_dump}, or {@code ios-dump-format json}. */
    IO_STATS_JSON("io-stats JSON dump", Measures.IO_STATS),
    /** brickyard's own dump, JSON, of its bricks and clients. */
    BRICKYARD("brickyard dump", Measures.IO_STATS),
    /** Statedump, the lines that io-stats adds: {@code NAME.cumulative.READ=…}. */
    STATEDUMP_IO_STATS("statedump, io-stats lines", Measures.IO_STATS),
    /** Statedump, the sections {@code [NAME.latency]} of every translator. */
    STATEDUMP_LATENCY("statedump, translator latencies", Measures.TRANSLATOR),
    /** Statedump, a brick's RPC programs: {@code GlusterFS 4.x v1.latency.READ=…}. */
    STATEDUMP_RPC("statedump, RPC program latencies", Measures.TRANSLATOR),
    /** A table that a person wrote: {@code position,avg}. */
    CSV("CSV table", Measures.GIVEN);

    /** What a number is the time of. */
    public enum Measures {
        /** The call below an io-stats probe: the probe itself is not in it. */
        IO_STATS,
        /** The call through a translator, itself included. */
        TRANSLATOR,
        /** Whatever the author of the table measured. */
        GIVEN
    }

    private final String title;
    private final Measures measures;

    DumpFormat(String title, Measures measures) {
        this.title = title;
        this.measures = measures;
    }

    /** A phrase for messages. */
    public String title() {
        return title;
    }

    /** What its numbers are the time of. */
    public Measures measures() {
        return measures;
    }
}
