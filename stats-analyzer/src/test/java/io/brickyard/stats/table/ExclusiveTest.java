package io.brickyard.stats.table;

import io.brickyard.stats.dump.Note;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ExclusiveTest {
    private static final double EXACT = 1e-9;

    private static Exclusive.Totals totals(double upperCalls, double upperTotal, double lowerCalls,
            double lowerTotal) {
        return new Exclusive.Totals(upperCalls, upperTotal, lowerCalls, lowerTotal, lowerTotal, lowerCalls, 1);
    }

    private static Note.Kind kind(Exclusive exclusive) {
        Note note = exclusive.note();
        assertNotNull(note);
        return note.kind();
    }

    @Test
    void shouldBeThePlainDifferenceWhenCallsAreEqual() {
        Exclusive exclusive = Exclusive.of(totals(10, 1000, 10, 400), false, false);
        assertEquals(60, exclusive.nanos(), EXACT);
        assertEquals(60, exclusive.plainNanos(), EXACT);
        assertNull(exclusive.note());
    }

    @Test
    void shouldNotChargeACacheWithTheMissesItDoesNotSee() {
        // 9 of 10 calls are answered in 10 ns, one goes down for 500 and takes 510: the layer spends 10 ns a call.
        Exclusive exclusive = Exclusive.of(totals(10, 600, 1, 500), false, false);
        assertEquals(10, exclusive.nanos(), EXACT);
        assertEquals(-440, exclusive.plainNanos(), EXACT);
        assertEquals(0.1, exclusive.callsBelow(), EXACT);
        assertEquals(Note.Kind.COUNTS, kind(exclusive));
    }

    @Test
    void shouldChargeAmplificationToWhatIsBelow() {
        // Each call makes three of 100 ns, one after the other, and spends 20 itself.
        Exclusive exclusive = Exclusive.of(totals(10, 3200, 30, 3000), false, false);
        assertEquals(20, exclusive.nanos(), EXACT);
        assertEquals(220, exclusive.plainNanos(), EXACT);
        assertEquals(3, exclusive.weight(), EXACT);
    }

    @Test
    void shouldBoundWhatParallelCallsHide() {
        // Three branches of 100, 120 and 110 ns a call at the same time, 140 ns above.
        Exclusive exclusive = Exclusive.of(new Exclusive.Totals(10, 1400, 30, 3300, 1200, 10, 3), false, true);
        assertEquals(20, exclusive.nanos(), EXACT);
        assertEquals(-190, exclusive.lowNanos(), EXACT);
        assertEquals(1, exclusive.weight(), EXACT);
        assertEquals(Note.Kind.PARALLEL, kind(exclusive));
    }

    @Test
    void shouldBeExactWhenEachCallTakesOneBranch() {
        Exclusive exclusive = Exclusive.of(new Exclusive.Totals(10, 1400, 10, 1000, 600, 6, 2), false, true);
        assertEquals(40, exclusive.nanos(), EXACT);
        assertNull(exclusive.note());
    }

    @Test
    void shouldTakeTheDifferenceOfAveragesOverTheNetworkWhenCountsDiffer() {
        Exclusive missingClients = Exclusive.of(totals(10, 1000, 30, 1200), true, false);
        assertEquals(60, missingClients.nanos(), EXACT);
        assertTrue(String.valueOf(missingClients.note()).contains("3.00 times"));
        Exclusive missingBricks = Exclusive.of(totals(10, 1000, 5, 200), true, false);
        assertEquals(60, missingBricks.nanos(), EXACT);
        assertTrue(String.valueOf(missingBricks.note()).contains("50.0 %"));
        assertEquals(1, missingBricks.weight(), EXACT);
    }

    @Test
    void shouldForgiveCallsUnderWay() {
        assertNull(Exclusive.of(totals(100_000, 1e7, 100_002, 4e6), true, false).note());
    }
}
