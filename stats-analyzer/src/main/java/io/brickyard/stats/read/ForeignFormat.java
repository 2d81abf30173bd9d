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
            new ForeignFormat("output of 'gluster --xml'", head -> head.text().contains("<cliOutput>")),
            new ForeignFormat("JSON", head -> head.firstVisible() == '{'),
            new ForeignFormat("XML", head -> head.text().startsWith("<?xml")));

    /** The name of the format that starts so. */
    static Optional<String> of(Head head) {
        return ALL.stream().filter(format -> format.test.test(head)).map(ForeignFormat::title).findFirst();
    }
}
