package io.brickyard.heal.resolve;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

import io.brickyard.heal.afr.Agreement;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.replica.ReplicaSpec;
import io.brickyard.wire.type.Iatt;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which copy each policy chooses. */
class PolicyTest {
    private static final String VOLFILE = """
            volume c0
              type protocol/client
              option remote-host one
              option remote-port 1
              option remote-subvolume /b
            end-volume
            volume c1
              type protocol/client
              option remote-host two
              option remote-port 1
              option remote-subvolume /b
            end-volume
            volume c2
              type protocol/client
              option remote-host three
              option remote-port 1
              option remote-subvolume /b
            end-volume
            volume r
              type cluster/replicate
              option afr-pending-xattr c0,c1,c2
              subvolumes c0 c1 c2
            end-volume
            """;

    /** Sizes, times and content of copies; "-" for a brick without one. */
    private static String choose(String policy, String sizes, String times, String content)
            throws IOException, VolfileException {
        List<String> size = List.of(sizes.split(" ", -1));
        List<String> time = List.of(times.split(" ", -1));
        Bricks among = Bricks.where(size.size(), i -> !size.get(i).equals("-"));
        Iatt[] stats = IntStream.range(0, size.size()).mapToObj(i -> among.has(i)
                ? Iatt.builder().size(Long.parseLong(size.get(i))).build().withTimes(9, 0,
                        Long.parseLong(time.get(i)), 0, 9, 0)
                : Iatt.NONE).toArray(Iatt[]::new);
        try {
            int chosen = Policy.parse(policy).choose(ReplicaSpec.in(Volfile.parse(VOLFILE)).getFirst(), among, stats,
                    () -> Agreement.of(among, content::charAt));
            return "b" + chosen;
        } catch (Policy.Undecided e) {
            return String.valueOf(e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"source-brick=two:/b, 1 2 3, 1 2 3, abc, b1",
            "source-brick=two:/b, 1 - 3, 1 - 3, abc, two:/b has no copy of it or one that is known to be wrong",
            "bigger-file, 1 3 2, 1 2 3, abc, b1",
            "bigger-file, 3 1 3, 1 2 3, aba, b0",
            "bigger-file, 3 1 3, 1 2 3, abc, copies that differ have the same size",
            "latest-mtime, 1 3 2, 1 2 3, abc, b2",
            "latest-mtime, 1 3 2, 1 3 3, abb, b1",
            "latest-mtime, 1 3 2, 1 3 3, abc, copies that differ have the same time of change",
            "latest-mtime, - 3 2, - 5 3, abc, b1",
            "majority, 1 3 2, 1 2 3, abb, b1",
            "majority, 1 3 2, 1 2 3, abc, not more than half of the copies are alike",
            "majority, 1 1 -, 1 2 -, ab-, not more than half of the copies are alike"})
    void shouldChooseOrSayWhyNot(String policy, String sizes, String times, String content, String expected)
            throws IOException, VolfileException {
        assertEquals(expected, choose(policy, sizes, times, content));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "source-brick", "source-brick=", "biggest", "MAJORITY", "ctime"})
    void shouldRefuseWhatIsNoPolicy(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Policy.parse(text)).getMessage();
        assertTrue(String.valueOf(message).contains("is no policy; write source-brick=HOST:/PATH"), message);
    }

    @Test
    void shouldOnlyTakeSizesAndTimesForMattersOfFiles() {
        assertTrue(Policy.Rule.BIGGER_FILE.isAboutFiles() && Policy.Rule.LATEST_MTIME.isAboutFiles());
        assertTrue(!Policy.Rule.MAJORITY.isAboutFiles() && !new Policy.SourceBrick("h:/b").isAboutFiles());
    }
}
