package io.brickyard.stats.unit;

import java.util.List;
import java.util.function.Consumer;

import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.LatencyUnit;
import io.brickyard.stats.dump.UnitClues;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class UnitRulesTest {
    private static UnitVerdict decide(DumpFormat format, List<Consumer<UnitClues>> clues) {
        UnitClues all = new UnitClues();
        clues.forEach(clue -> clue.accept(all));
        return UnitRules.decide(format, all);
    }

    private static Consumer<UnitClues> values(double... values) {
        return clues -> {
            for (double value : values) {
                clues.minOrMax(value);
            }
        };
    }

    private static Consumer<UnitClues> stamp(boolean zone) {
        return clues -> clues.stamp(zone);
    }

    @Test
    void shouldTakeAFractionForMicrosecondsEvenUnderAZone() {
        UnitVerdict verdict = decide(DumpFormat.IO_STATS_TEXT, List.of(values(47.04, 1200), stamp(true)));
        assertEquals(LatencyUnit.MICROSECONDS, verdict.unit());
        assertTrue(verdict.reason().contains("47.04"), verdict.reason());
    }

    @Test
    void shouldTakeWholeNumbersUnderAZoneForNanoseconds() {
        UnitVerdict verdict = decide(DumpFormat.IO_STATS_TEXT, List.of(values(52086, 36554), stamp(true)));
        assertEquals(LatencyUnit.NANOSECONDS, verdict.unit());
        assertTrue(verdict.firm());
    }

    @Test
    void shouldTakeWholeNumbersWithoutAZoneForMicroseconds() {
        UnitVerdict verdict = decide(DumpFormat.IO_STATS_TEXT, List.of(values(52, 365), stamp(false)));
        assertEquals(LatencyUnit.MICROSECONDS, verdict.unit());
        assertTrue(verdict.firm());
    }

    @Test
    void shouldNotBeSureOfASingleWholeNumber() {
        UnitVerdict verdict = decide(DumpFormat.IO_STATS_TEXT, List.of(values(1200, 1200), stamp(true)));
        assertEquals(LatencyUnit.NANOSECONDS, verdict.unit());
        assertFalse(verdict.firm());
    }

    @Test
    void shouldNotDecideBySingleNumberTooShortForNanoseconds() {
        assertNull(decide(DumpFormat.IO_STATS_TEXT, List.of(values(47, 47), stamp(true))).unit());
    }

    @Test
    void shouldNotDecideWithoutAStamp() {
        UnitVerdict verdict = decide(DumpFormat.IO_STATS_TEXT, List.of(values(52086, 36554)));
        assertNull(verdict.unit());
        assertTrue(verdict.reason().contains("no time stamp"), verdict.reason());
    }

    @Test
    void shouldTellJsonErasByTheFopsTheyKnow() {
        Consumer<UnitClues> ten = clues -> clues.knownFops(true, true);
        Consumer<UnitClues> five = clues -> clues.knownFops(false, true);
        Consumer<UnitClues> three = clues -> clues.knownFops(false, false);
        assertEquals(LatencyUnit.NANOSECONDS,
                decide(DumpFormat.IO_STATS_JSON, List.of(values(5208, 36554), ten)).unit());
        assertEquals(LatencyUnit.MICROSECONDS,
                decide(DumpFormat.IO_STATS_JSON, List.of(values(52, 365), three)).unit());
        assertNull(decide(DumpFormat.IO_STATS_JSON, List.of(values(52, 365), five)).unit());
        assertEquals(LatencyUnit.MICROSECONDS,
                decide(DumpFormat.IO_STATS_JSON, List.of(values(52.5, 365), five)).unit());
    }

    @Test
    void shouldNotTakeLargeFloatsForWholeNumbers() {
        UnitClues clues = new UnitClues();
        clues.minOrMax(16_777_218);
        assertEquals(List.of(), clues.whole());
        clues.exactMinOrMax(16_777_218);
        assertEquals(List.of(16_777_218.0), clues.whole());
    }

    @Test
    void shouldCompareWithTheTranslatorsOwnLatency() {
        assertEquals(LatencyUnit.NANOSECONDS, decide(DumpFormat.STATEDUMP_IO_STATS,
                List.of(values(5208), clues -> clues.translatorRatio(1.01))).unit());
        assertEquals(LatencyUnit.MICROSECONDS, decide(DumpFormat.STATEDUMP_IO_STATS,
                List.of(values(52), clues -> clues.translatorRatio(1007))).unit());
    }
}
