package io.brickyard.stats.read;

import java.util.List;
import java.util.Optional;

/** The formats that are read, and the names of some that are recognised but not read. */
final class Readers {
    private static final List<InputReader> ALL = List.of(new IoStatsTextReader(), new BrickyardDumpReader(),
            new RpcDumpReader(),
            new IoStatsJsonReader(), new StatedumpReader(), new VolfileReader(), new CsvReader());

    private Readers() {
    }

    /** The reader of an input that starts so. */
    static Optional<InputReader> forHead(Head head) {
        return ALL.stream().filter(reader -> reader.recognises(head)).findFirst();
    }

    /** Why an input that no reader recognises is not read. */
    static String whyNot(Head head) {
        if (head.isEmpty()) {
            return "the file is empty (GlusterFS 10 writes such files for 'ios-dump-format samples')";
        }
        if (head.startsWith(0xff, 0xfe) || head.startsWith(0xfe, 0xff)) {
            return "UTF-16 text: convert it with 'iconv -f UTF-16 -t UTF-8'";
        }
        return ForeignFormat.of(head)
                .map(format -> format + ": not a format that stats reads")
                .orElse(head.isBinary()
                        ? "binary data: not a GlusterFS dump"
                        : "text of no known format: not a GlusterFS dump, volfile or 'position,avg' table");
    }
}
