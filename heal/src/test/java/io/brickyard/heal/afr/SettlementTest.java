package io.brickyard.heal.afr;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.brickyard.wire.type.Iatt;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every changelog of three bricks that is a split-brain, ended in favour of each brick, and cut short at each step. */
class SettlementTest {
    private static final int BRICKS = 3;
    private static final int QUORUM = 2;
    private static final String[] KEYS = {"k0", "k1", "k2"};

    /** Counters of one kind. */
    private static final class Matrix {
        private final int[][] counters;

        Matrix(int number) {
            counters = new int[BRICKS][BRICKS];
            for (int cell = 0; cell < BRICKS * BRICKS; cell++) {
                counters[cell / BRICKS][cell % BRICKS] = number >>> cell & 1;
            }
        }

        Changelog log() {
            Changelog log = new Changelog(BRICKS);
            for (int i = 0; i < BRICKS; i++) {
                for (int j = 0; j < BRICKS; j++) {
                    log.note(i, j, ByteBuffer.allocate(ChangelogKind.XATTR_BYTES).putInt(counters[i][j]).array());
                }
            }
            return log;
        }

        void add(int brick, Map<String, byte[]> operands) {
            operands.forEach((key, operand) -> counters[brick][key.charAt(1) - '0'] += ByteBuffer.wrap(operand)
                    .getInt());
        }
    }

    private static Choice choice(Matrix matrix, Iatt[] stats, int quorum) {
        return DataChoice.of(Roles.of(matrix.log(), ChangelogKind.DATA, Bricks.first(BRICKS), quorum), stats,
                Bricks.NONE);
    }

    private static Iatt[] stats() {
        return IntStream.range(0, BRICKS).mapToObj(i -> Iatt.builder().mode(Iatt.TYPE_REGULAR).size(10 + i).build())
                .toArray(Iatt[]::new);
    }

    @Test
    void shouldMakeTheChosenBrickTheOnlySourceWhereverItIsCut() {
        int splitBrains = 0;
        for (int quorum : new int[]{0, QUORUM}) {
            for (int number = 0; number < 1 << (BRICKS * BRICKS); number++) {
                if (choice(new Matrix(number), stats(), quorum).verdict() == Choice.Verdict.SPLIT_BRAIN) {
                    splitBrains++;
                    for (int source = 0; source < BRICKS; source++) {
                        settle(number, source, quorum);
                    }
                }
            }
        }
        assertTrue(splitBrains > 20, "only " + splitBrains);
    }

    private static void settle(int number, int source, int quorum) {
        Matrix matrix = new Matrix(number);
        Settlement settlement = new Settlement(matrix.log(), ChangelogKind.DATA, source);
        List<Choice> steps = new ArrayList<>();
        matrix.add(source, settlement.accusations(KEYS));
        steps.add(choice(matrix, stats(), quorum));
        for (int brick = 0; brick < BRICKS; brick++) {
            matrix.add(brick, settlement.pardon(brick, KEYS));
            steps.add(choice(matrix, stats(), quorum));
        }
        String about = "matrix " + Integer.toBinaryString(number) + ", source " + source + ", quorum " + quorum;
        Choice last = steps.getLast();
        assertEquals(source, last.source(), about);
        assertEquals(Bricks.first(BRICKS).minus(Bricks.of(source)), last.heal(), about);
        for (Choice step : steps) {
            assertTrue(step.verdict() == Choice.Verdict.SPLIT_BRAIN || step.source() == source,
                    () -> about + ": " + steps);
        }
    }
}
