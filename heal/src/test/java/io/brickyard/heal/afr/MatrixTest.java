package io.brickyard.heal.afr;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.brickyard.wire.type.Iatt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Hand-set changelogs of three bricks whose copies differ, resolved as stock's self-heal daemon 10.3 resolved them. */
class MatrixTest {
    private static final int BRICKS = 3;
    private static final int QUORUM = 2;

    /** Copies of one inode on three bricks with changelogs that say the same of every kind. */
    private record Copies(Changelog log, Iatt[] stats) {
        Roles roles(ChangelogKind kind) {
            return Roles.of(log, kind, Bricks.first(BRICKS), QUORUM);
        }
    }

    /** M row by row: what brick 0 says of bricks 0, 1 and 2, then brick 1, then brick 2; and the dirty counters. */
    private static Changelog log(String matrix, String dirty) {
        Changelog log = new Changelog(BRICKS);
        String[] rows = matrix.split("/", -1);
        String[] own = dirty.split(" ", -1);
        for (int i = 0; i < BRICKS; i++) {
            for (int j = 0; j < BRICKS; j++) {
                log.note(i, j, counters(rows[i].charAt(j) - '0'));
            }
            log.noteDirty(i, counters(Integer.parseInt(own[i])));
        }
        return log;
    }

    private static byte[] counters(int each) {
        return ByteBuffer.allocate(ChangelogKind.XATTR_BYTES).putInt(each).putInt(each).putInt(each).array();
    }

    /** Changed one second after the other; brick 2 last. */
    private static Iatt[] stats(long... sizes) {
        return IntStream.range(0, BRICKS).mapToObj(i -> Iatt.builder().mode(Iatt.TYPE_REGULAR | 0640 + i)
                .size(sizes[i]).build().withTimes(1, 0, 100 + i, 0, 100 + i, 0)).toArray(Iatt[]::new);
    }

    private static String data(Copies copies) {
        return outcome(DataChoice.of(copies.roles(ChangelogKind.DATA), copies.stats(), Bricks.NONE));
    }

    private static String outcome(Choice choice) {
        return switch (choice.verdict()) {
            case HEAL -> "b" + choice.source() + (choice.heal().count() == BRICKS - 1 ? "" : " to " + choice.heal());
            case NOTHING -> "none";
            case SPLIT_BRAIN -> "split";
            case ARBITER_ONLY -> "arbiter";
        };
    }

    @ParameterizedTest
    @CsvSource({
            "one missed and two agree,  010/000/010, 0 0 0, b2,    b0 to {1}",
            "the same and dirty,        010/000/010, 0 0 5, b2,    b2",
            "one alone,                 011/000/000, 0 0 0, b0,    b0",
            "one blamed by one,         001/000/000, 0 0 0, b1,    b0 to {2}",
            "chain,                     010/001/000, 0 0 0, b0,    b0",
            "mutual,                    010/100/000, 0 0 0, b2,    b2",
            "ring,                      010/001/100, 0 0 0, b2,    none",
            "two pairs and an accuser,  011/100/110, 0 0 0, b2,    b2",
            "all accuse all,            011/101/110, 0 0 0, split, split",
            "fool that accuses none,    200/000/000, 0 0 0, b2,    b0",
            "fool that blames one,      110/000/000, 0 0 0, b2,    b0",
            "two fools,                 000/030/001, 0 0 0, b2,    b1",
            "dirty alike,               000/000/000, 1 1 1, b2,    b2",
            "one dirtier,               000/000/000, 3 1 1, b2,    b0",
            "first dirty,               000/000/000, 1 0 0, b2,    b0",
            "second dirty,              000/000/000, 0 1 0, b2,    b1",
            "two dirty,                 000/000/000, 1 0 1, b2,    b2"})
    void shouldCopyFromTheBrickThatStockCopiesFrom(String name, String matrix, String dirty, String growing,
            String equal) {
        Changelog log = log(matrix, dirty);
        assertEquals(growing, data(new Copies(log, stats(10, 20, 30))), name);
        assertEquals(equal, data(new Copies(log, stats(10, 10, 10))), name);
    }

