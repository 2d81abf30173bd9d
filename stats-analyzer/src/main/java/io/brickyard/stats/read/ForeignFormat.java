package io.brickyard.stats.read;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A file that lies beside dumps: named when it is passed over, so that nobody wonders whether it counted.
 *
 * @param title what it is
 * @param test whether an input that starts so is one
 */
record ForeignFormat(String title, Predicate<Head> test) {
    private static final List<ForeignFormat> ALL = List.of(
            new ForeignFormat("packet capture (pcap)", head -> head.startsWith(0xd4, 0xc3, 0xb2, 0xa1)
                    || head.startsWith(0xa1, 0xb2, 0xc3, 0xd4)
                    || head.startsWith(0x4d, 0x3c, 0xb2, 0xa1)
                    || head.startsWith(0xa1, 0xb2, 0x3c, 0x4d)),
            new ForeignFormat("packet capture (pcapng)", head -> head.startsWith(0x0a, 0x0d, 0x0d, 0x0a)),
            new ForeignFormat("output of 'gluster --xml'", head -> head.text().contains("<cliOutput>")),
            new ForeignFormat("fio's JSON output",
                    head -> head.firstVisible() == '{' && head.text().contains("\"fio version\"")),
            new ForeignFormat("JSON", head -> head.firstVisible() == '{'),
            new ForeignFormat("XML", head -> head.text().startsWith("<?xml")));

    /** The name of the format that starts so. */
    static Optional<String> of(Head head) {
        return ALL.stream().filter(format -> format.test.test(head)).map(ForeignFormat::title).findFirst();
    }
}
