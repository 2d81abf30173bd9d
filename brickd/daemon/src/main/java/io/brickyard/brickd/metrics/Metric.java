package io.brickyard.brickd.metrics;

import java.util.List;
import java.util.Locale;

/**
 * All metrics of a brick server: the one table that the endpoint and the man page are made from. None has a label whose
 * values clients choose; classes are the administrator's.
 */
public enum Metric {
    BUILD_INFO("brickd_build_info", Type.GAUGE, "Always 1; the labels say which version runs on which Java.",
            "version", "java"),
    START_TIME("brickd_start_time_seconds", Type.GAUGE, "When the server began to serve, in seconds since 1970."),
    CPU_SECONDS("brickd_cpu_seconds_total", Type.COUNTER, "Processor time that the process has used."),
    FOP_SECONDS("brickd_fop_duration_seconds", Type.HISTOGRAM,
            "Time of file operations from wind to unwind at an io-stats probe, which is that of all translators below "
                    + "it; its count is the number of calls answered.",
            "probe", "fop"),
    FOP_ERRORS("brickd_fop_errors_total", Type.COUNTER, "File operations answered with an error at a probe.", "probe",
            "fop"),
    READ_BYTES("brickd_read_bytes_total", Type.COUNTER, "Bytes that READ delivered through a probe.", "probe"),
    WRITTEN_BYTES("brickd_written_bytes_total", Type.COUNTER, "Bytes that WRITE took through a probe.", "probe"),
    OPEN_FILES("brickd_open_files", Type.GAUGE, "Files that clients hold open through a probe.", "probe"),
    CLIENTS("brickd_clients", Type.GAUGE, "Clients that have been admitted to the volume and are connected."),
    CONNECTIONS("brickd_connections", Type.GAUGE, "Open connections of a port.", "port"),
    ACCEPTED("brickd_connections_accepted_total", Type.COUNTER, "Connections that a port has taken.", "port"),
    REFUSED("brickd_connections_refused_total", Type.COUNTER,
            "Connections that a port has turned away because it had too many.", "port"),
    DROPPED("brickd_connections_dropped_total", Type.COUNTER,
            "Connections that the server has ended: the client passed a bound of time, sent what is no record, or had no "
                    + "valid certificate.",
            "port"),
    QUEUED_CALLS("brickd_queued_calls", Type.GAUGE, "Calls that wait for a thread of an io-threads translator.",
            "translator", "priority"),
    QUEUED_BYTES("brickd_queued_bytes", Type.GAUGE, "Bytes of data that these calls hold.", "translator", "priority"),
    IO_THREADS("brickd_io_threads", Type.GAUGE, "Threads that an io-threads translator has now.", "translator"),
    THROTTLE_ADMITTED("brickd_throttle_admitted_total", Type.COUNTER, "Calls of a class of the throttle's policy that "
            + "passed.", "translator", "class"),
    THROTTLE_WAITS("brickd_throttle_waits_total", Type.COUNTER,
            "Calls that had to wait for tokens, or would have had to "
                    + "while it only observes.",
            "translator", "class"),
    THROTTLE_OVERRUNS("brickd_throttle_overruns_total", Type.COUNTER,
            "Calls that passed on debt because they had waited "
                    + "too long or too many waited.",
            "translator", "class"),
    THROTTLE_QUEUED("brickd_throttle_queued_calls", Type.GAUGE, "Calls that wait for tokens.", "translator", "class"),
    THROTTLE_DEBT("brickd_throttle_debt_tokens", Type.GAUGE,
            "Tokens that a class has taken and that are still to come, of "
                    + "the bucket that has most debt.",
            "translator", "class"),
    THROTTLE_RATE("brickd_throttle_rate", Type.GAUGE,
            "What the calls of a class get together each second as of now, in a unit of the policy (bytes for B); also a rate "
                    + "that the throttle finds by itself.",
            "translator", "class", "unit"),
    LOCKED_INODES("brickd_locked_inodes", Type.GAUGE, "Files and directories that clients hold locks on or wait for."),
    CERTIFICATE_END("brickd_tls_certificate_expiry_time_seconds", Type.GAUGE,
            "When the server's certificate expires, in seconds since 1970; absent without TLS.");

    private final String metricName;
    private final Type type;
    private final String help;
    /** Cannot be changed, which the type does not say. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> labels;

    Metric(String metricName, Type type, String help, String... labels) {
        this.metricName = metricName;
        this.type = type;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** What kind of number it is. */
    public enum Type {
        /** Goes up and down. */
        GAUGE,
        /** Only goes up while the server runs. */
        COUNTER,
        /** Counts of calls that took at most so long. */
        HISTOGRAM;

        /** As the text format writes it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Its name in the text format. */
    public String metricName() {
        return metricName;
    }

    /** What kind of number it is. */
    public Type type() {
        return type;
    }

    /** One sentence that says what it counts. */
    public String help() {
        return help;
    }

    /** Names of its labels, in order. */
    public List<String> labels() {
        return labels;
    }
}
