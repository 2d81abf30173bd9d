package io.brickyard.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes io-stats text dumps in GlusterFS's layout, for cases of which no capture exists. */
public final class TextDump {
    private final StringBuilder cumulative = new StringBuilder();
    private final StringBuilder interval = new StringBuilder();
    private int number;
    private int seconds = 10;
    private int uptime = 10;
    private String stamp = "2026-11-21 19:55:32.665605 +0000";

    /** The dump's interval, and how long the process has run, in seconds. */
    public TextDump interval(int intervalNumber, int intervalSeconds, int uptimeSeconds) {
        number = intervalNumber;
        seconds = intervalSeconds;
        uptime = uptimeSeconds;
        return this;
    }

    /** The time of the most open files; without a zone before 9.0, {@code N/A} before any open. */
    public TextDump stamp(String text) {
        stamp = text;
        return this;
    }

    /** A row of both sections. */
    public TextDump fop(String name, long count, double average, double min, double max) {
        return cumulative(name, count, average, min, max).intervalFop(name, count, average, min, max);
    }

    public TextDump cumulative(String name, long count, double average, double min, double max) {
        cumulative.append(row(name, count, average, min, max));
        return this;
    }

    public TextDump intervalFop(String name, long count, double average, double min, double max) {
        interval.append(row(name, count, average, min, max));
        return this;
    }

    private static String row(String name, long count, double average, double min, double max) {
        return String.format(Locale.ROOT, "%-15s %8d %11.2f us %11.2f us %11.2f us%n", name, count, average, min, max);
    }

    /** The file's content. */
    public String text() {
        return section("Cumulative", uptime, cumulative) + "\nCurrent open fd's: 0 Max open fd's: 1 time " + stamp
                + "\n\n==========Open File Stats========\n\nCOUNT:  \t  FILE NAME\n\n"
                + section("Interval " + number, seconds, interval);
    }

    private static String section(String name, int duration, StringBuilder rows) {
        return "\n=== " + name + " stats ===\n      Duration : " + duration + " secs\n     BytesRead : 0\n"
                + "  BytesWritten : 0\n\n"
                + "Fop           Call Count    Avg-Latency    Min-Latency    Max-Latency\n"
                + "---           ----------    -----------    -----------    -----------\n" + rows
                + "------ ----- ----- ----- ----- ----- ----- -----  ----- ----- ----- -----\n\n";
    }

    /** Writes it and gives {@code file} back. */
    public Path to(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.writeString(file, text());
    }
}
