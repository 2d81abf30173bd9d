package io.brickyard.stats.capture;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * One direction of a TCP connection put in order. What was sent again counts once, at its first time. What came early
 * waits until the hole before it is filled, and its time is that of the last piece. A hole that the receiver acknowledges
 * is one of the capture and not of the connection: it is given up, and what waited keeps its own time.
 */
final class TcpStream {
    private static final int MOST_WAITING = 256;

    private record Early(byte[] bytes, int length, long timeNanos) {}

    private final RecordScanner scanner;
    private final Budget budget;
    /** By distance from {@link #base}, which grows without ever wrapping around. */
    private final TreeMap<Long, Early> waiting = new TreeMap<>();
    private boolean joined;
    private boolean fromStart;
    private int base;
    private long next;
    private long lost;

    TcpStream(RecordScanner scanner, Budget budget) {
        this.scanner = scanner;
        this.budget = budget;
    }

    /** Bytes that were given up. */
    long lost() {
        return lost;
    }

    /** Takes in a segment of {@code packet}. */
    void accept(Packet packet, Segment segment) {
        if (segment.syn) {
            if (began(segment.sequence)) {
                return;
            }
            forget();
            joined = true;
            fromStart = true;
            base = segment.sequence + 1;
            next = 0;
            scanner.start();
            return;
        }
        if (segment.payload == 0) {
            return;
        }
        if (!joined) {
            joined = true;
            base = segment.sequence;
            next = 0;
        }
        long from = next + (segment.sequence - (base + (int) next));
        if (from > next) {
            keep(packet, segment, from);
        } else {
            feed(packet.bytes, segment.payloadAt, segment.captured, segment.payload, from, packet.timeNanos);
            drain(packet.timeNanos);
        }
    }

    /** Whether this is known to be the sequence number of its first packet, as when that is sent again. */
    boolean began(int sequence) {
        return fromStart && base == sequence + 1;
    }

    /** The receiver has all bytes before {@code sequence}. */
    void acknowledged(int sequence) {
        if (!joined) {
            return;
        }
        long upTo = next + (sequence - (base + (int) next));
        while (!waiting.isEmpty() && next < upTo) {
            giveUpHole();
        }
    }

    /** Bytes from {@code from} on, which is not behind {@link #next}; those before it were seen. */
    private void feed(byte[] bytes, int at, int known, int length, long from, long timeNanos) {
        long seen = next - from;
        if (seen < length) {
            int skipped = (int) seen;
            scanner.feed(bytes, at + Math.min(skipped, known), Math.max(0, known - skipped), length - skipped,
                    timeNanos);
            next = from + length;
        }
    }

    private void keep(Packet packet, Segment segment, long from) {
        if (!waiting.containsKey(from)) {
            byte[] copy = new byte[segment.captured];
            System.arraycopy(packet.bytes, segment.payloadAt, copy, 0, copy.length);
            budget.take(copy.length);
            waiting.put(from, new Early(copy, segment.payload, packet.timeNanos));
        }
        while (waiting.size() > MOST_WAITING || (budget.isExceeded() && !waiting.isEmpty())) {
            giveUpHole();
        }
    }

    private void giveUpHole() {
        long hole = Math.max(0, waiting.firstKey() - next);
        lost += hole;
        scanner.lost((int) Math.min(Integer.MAX_VALUE, hole));
        next += hole;
        drain(Long.MIN_VALUE);
    }

    /** Feeds what follows without a hole; it is complete no earlier than {@code timeNanos}. */
    private void drain(long timeNanos) {
        Iterator<Map.Entry<Long, Early>> early = waiting.entrySet().iterator();
        while (early.hasNext()) {
            Map.Entry<Long, Early> first = early.next();
            if (first.getKey() > next) {
                return;
            }
            Early segment = first.getValue();
            early.remove();
            budget.give(segment.bytes.length);
            feed(segment.bytes, 0, segment.bytes.length, segment.length, first.getKey(),
                    Math.max(timeNanos, segment.timeNanos));
        }
    }

    /** Gives back what waits. */
    void forget() {
        waiting.values().forEach(early -> budget.give(early.bytes.length));
        waiting.clear();
    }
}
