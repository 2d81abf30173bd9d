package io.brickyard.stats.read;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.brickyard.stats.capture.Capture;
import io.brickyard.stats.capture.CaptureException;
import io.brickyard.stats.capture.WireTimes;
import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.FopCounter;
import io.brickyard.stats.dump.FopSamples;
import io.brickyard.stats.dump.LatencyUnit;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.dump.Section;
import io.brickyard.stats.dump.Source;
import io.brickyard.stats.dump.UnitClues;
import io.brickyard.stats.dump.WirePoint;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.rpc.ReservedPid;

/**
 * Packet captures, pcap and pcapng: a dump for each brick's address, of the times between a call's last packet and its
 * reply's last packet. Calls of GlusterFS's own processes are told by their negative process ids and kept apart.
 */
final class CaptureReader implements InputReader {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int MOST_NAMED = 4;

    @Override
    public String title() {
        return DumpFormat.CAPTURE.title();
    }

    @Override
    public boolean recognises(Head head) {
        return head.firstWord().isPresent() && Capture.isCapture(head.firstWord().getAsInt());
    }

    @Override
    public void read(String file, InputStream in, InputSink sink) throws IOException, InputException {
        Capture capture;
        try {
            capture = Capture.read(in);
        } catch (CaptureException unusable) {
            throw new InputException(String.valueOf(unusable.getMessage()));
        }
        Map<String, WireTimes> byServer = capture.byServer();
        if (byServer.isEmpty()) {
            throw new InputException(whyNothing(capture));
        }
        quality(file, capture, byServer, sink);
        for (Map.Entry<String, WireTimes> server : byServer.entrySet()) {
            internal(file, server.getKey(), server.getValue(), sink);
            sink.dump(dump(file, server.getKey(), server.getValue()));
        }
    }

    private static Dump dump(String file, String server, WireTimes times) {
        int colon = server.lastIndexOf(':');
        WirePoint point = new WirePoint(server.substring(0, colon), Integer.parseInt(server.substring(colon + 1)),
                Numbers.shown(times.subvolume()));
        UnitClues clues = new UnitClues();
        clues.written(LatencyUnit.NANOSECONDS, "packets are stamped with seconds and their parts");
        double seconds = (times.lastNanos() - times.firstNanos()) / NANOS_PER_SECOND;
        return new Dump(new Source(file, 0), DumpFormat.CAPTURE, point.probe(), Dump.Side.WIRE, null,
                new Section(seconds, counters(times.applications())), -1,
                Instant.EPOCH.plusNanos(times.lastNanos()), null, 0, clues);
    }

    private static Map<String, FopCounter> counters(Map<Fop, FopSamples> fops) {
        Map<String, FopSamples> byName = new TreeMap<>();
        fops.forEach((fop, samples) -> byName.put(fop.name(), samples));
        return FopSamples.counters(byName);
    }

    private static String whyNothing(Capture capture) {
        if (capture.packets() == 0) {
            return "a packet capture without packets";
        }
        if (!capture.unknownLinks().isEmpty()) {
            return "packets of link type " + capture.unknownLinks().first()
                    + "; Ethernet, loopback, Linux cooked and raw IP are read";
        }
        if (capture.encrypted() > 0) {
            return "its connections are encrypted with TLS: a capture shows nothing of the calls in them";
        }
        return "no calls and replies of GlusterFS in its " + capture.packets() + " packets (" + capture.segments()
                + " of TCP): capture the brick's port, with at least 128 bytes of each packet (tcpdump -s 128)";
    }

    /** What makes the capture less than the whole truth. */
    private static void quality(String file, Capture capture, Map<String, WireTimes> byServer, InputSink sink) {
        List<String> faults = new ArrayList<>();
        long unanswered = byServer.values().stream().mapToLong(WireTimes::unanswered).sum();
        long unasked = byServer.values().stream().mapToLong(WireTimes::unasked).sum();
        long backwards = byServer.values().stream().mapToLong(WireTimes::backwards).sum();
        add(faults, unanswered, "calls without a reply");
        add(faults, unasked, "replies without a call");
        add(faults, backwards, "replies stamped before their calls, so the clock was set");
        add(faults, capture.lost(), "missing bytes of its connections");
        add(faults, capture.dropped(), "packets dropped while it was taken");
        add(faults, capture.evicted(), "of too many connections given up");
        if (capture.isCut()) {
            faults.add("an end inside a packet");
        }
        if (!faults.isEmpty()) {
            sink.note(new Source(file, 0), Note.Kind.INPUT, "this capture has " + String.join(", ", faults)
                    + "; the wire's times are of the calls that are whole in it");
        }
    }

    private static void add(List<String> faults, long count, String what) {
        if (count > 0) {
            faults.add(what + ": " + count);
        }
    }

    private static void internal(String file, String server, WireTimes times, InputSink sink) {
        times.internal().forEach((pid, fops) -> {
            List<String> named = new ArrayList<>();
            fops.entrySet().stream()
                    .sorted((one, other) -> Double.compare(other.getValue().counter().total(),
                            one.getValue().counter().total()))
                    .limit(MOST_NAMED).forEach(fop -> {
                        FopCounter counter = fop.getValue().counter();
                        named.add(String.format(Locale.ROOT, "%d %s of %.2f us on average", counter.count(),
                                fop.getKey().name(), counter.average() / 1000));
                    });
            String more = fops.size() > MOST_NAMED ? " and " + (fops.size() - MOST_NAMED) + " other FOPs" : "";
            sink.note(new Source(file, 0), Note.Kind.INTERNAL, "calls of " + process(pid) + " to " + server
                    + " are kept out of the wire's times, though not of counters that other probes print: "
                    + String.join(", ", named) + more);
        });
    }

    private static String process(int pid) {
        return switch (pid) {
            case ReservedPid.SELF_HEAL -> "self-heal";
            case ReservedPid.REBALANCE -> "rebalance";
            case ReservedPid.HEAL_INFO -> "heal info";
            case ReservedPid.NO_ROOT_SQUASH -> "distribute's helpers";
            case ReservedPid.SET_UTIME -> "the time translator";
            case ReservedPid.GEO_REPLICATION -> "geo-replication";
            case ReservedPid.QUOTA, ReservedPid.QUOTA_HELPER -> "quota";
            case ReservedPid.BITROT_SIGNER, ReservedPid.BITROT_SCRUBBER -> "bitrot detection";
            default -> "an internal process";
        } + " (pid " + pid + ")";
    }
}
