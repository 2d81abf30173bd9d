package io.brickyard.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A call and its reply (none for callbacks) as they went over the wire, without the fragment word. All replies and
 * callbacks are stock GlusterFS 10.3's, from bricks and glusterd. The calls are those of stock FUSE mounts (with heals), a
 * gfapi program, bricks and glusterd, except for operations that no stock client sends (IPC, FENTRYLK, GETACTIVELK,
 * SETACTIVELK, ICREATE): there a stock brick answered this module's client. Files hold lines "call HEX" and "reply HEX".
 */
record SessionRecord(String name, byte[] call, byte @Nullable [] reply) {
    private static final String FOLDER_PROPERTY = "brickyard.sessions";

    /** The records in the resources, or in the folder that the system property brickyard.sessions names. */
    static List<SessionRecord> all() {
        try (Stream<Path> files = Files.list(folder())) {
            List<SessionRecord> records = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                read(file, records);
            }
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        return Path.of(System.getProperty(FOLDER_PROPERTY, "src/test/resources/io/brickyard/wire/sessions"));
    }

    private static void read(Path file, List<SessionRecord> records) throws IOException {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            byte @Nullable [] reply = null;
            byte[] call = hex(lines.get(i));
            if (i + 1 < lines.size() && lines.get(i + 1).startsWith("reply")) {
                i++;
                reply = hex(lines.get(i));
            }
            records.add(new SessionRecord(file.getFileName() + " record " + records.size(), call, reply));
        }
    }

    private static byte[] hex(String line) {
        return HexFormat.of().parseHex(line.substring(6));
    }

    ByteBuffer callBytes() {
        return ByteBuffer.wrap(call);
    }

    @Override
    public String toString() {
        return name;
    }
}
