package io.brickyard.heal.run;

import java.util.List;
import java.util.stream.IntStream;

import io.brickyard.heal.run.Comparison.Way;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ComparisonTest {
    private static final int BLOCK = 1 << 20;

    private final Comparison comparison = new Comparison();

    private List<Way> next(int blocks, boolean alike) {
        return IntStream.range(0, blocks).mapToObj(_ -> {
            Way way = comparison.next();
            if (way != Way.NONE) {
                comparison.found(alike);
            }
            return way;
        }).toList();
    }

    private static List<Way> times(int times, Way way) {
        return IntStream.range(0, times).mapToObj(_ -> way).toList();
    }

    @Test
    void shouldCompareAllThatIsAlike() {
        assertEquals(times(1000, Way.WHOLE), next(1000, true));
    }

    @Test
    void shouldExpectMoreOfTheSameOnceEightInARowWereAlike() {
        next(Comparison.HOPEFUL_BLOCKS - 1, true);
        assertFalse(comparison.expectsAlike());
        next(1, true);
        assertTrue(comparison.expectsAlike());
        next(1, false);
        assertFalse(comparison.expectsAlike());
        next(1, true);
        assertFalse(comparison.expectsAlike());
    }

    private static List<Integer> compared(List<Way> ways) {
        return IntStream.range(0, ways.size()).filter(i -> ways.get(i) != Way.NONE).boxed().toList();
    }

    @Test
    void shouldCompareEverFewerWhereAllDiffers() {
        next(Comparison.HOPELESS_BLOCKS, false);

        assertEquals(List.of(15, 15 + 32, 15 + 32 + 64, 15 + 32 + 2 * 64), compared(next(230, false)));
    }

    @Test
    void shouldGiveUpSoonerWhereOnlyOneWasAlike() {
        next(Comparison.HOPELESS_BLOCKS + 15, false);
        assertEquals(List.of(Way.WHOLE), next(1, true));

        assertEquals(List.of(0, 1, 2, 3, 3 + 32), compared(next(40, false)));
    }

    @Test
    void shouldBeAsPatientAsEverOnceEightInARowWereAlike() {
        next(Comparison.HOPELESS_BLOCKS + 200, false);
        next(100, true);

        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 7 + 16, 7 + 16 + 32), compared(next(60, false)));
    }

    @Test
    void shouldCompareAgainFromTheFirstThatIsFoundAlike() {
        next(Comparison.HOPELESS_BLOCKS + 3, false);

        List<Way> ways = next(100, true);

        int found = ways.indexOf(Way.WHOLE);
        assertEquals(Comparison.PROBED_BLOCKS - 4, found);
        assertEquals(times(100 - found, Way.WHOLE), ways.subList(found, 100));
    }

    @Test
    void shouldNotGiveUpWhereSomeAreAlike() {
        for (int i = 0; i < 100; i++) {
            assertEquals(times(Comparison.HOPELESS_BLOCKS - 1, Way.WHOLE), next(Comparison.HOPELESS_BLOCKS - 1, false));
            assertEquals(List.of(Way.WHOLE), next(1, true));
        }
    }

    @Test
    void shouldCompareInPiecesOnlyAfterADifferenceAndWhereSendingIsDear() {
        comparison.compared(1_000_000, BLOCK);
        comparison.sent(2_000_001, BLOCK);
        assertEquals(times(5, Way.WHOLE), next(5, true));
        assertEquals(List.of(Way.WHOLE), next(1, false));

        assertEquals(times(100, Way.PIECES), next(100, false));

        // A quarter of each time is from the last: (2.000001 x 3 + 1.9) / 4 ms.
        comparison.sent(1_900_000, BLOCK);
        assertEquals(Way.NONE, comparison.next());
    }
}
