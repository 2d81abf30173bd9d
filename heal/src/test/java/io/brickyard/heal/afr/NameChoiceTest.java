package io.brickyard.heal.afr;

import java.util.stream.IntStream;

import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Where a name is to lead: inodes a, b, c (files), A (a directory with a's gfid), "-" where the name is missing, "?" where it
 * has no gfid.
 */
class NameChoiceTest {
    private static final int BRICKS = 3;

    private static Iatt inode(char letter) {
        return letter == '-' ? Iatt.NONE
                : Iatt.builder().gfid(letter == '?' ? Gfid.NONE : new Gfid(0, Character.toLowerCase(letter)))
                        .mode(Character.isUpperCase(letter) ? Iatt.TYPE_DIRECTORY : Iatt.TYPE_REGULAR).build();
    }

    /** Bricks by their numbers, such as 01. */
    private static Bricks bricks(String numbers) {
        return Bricks.where(BRICKS, i -> numbers.indexOf('0' + i) >= 0);
    }

    private static NameChoice choice(String inodes, String right) {
        Bricks sources = bricks(right);
        Bricks all = Bricks.first(BRICKS);
        return new NameChoice(Bricks.where(BRICKS, i -> inodes.charAt(i) != '-'),
                IntStream.range(0, BRICKS).mapToObj(i -> inode(inodes.charAt(i))).toArray(Iatt[]::new),
                sources.isEmpty() ? new Choice(Choice.Verdict.HEAL, -1, Bricks.NONE, all)
                        : Choice.of(sources.lowest(), sources, all.minus(sources)));
    }

    /** Without anybody who is right names are united. */
    @ParameterizedTest
    @CsvSource({"aaa, '', ''", "aa-, '', ''", "--a, '', ''", "aab, '', 012", "a-b, '', 02", "abc, '', 012",
            "aaA, '', 012", "A-a, '', 02",
            // The others are known to be wrong.
            "abb, 0, ''", "abc, 0, ''", "-bc, 0, ''", "a-b, 0, ''", "aab, 01, ''", "--b, 01, ''",
            // Those who are right differ; what the third has is not to choose.
            "abb, 01, 01", "aba, 12, 12", "abc, 12, 12", "-bc, 12, 12",
            // Nobody was told of what has no gfid.
            "a?-, '', ''", "?a?, '', ''", "a?b, '', 012", "?ab, 12, 12", "???, '', ''", "?bb, 0, ''",
            // A type cannot be replaced by what a changelog says.
            "aAA, 0, 0", "aaA, 01, 01"})
    void shouldLeaveToAPersonOnlyWhatNothingDecides(String inodes, String right, String among) {
        assertEquals(bricks(among), choice(inodes, right).undecided());
    }

    @ParameterizedTest
    @CsvSource({"-bb, 0, -1", "--b, 01, -1", "ab-, 0, 0", "-b-, 01, 1", "-ab, '', 1", "a--, '', 0", "?b-, '', 1",
            "?b-, 01, 1", "?--, 0, 0"})
    void shouldTakeFromWhoIsRightOrTakeAway(String inodes, String right, int source) {
        NameChoice choice = choice(inodes, right);
        assertEquals(source, choice.isRemoval() ? -1 : choice.source());
    }
}
