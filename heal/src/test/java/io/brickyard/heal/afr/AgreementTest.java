package io.brickyard.heal.afr;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who agrees with whom, and who is right by that; where blocks differ. */
class AgreementTest {
    private static final int BLOCK_BYTES = 20_000;

    /** One letter for each brick's copy; "-" for one that is not compared. */
    private static Agreement of(String copies) {
        return Agreement.of(Bricks.where(copies.length(), i -> copies.charAt(i) != '-'), copies::charAt);
    }

    @ParameterizedTest
    @CsvSource({"aaa, '{0,1,2}'", "aab, '{0,1}'", "baa, '{1,2}'", "abc, none", "ab, none", "aa, '{0,1}'", "ab-, none",
            "aa-, '{0,1}'", "aabb, none", "aabc, none", "abaab, '{0,2,3}'", "a, {0}"})
    void shouldCallRightWhatMoreThanHalfHave(String copies, String expected) {
        assertEquals(expected, of(copies).majority().map(Bricks::toString).orElse("none"));
    }

    @Test
    void shouldPutTheLargestGroupFirstAndOfEqualOnesThatOfTheFirstBrick() {
        assertEquals(List.of("{1,3}", "{0}", "{2}"), of("abcb").groups().stream().map(Bricks::toString).toList());
        assertTrue(of("aaa").isUnanimous());
        assertEquals(Bricks.first(4), of("abcb").compared());
    }

    @ParameterizedTest
    @CsvSource({
            // One dissents; two in different places; each in some place; no majority in one place; an arbiter.
            "aab, '{0,1} not {2}'", "aab aba, '{0} not {1,2}'", "aab aba baa, none", "aab abc, none", "ab-, none",
            "aab aab, '{0,1} not {2}'", "aaaab aabaa, '{0,1,3} not {2,4}'"})
    void shouldDecideAboutAllDifferencesTogether(String places, String expected) {
        var majority = Majority.of(Arrays.stream(places.split(" ", -1)).map(AgreementTest::of).toList());
        assertEquals(expected, majority.map(it -> it.right() + " not " + it.wrong()).orElse("none"));
    }

    @Test
    void shouldFindEachFlippedByteAndItsBrick() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[][] copies = new byte[3][];
        copies[0] = new byte[BLOCK_BYTES];
        random.nextBytes(copies[0]);
        copies[1] = copies[0].clone();
        copies[2] = copies[0].clone();
        copies[1][7] ^= 1;
        copies[1][4100] ^= 4;
        copies[1][4102] ^= 4;
        copies[2][19_999] ^= 8;
        assertEquals("7-4102 {0,2}, 19999-19999 {0,1}", text(copies), () -> "seed " + seed);
    }

    @Test
    void shouldTakeMissingBytesForDifferentFromZeros() {
        byte[][] copies = {new byte[BLOCK_BYTES], new byte[BLOCK_BYTES], new byte[BLOCK_BYTES - 10]};
        assertEquals("19990-19999 {0,1}", text(copies));
        assertEquals(List.of(), DifferingBytes.in(Bricks.first(2), i -> copies[i]));
    }

    @Test
    void shouldNotTakeChanceForAMajority() {
        Random random = new Random(5);
        byte[][] copies = new byte[3][BLOCK_BYTES];
        for (byte[] copy : copies) {
            random.nextBytes(copy);
        }
        assertTrue(DifferingBytes.in(Bricks.first(3), i -> copies[i]).stream()
                .allMatch(it -> it.agreement().majority().isEmpty()));
    }

    private static String text(byte[][] copies) {
        return String.join(", ", DifferingBytes.in(Bricks.first(3), i -> copies[i]).stream()
                .map(it -> it.start() + "-" + (it.end() - 1) + " " + it.agreement().groups().getFirst()).toList());
    }
}
