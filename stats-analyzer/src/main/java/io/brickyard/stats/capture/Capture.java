package io.brickyard.stats.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A capture read from start to end, streaming: file formats are told by their first bytes, connections by their ends.
 * Memory is bounded: the connection that was quiet longest goes once there are too many, or too many calls wait.
 */
public final class Capture {
    private static final int MOST_CONNECTIONS = 2048;
    private static final int MOST_CALLS = 1 << 17;
    private static final long MOST_EARLY_BYTES = 16 << 20;
    private static final int MOST_SERVERS = 4096;
    private static final int CHECK_EVERY = 1024;

    /** The ends of a connection, the lesser first, so that both directions are equal. */
    private record Ends(byte[] lesser, byte[] greater) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Ends that && Arrays.equals(lesser, that.lesser)
                    && Arrays.equals(greater, that.greater);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(lesser) + Arrays.hashCode(greater);
        }
    }

    private final Map<Ends, Connection> connections = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<String, WireTimes> byServer = new TreeMap<>();
    private final TreeSet<Integer> unknownLinks = new TreeSet<>();
    private final Budget budget = new Budget(MOST_EARLY_BYTES);
    private long packets;
    private long segments;
    private long encrypted;
    private long lost;
    private long dropped;
    private long evicted;
    private boolean cut;

    private Capture() {
    }

    /** Whether a file with these first four bytes is a capture. */
    public static boolean isCapture(int magic) {
        return PcapSource.isMagic(magic) || magic == PcapngSource.SECTION;
    }

    /** Reads a capture; {@code in} supports marks. */
    public static Capture read(InputStream in) throws IOException, CaptureException {
        PushbackInputStream whole = new PushbackInputStream(in, 4);
        byte[] magic = whole.readNBytes(4);
        whole.unread(magic);
        if (magic.length < 4 || !isCapture(Word.at(magic, 0))) {
            throw new CaptureException("no packet capture");
        }
        PacketSource source = Word.at(magic, 0) == PcapngSource.SECTION ? new PcapngSource(whole)
                : new PcapSource(whole);
        Capture capture = new Capture();
        capture.packets(source);
        return capture;
    }

    private void packets(PacketSource source) throws IOException, CaptureException {
        Packet packet = new Packet();
        Segment segment = new Segment();
        while (source.next(packet)) {
            packets++;
            if (!LinkLayer.isKnown(packet.linkType)) {
                unknownLinks.add(packet.linkType);
            } else if (segment.read(packet)) {
                segments++;
                accept(packet, segment);
            }
            if (packets % CHECK_EVERY == 0) {
                shrink();
            }
        }
        cut = source.isCut();
        dropped = source.dropped();
        connections.values().forEach(this::finish);
        connections.clear();
    }

    private void accept(Packet packet, Segment segment) {
        boolean sorted = segment.order() < 0;
        Ends ends = new Ends(sorted ? segment.source : segment.target, sorted ? segment.target : segment.source);
        Connection connection = connections.get(ends);
        if (connection == null) {
            ends = new Ends(ends.lesser.clone(), ends.greater.clone());
            connection = new Connection(ends.lesser, ends.greater, this::times, budget);
            connections.put(ends, connection);
        }
        connection.accept(packet, segment);
    }

    private WireTimes times(byte[] end) {
        String name = name(end);
        return byServer.size() < MOST_SERVERS
                ? byServer.computeIfAbsent(name, key -> new WireTimes())
                : byServer.getOrDefault(name, new WireTimes());
    }

    private static String name(byte[] end) {
        try {
            String address = InetAddress.getByAddress(Arrays.copyOf(end, end.length - 2)).getHostAddress();
            int port = (end[end.length - 2] & 0xff) << 8 | (end[end.length - 1] & 0xff);
            return (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + port;
        } catch (java.net.UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void shrink() {
        long waiting = connections.values().stream().mapToLong(Connection::waiting).sum();
        Iterator<Connection> eldest = connections.values().iterator();
        while (eldest.hasNext() && (connections.size() > MOST_CONNECTIONS || waiting > MOST_CALLS)) {
            Connection quiet = eldest.next();
            waiting -= quiet.waiting();
            evicted += quiet.waiting() > 0 ? 1 : 0;
            finish(quiet);
            eldest.remove();
        }
    }

    private void finish(Connection connection) {
        connection.finish();
        lost += connection.lost();
        encrypted += connection.looksEncrypted() ? 1 : 0;
    }

    /** By address and port of the brick, as {@code 127.0.0.1:24200}; only those with calls and replies. */
    public Map<String, WireTimes> byServer() {
        Map<String, WireTimes> seen = new TreeMap<>(byServer);
        seen.values().removeIf(WireTimes::isEmpty);
        return seen;
    }

    /** Packets of any kind. */
    public long packets() {
        return packets;
    }

    /** Packets with a TCP segment. */
    public long segments() {
        return segments;
    }

    /** Connections that began with a TLS handshake. */
    public long encrypted() {
        return encrypted;
    }

    /** Payload bytes that were missing for good. */
    public long lost() {
        return lost;
    }

    /** Packets that the capturing machine dropped, as far as the file says. */
    public long dropped() {
        return dropped;
    }

    /** Connections that were given up although calls waited. */
    public long evicted() {
        return evicted;
    }

    /** Whether the file ends inside a packet. */
    public boolean isCut() {
        return cut;
    }

    /** Numbers of link types that are not known. */
    public SortedSet<Integer> unknownLinks() {
        return unknownLinks;
    }
}
