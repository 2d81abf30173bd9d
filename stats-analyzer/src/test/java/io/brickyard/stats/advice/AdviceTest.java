package io.brickyard.stats.advice;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.brickyard.stats.Runs;
import io.brickyard.stats.table.DeltaTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static io.brickyard.stats.Runs.CAPTURES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AdviceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            parent of client-io-threads,9 parent of protocol/client-0,1             | the client's io-threads
            parent of protocol/client-0,9 child of protocol/server,1                | network and RPC between client and brick
            child of protocol/server,9 parent of io-threads,8 child of io-threads,2 | the brick's io-threads
            child of protocol/server,9 parent of storage/posix,8                    | storage/posix and the disk under it
            above,9 below,1                                                         | a layer that only its name tells of
            alone,9                                                                 | what lies below the only probe
            """)
    void shouldTellThePlaceByNames(String rows, String where) {
        String csv = "position,avg_us\n" + rows.replaceAll("(,\\d+) ", "$1\n") + "\n";
        Advice advice = Advice.of(Runs.overStdin(csv).table());
        assertEquals(where, advice.where());
        assertFalse(advice.tips().isEmpty());
    }

    @Test
    void shouldTellThePlaceOfEachLayerOfARealStack() {
        DeltaTable table = Runs.over(CAPTURES.resolve("wire-randread-paced")).table();
        assertEquals(List.of("the kernel and FUSE, above the client",
                "replication on the client and the client's io-threads", "the client's end of the RPC",
                "the network and the brick's end of the RPC", "the brick's translators", "the brick's io-threads",
                "the brick's locks", "storage/posix and the disk under it"),
                java.util.stream.IntStream.range(0, 8).mapToObj(i -> Advice.where(table, i)).toList());
    }

    @Test
    void shouldKnowOperations() {
        DeltaTable lookups = Runs.over(CAPTURES.resolve("dump-oddities")).fop("LOOKUP").table();
        assertTrue(Advice.of(lookups).tips().stream().noneMatch(tip -> tip.contains("larger reads")),
                Advice.of(lookups).tips()::toString);
        assertEquals(FopKind.LOOKUP, FopKind.of("LOOKUP"));
        assertEquals(FopKind.ANY, FopKind.of("no such thing"));
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void shouldHaveATipForEveryOperationAtEveryPlace(Place place) {
        for (FopKind kind : FopKind.values()) {
            boolean some = Tip.TABLE.stream()
                    .anyMatch(tip -> tip.place() == place && (tip.kind() == FopKind.ANY || tip.kind() == kind));
            assertTrue(some, () -> "nothing to say about " + kind + " at " + place);
        }
    }

    @Test
    void shouldSayEachThingOnceAndCloseItsQuotes() {
        Set<String> texts = new HashSet<>();
        for (Tip tip : Tip.TABLE) {
            assertTrue(texts.add(tip.place() + tip.text()), tip.text());
            assertEquals(0, tip.text().chars().filter(c -> c == '`').count() % 2, tip.text());
            assertTrue(tip.text().endsWith("."), tip.text());
        }
        assertEquals(Set.of(Place.values()), new HashSet<>(Tip.TABLE.stream().map(Tip::place).toList()));
        assertTrue(Arrays.stream(Place.values()).map(Place::title).filter(it -> !it.isEmpty()).distinct().count() > 15);
    }
}
