package io.brickyard.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.brickyard.peers.Command;
import io.brickyard.peers.Peer;
import io.brickyard.peers.PeerProcess;
import io.brickyard.wire.rpc.RecordReader;
import io.brickyard.wire.xdr.XdrReader;

/** What tshark saw of some ports of the loopback: each connection's records, as they were sent. */
final class WireCapture implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MAX_RECORD = 64 << 20;
    private static final int FIELDS = 6;

    private final PeerProcess tshark;
    private final Path file;
    private final List<Integer> ports;

    private WireCapture(PeerProcess tshark, Path file, List<Integer> ports) {
        this.tshark = tshark;
        this.file = file;
        this.ports = ports;
    }

    /** Starts to listen. */
    static WireCapture of(List<Integer> ports, Path runDirectory) throws IOException {
        Path file = runDirectory.resolve("wire.pcapng");
        Path log = runDirectory.resolve("tshark.log");
        String filter = ports.stream().map(port -> "tcp port " + port).collect(Collectors.joining(" or "));
        PeerProcess process = PeerProcess.start("tshark", log, log,
                List.of(Peer.TSHARK.path().toString(), "-i", "lo", "-B",
                        "64", "-f", filter, "-w", file.toString()));
        var capture = new WireCapture(process, file, ports);
        process.await("capture begun", LIMIT, () -> Files.exists(file) && Files.size(file) > 0);
        return capture;
    }

    /** Waits until all that was sent so far is in the file: what is seen is written in batches. */
    void settle() throws IOException {
        int port = ports.getFirst();
        try (Socket last = new Socket(InetAddress.getLoopbackAddress(), port)) {
            byte[] address = ByteBuffer.allocate(2 * Short.BYTES).putShort((short) last.getLocalPort())
                    .putShort((short) port).array();
            tshark.await("capture shows the last connection", LIMIT, () -> contains(Files.readAllBytes(file), address));
        }
    }

    private static boolean contains(byte[] all, byte[] part) {
        for (int i = all.length - part.length; i >= 0; i--) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    /** One direction of one connection; streams count up in the order in which connections began. */
    record Direction(int stream, int port, boolean fromClient) {
        /** The direction that answers this one. */
        Direction answers() {
            return new Direction(stream, port, !fromClient);
        }
    }

    /** Ends the capture and hands over each record in the order of its connection and direction. */
    Map<Direction, List<byte[]>> records() throws IOException {
        tshark.close();
        String text = Command.check(LIMIT,
                List.of(Peer.TSHARK.path().toString(), "-r", file.toString(), "-Y", "tcp.len > 0",
                        "-T", "fields", "-E", "separator=,", "-e", "tcp.stream", "-e", "tcp.srcport", "-e",
                        "tcp.dstport", "-e", "tcp.seq", "-e", "tcp.len", "-e", "tcp.payload"));
        Map<Direction, SortedMap<Long, byte[]>> segments = new HashMap<>();
        for (String line : text.lines().toList()) {
            String[] fields = line.split(",", -1);
            if (fields.length == FIELDS && !fields[FIELDS - 1].isEmpty()) {
                segments.computeIfAbsent(direction(fields), d -> new TreeMap<>()).put(Long.parseLong(fields[3]),
                        HexFormat.of().parseHex(fields[FIELDS - 1].replace(":", "")));
            }
        }
        Map<Direction, List<byte[]>> records = new HashMap<>();
        for (var each : segments.entrySet()) {
            records.put(each.getKey(), split(joined(each.getValue())));
        }
        return records;
    }

    private Direction direction(String[] fields) {
        int from = Integer.parseInt(fields[1]);
        int to = Integer.parseInt(fields[2]);
        boolean fromClient = ports.contains(to);
        return new Direction(Integer.parseInt(fields[0]), fromClient ? to : from, fromClient);
    }

    private static byte[] joined(SortedMap<Long, byte[]> segments) {
        var bytes = new ByteArrayOutputStream();
        long next = segments.firstKey();
        for (var segment : segments.entrySet()) {
            int known = (int) Math.max(0, next - segment.getKey());
            byte[] data = segment.getValue();
            if (segment.getKey() > next) {
                throw new AssertionError("the capture has a hole: enlarge tshark's buffer");
            }
            if (known < data.length) {
                bytes.write(data, known, data.length - known);
                next = segment.getKey() + data.length;
            }
        }
        return bytes.toByteArray();
    }

    private static List<byte[]> split(byte[] bytes) throws IOException {
        List<byte[]> records = new ArrayList<>();
        var reader = new RecordReader(Channels.newChannel(new ByteArrayInputStream(bytes)), 1 << 16, MAX_RECORD);
        var record = new XdrReader();
        try {
            while (reader.next(record)) {
                records.add(record.getBytes(record.remaining()));
            }
        } catch (EOFException e) {
            // The brick was killed while it sent.
        }
        return records;
    }

    @Override
    public void close() {
        tshark.close();
    }
}
