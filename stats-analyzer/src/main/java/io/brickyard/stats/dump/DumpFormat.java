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
    /** io-stats samples, a line for every so many-th call: {@code ios-sample-interval}. */
    SAMPLES("io-stats samples", Measures.IO_STATS),
    /** What {@code gluster volume profile VOLUME info} prints of each brick's topmost io-stats, as text or XML. */
    VOLUME_PROFILE("volume profile", Measures.IO_STATS),
    /** What {@code kill -USR2} writes: the latencies of every translator. */
    METRICS("metrics file", Measures.TRANSLATOR),
    /** A load's own result: fio's JSON, or brickyard load's. */
    FIO("fio result", Measures.APPLICATION),
    /** Packets between clients and bricks. */
    CAPTURE("packet capture", Measures.WIRE),
    /** A table that a person wrote: {@code position,avg}. */
    CSV("CSV table", Measures.GIVEN);

    /** What a number is the time of. */
    public enum Measures {
        /** The call below an io-stats probe: the probe itself is not in it. */
        IO_STATS,
        /** The call through a translator, itself included. */
        TRANSLATOR,
        /** The call as the application waited for it. */
        APPLICATION,
        /** From the packet that ends the call to the packet that ends its reply. */
        WIRE,
        /** Whatever the author of the table measured. */
        GIVEN
    }

    private final String title;
    private final Measures measures;

    DumpFormat(String title, Measures measures) {
        this.title = title;
        this.measures = measures;
    }

    /**
     * Whether each dump holds only calls that came after the dump before, or calls of a run of its own, and nothing
     * since the start.
     */
    public boolean isApart() {
        return switch (this) {
            case STATEDUMP_LATENCY, STATEDUMP_RPC, SAMPLES, METRICS, FIO, CAPTURE -> true;
            case IO_STATS_TEXT, IO_STATS_JSON, BRICKYARD, STATEDUMP_IO_STATS, VOLUME_PROFILE, CSV -> false;
        };
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
