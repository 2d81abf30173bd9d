package io.brickyard.xlator.throttle;

import java.util.List;

/**
 * What one class has let pass and held back so far.
 *
 * @param admitted calls that passed
 * @param admittedCost what they cost together
 * @param unit that costs and rates are counted in
 * @param queuedCalls calls that wait now
 * @param queuedBytes memory that these hold
 * @param waits calls that had to wait; with a policy that only observes, that would have had to
 * @param overruns calls that passed on debt because they had waited too long or too many waited
 * @param urgent calls that passed on debt because another client waited for a lock of theirs
 * @param waitCounts how many waited less than 2, 4, 8, … microseconds, and so on
 * @param perSecond what passed per second, lately
 */
public record RuleFigures(long admitted, long admittedCost, Unit unit, int queuedCalls, long queuedBytes, long waits,
        long overruns, long urgent, List<Long> waitCounts, double perSecond) {}
