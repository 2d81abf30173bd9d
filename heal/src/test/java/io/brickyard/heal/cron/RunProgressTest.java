package io.brickyard.heal.cron;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.type.Gfid;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is foretold of a run, on a clock that only goes when it is told to. */
class RunProgressTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MIB = 1 << 20;

    private final RunProgress progress = new RunProgress();

    @Test
    void shouldForetellAFilesRestBySpeedOfLate() {
        progress.listed(1);
        progress.toGo(1000 * MIB);
        progress.ended();
        progress.look(0);
        progress.copied(100 * MIB, 0);
        progress.look(SECOND);
        assertEquals(Optional.of(Duration.ofSeconds(9)), progress.left());
        // Ten times slower: once a window of that has passed, only that counts.
        for (int second = 2; second <= 40; second++) {
            progress.copied(10 * MIB, 0);
            progress.look(second * SECOND);
        }
        assertEquals(Optional.of(Duration.ofSeconds(51)), progress.left());
    }

    @Test
    void shouldForetellNothingBeforeEntriesHaveEnded() {
        progress.listed(100);
        progress.look(0);
        for (int i = 0; i < 9; i++) {
            progress.ended();
        }
        progress.look(SECOND);
        assertEquals(Optional.empty(), progress.left());
        progress.ended();
        progress.look(2 * SECOND);
        assertEquals(Optional.of(Duration.ofSeconds(18)), progress.left());
    }

    @Test
    void shouldForetellNothingWhenNobodyKnowsHowMuchThereIs() {
        progress.ended();
        progress.look(0);
        progress.copied(MIB, MIB);
        progress.look(SECOND);
        assertEquals(Optional.empty(), progress.left());
    }

    @Test
    void shouldForgetWhatAHealThatEndedHalfWayHadToGo() {
        progress.listed(1);
        progress.toGo(100 * MIB);
        progress.look(0);
        progress.copied(10 * MIB, 0);
        progress.toGo(-90 * MIB);
        progress.ended();
        progress.look(SECOND);
        assertEquals(Optional.of(Duration.ZERO), progress.left());
    }

    @Test
    void shouldShowWhatEachBrickGetsSinceTheLastLine() {
        progress.sent(2, new Write(Gfid.ROOT, -2, 0, 1 << 20, 0, Dict.NULL, ByteBuffer.allocate(1 << 20)));
        assertTrue(progress.line().endsWith("| brick 3 gets 1.0 MiB"), progress::line);
        assertTrue(progress.line().endsWith("| brick 3"), progress::line);
    }

    @Test
    void shouldWriteTimesAsPeopleDo() {
        assertEquals("0s 59s 1m00s 59m59s 1h00m 27h46m", String.join(" ", LongStream.of(0, 59, 60, 3599, 3600, 99_999)
                .mapToObj(it -> Durations.text(Duration.ofSeconds(it))).toList()));
    }
}
