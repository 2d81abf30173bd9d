package io.brickyard.heal.replica;

import java.io.IOException;
import java.util.List;

import io.brickyard.heal.afr.Bricks;
import io.brickyard.xlator.Volfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a volume file says of its replica sets. */
class ReplicaSpecTest {
    private static String client(String name) {
        return """
                volume %1$s
                type protocol/client
                option remote-host h
                option remote-subvolume /b/%1$s
                end-volume
                """.formatted(name);
    }

    private static String set(String name, String bricks, String options) {
        return """
                volume %s
                type cluster/replicate
                %s
                subvolumes %s
                end-volume
                """.formatted(name, options, bricks);
    }

    private static List<ReplicaSpec> read(String text) throws Exception {
        return ReplicaSpec.in(Volfile.parse(text));
    }

    @Test
    void shouldTakeKeysFromTheFileWhenNumbersAreNotPlaces() throws Exception {
        String first3 = """
                option afr-pending-xattr v-client-5,v-client-1,v-client-9
                option arbiter-count 1
                option granular-entry-heal on
                option use-anonymous-inode yes
                option volume-id 9f7ce8bd-1f74-4e02-a0d1-d6a3a4b6e3f2
                """;
        String other2 = """
                option afr-pending-xattr a,b
                option self-heal-window-size 2
                option data-self-heal-algorithm full
                """;
        String top = """
                volume top
                type debug/io-stats
                subvolumes r0 r1
                end-volume
                """;
        List<ReplicaSpec> sets = read(client("c0") + client("c1") + client("c2") + client("d0") + client("d1")
                + set("r0", "c0 c1 c2", first3) + set("r1", "d0 d1", other2) + top);
        ReplicaSpec first = sets.getFirst();
        assertEquals(List.of("trusted.afr.v-client-5", "trusted.afr.v-client-1", "trusted.afr.v-client-9"),
                List.of(first.pendingKeys()));
        assertEquals(Bricks.of(2), first.arbiters());
        assertEquals(2, first.options().quorum());
        assertEquals(8 * ReplicaOptions.SMALL_BLOCK_BYTES, first.options().blockBytes());
        assertEquals("9e7ce8bd-1f74-4e02-a0d1-d6a3a4b6e3f2", first.anonymousDirectory().orElseThrow().toString());
        assertEquals("h:/b/c1", first.label(1));
        ReplicaSpec second = sets.getLast();
        assertEquals(0, second.options().quorum());
        assertEquals(2 * ReplicaOptions.SMALL_BLOCK_BYTES, second.options().blockBytes());
        assertTrue(second.anonymousDirectory().isEmpty() && !second.options().checksums());
    }

    @ParameterizedTest
    @CsvSource({"' option thin-arbiter h:/t\n', thin arbiter", "'', afr-pending-xattr",
            "' option afr-pending-xattr a,b,c\n', afr-pending-xattr"})
    void shouldRefuseWhatItCannotHealSafely(String options, String word) {
        IOException refusal = assertThrows(IOException.class,
                () -> read(client("c0") + client("c1") + set("r", "c0 c1", options)));
        assertTrue(String.valueOf(refusal.getMessage()).contains(word), refusal::toString);
    }
}