    @ParameterizedTest
    @CsvSource({"010/000/010, 0 0 0, b0", "010/000/010, 0 0 5, b2", "010/100/000, 0 0 0, b2", "010/001/100, 0 0 0, b0",
            "011/101/110, 0 0 0, split", "200/000/000, 0 0 0, b0", "110/000/000, 0 0 0, b0",
            "000/030/001, 0 0 0, b1", "000/000/000, 1 1 1, b0", "000/000/000, 3 1 1, b0", "000/000/000, 1 0 0, b0",
            "000/000/000, 0 1 0, b1", "000/000/000, 1 0 1, b0"})
    void shouldTakeTheModeThatStockTakes(String matrix, String dirty, String expected) {
        Copies copies = new Copies(log(matrix, dirty), stats(10, 10, 10));
        Choice choice = MetadataChoice.of(copies.roles(ChangelogKind.METADATA), copies.stats(),
                List.of(Map.of(), Map.of(), Map.of()));
        assertEquals(expected, outcome(choice));
    }

    @ParameterizedTest
    @CsvSource({"010/000/010, 0 0 0, 0 to {1}", "011/000/000, 0 0 0, '0 to {1,2}'", "010/100/000, 0 0 0, merge",
            "010/000/010, 0 0 1, merge", "010/001/100, 0 0 0, merge", "000/000/000, 1 1 1, merge",
            "000/001/000, 0 0 0, merge", "010/001/000, 0 0 0, '0 to {1,2}'"})
    void shouldDeleteNamesOnlyWhenOneBrickIsKnownToBeRight(String matrix, String dirty, String expected) {
        Choice choice = EntryChoice.of(new Copies(log(matrix, dirty), stats(0, 0, 0)).roles(ChangelogKind.ENTRY));
        assertEquals(expected, choice.isMerge() ? "merge" : choice.source() + " to " + choice.heal());
    }

    @ParameterizedTest
    @CsvSource({
            // Arbiter right and a data brick right; only the arbiter right; all empty.
            "001/001/000, 0 5 0, b1", "001/001/000, 5 5 0, b0 to {2}", "011/000/010, 5 5 0, b0",
            "010/000/010, 5 5 0, b0 to {1}", "010/100/110, 5 5 0, arbiter", "010/100/110, 0 0 0, b0"})
    void shouldNeverCopyDataFromTheArbiterUnlessAllIsEmpty(String matrix, String sizes, String expected) {
        long[] bytes = List.of(sizes.split(" ", -1)).stream().mapToLong(Long::parseLong).toArray();
        Copies copies = new Copies(log(matrix, "0 0 0"), stats(bytes));
        Choice choice = DataChoice.of(copies.roles(ChangelogKind.DATA), copies.stats(), Bricks.of(2));
        assertEquals(expected, outcome(choice));
    }

    @Test
    void shouldTakeOffExactlyWhatWasReadWhenAllAreHealed() {
        Undo undo = new Undo(log("070/000/070", "0 3 0"), Bricks.first(BRICKS), Bricks.NONE);
        assertEquals("-7 0 -7", about(undo, 1));
        assertEquals("0 0 0", about(undo, 0));
        assertEquals(-3, undo.dirty(ChangelogKind.DATA, 1));
        byte[] operand = Objects.requireNonNull(
                undo.operands(0, new String[]{"a", "b", "c"}, "dirty", ChangelogKind.METADATA).get("b"));
        assertEquals("[0, -7, 0]", Arrays.toString(new int[]{counter(operand, 0), counter(operand, 1),
                counter(operand, 2)}));
    }

    @Test
    void shouldAccuseABrickThatFailedWhereNobodyDoesYet() {
        Undo undo = new Undo(log("070/000/000", "0 3 0"), Bricks.first(BRICKS), Bricks.of(1));
        assertEquals("0 0 1", about(undo, 1));
        assertEquals(0, undo.dirty(ChangelogKind.DATA, 1));
    }

    private static String about(Undo undo, int brick) {
        return IntStream.range(0, BRICKS).mapToObj(i -> String.valueOf(undo.pending(ChangelogKind.DATA, i, brick)))
                .collect(Collectors.joining(" "));
    }

    private static int counter(byte[] operand, int index) {
        return ByteBuffer.wrap(operand).getInt(index * Integer.BYTES);
    }
}
