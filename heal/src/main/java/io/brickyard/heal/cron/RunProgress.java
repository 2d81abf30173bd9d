package io.brickyard.heal.cron;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.brickyard.heal.Reason;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.heal.replica.Traffic;
import io.brickyard.heal.run.Action;
import io.brickyard.heal.run.Journal;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.type.Gfid;

/**
 * How far a run is, how fast it was lately and how long what is left will take at that speed; knows no clock. Time in which
 * the run waits for its rate does not count. What is left is the content of files under way, and for entries that have not
 * begun what those that ended had on average: before some have ended, nothing is foretold. Thread-safe.
 */
public final class RunProgress implements Journal, Traffic {
    /** Speeds are those of so much time of work. */
    private static final long WINDOW_NANOS = 30_000_000_000L;
    private static final long SAMPLE_NANOS = 500_000_000L;
    /** An entry is as much work as so many bytes, whatever its content. */
    private static final long ENTRY_BYTES = 64 << 10;
    private static final int ENOUGH_ENTRIES = 10;
    private static final double NANOS = 1e9;
    private static final double MIB = 1 << 20;

    private final Deque<Sample> samples = new ArrayDeque<>();
    private final Map<Integer, Lane> lanes = new TreeMap<>();
    private long listed;
    private long ended;
    private long bytes;
    private long bytesToGo;

    /** What had been done at a time of work. */
    private record Sample(long workNanos, long ended, long bytes) {}

    /** What goes to and comes from a brick. */
    private static final class Lane {
        private long read;
        private long written;
        private long readBefore;
        private long writtenBefore;
    }

    @Override
    public synchronized void listed(long entries) {
        listed += entries;
    }

    @Override
    public synchronized void ended() {
        ended++;
    }

    @Override
    public synchronized void toGo(long contentBytes) {
        bytesToGo += contentBytes;
    }

    @Override
    public synchronized void copied(long comparedBytes, long sentBytes) {
        bytes += comparedBytes;
        bytesToGo -= comparedBytes;
    }

    @Override
    public void healed(ReplicaSpec set, Gfid gfid, Action action) {
        // an entry counts when it ends
    }

    @Override
    public void left(ReplicaSpec set, Gfid gfid, String path, Reason reason, String detail) {
        // an entry counts when it ends
    }

    @Override
    public void sent(int brick, FopRequest request) {
        if (request instanceof Write write) {
            count(brick, 0, write.payload().remaining());
        }
    }

    @Override
    public void answered(int brick, FopReply reply) {
        if (reply instanceof ReadReply read) {
            count(brick, read.payload().remaining(), 0);
        }
    }

    private synchronized void count(int brick, long read, long written) {
        Lane lane = lanes.computeIfAbsent(brick, _ -> new Lane());
        lane.read += read;
        lane.written += written;
    }

    /**
     * Notes where the run is, from time to time.
     *
     * @param workNanos how long it has worked, without the time in which it waited for its rate
     */
    public synchronized void look(long workNanos) {
        Sample last = samples.peekLast();
        if (last != null && workNanos - last.workNanos < SAMPLE_NANOS) {
            return;
        }
        samples.add(new Sample(workNanos, ended, bytes));
        while (samples.size() > 2 && workNanos - samples.getFirst().workNanos > WINDOW_NANOS) {
            samples.removeFirst();
        }
    }

    /** How much work the rest is, as bytes; empty if that cannot be told. */
    private Optional<Long> restBytes() {
        long known = Math.max(0, bytesToGo);
        long waiting = Math.max(0, listed - ended);
        if (listed == 0 || (waiting > 0 && ended < ENOUGH_ENTRIES)) {
            return Optional.empty();
        }
        long each = ENTRY_BYTES + (ended == 0 ? 0 : bytes / ended);
        return Optional.of(known + waiting * each);
    }

    /** How much longer it will work; empty if that cannot be told. */
    public synchronized Optional<Duration> left() {
        Optional<Long> rest = restBytes();
        if (rest.isEmpty() || samples.size() < 2) {
            return Optional.empty();
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        long done = (last.ended - first.ended) * ENTRY_BYTES + last.bytes - first.bytes;
        long nanos = last.workNanos - first.workNanos;
        return done <= 0 || nanos <= 0 ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Math.round(rest.get() * (nanos / NANOS) / done)));
    }

    /** One line: entries, speed, time that is left, and what each brick gives and gets since the last line. */
    public synchronized String line() {
        StringBuilder line = new StringBuilder(String.format("%d%s entries", ended,
                listed > 0 ? " of about " + Math.max(listed, ended) : ""));
        if (samples.size() > 1) {
            Sample first = samples.getFirst();
            Sample last = samples.getLast();
            line.append(String.format(", %.1f MiB/s",
                    (last.bytes - first.bytes) / MIB / Math.max(1e-3, (last.workNanos - first.workNanos) / NANOS)));
        }
        line.append(left().map(it -> ", " + Durations.text(it) + " left").orElse(""));
        lanes.forEach((brick, lane) -> {
            line.append(String.format(" | brick %d", brick + 1));
            append(line, " gives ", lane.read - lane.readBefore);
            append(line, " gets ", lane.written - lane.writtenBefore);
            lane.readBefore = lane.read;
            lane.writtenBefore = lane.written;
        });
        return line.toString();
    }

    private static void append(StringBuilder line, String word, long amount) {
        if (amount > 0) {
            line.append(word).append(String.format("%.1f MiB", amount / MIB));
        }
    }
}
