package io.brickyard.xlator.throttle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a workload.
 *
 * @param simulatedNanos how long it went on
 * @param cutShort whether it ended early for the number of its calls
 * @param classes what the policy's classes let pass, as a brick would show it
 * @param classWaits how long the calls of each class waited, by its name
 * @param groups what the workload's groups got
 */
public record SimulationReport(long simulatedNanos, boolean cutShort, List<ThrottleView.ClassView> classes,
        Map<String, WaitSummary> classWaits, List<GroupReport> groups) {
    private static final double NANOS = 1e9;

    /** How long calls waited in the throttle; those that did not count as 0. */
    public record WaitSummary(long medianNanos, long p99Nanos, long mostNanos) {}

    /**
     * What one group of clients got.
     *
     * @param name of the group
     * @param clients how many these are
     * @param arrived calls that they made
     * @param passed calls that passed the throttle
     * @param perSecond that, per second that the group is there
     * @param bytesPerSecond the same of their data
     * @param least calls per second of the client that got least
     * @param most calls per second of the client that got most
     * @param fairness Jain's index of what its clients got: 1 if all got the same, 1/n if one got everything
     * @param waits how long calls that passed waited
     * @param queued calls that wait at the end
     * @param mostQueued calls of one client that waited at a time
     */
    public record GroupReport(String name, int clients, long arrived, long passed, double perSecond,
            double bytesPerSecond, double least, double most, double fairness, WaitSummary waits, int queued,
            int mostQueued) {}

    static SimulationReport of(ThrottleView view, List<SimulatedClient> clients, List<WaitTimes> classWaits,
            long nowNanos,
            boolean cutShort) {
        Map<String, WaitSummary> waits = new LinkedHashMap<>();
        List<ThrottleView.ClassView> classes = view.classes();
        // The brick's own comes first if it has a rate; it is no class of the policy.
        int brick = classes.size() - classWaits.size();
        for (int i = 0; i < classWaits.size(); i++) {
            waits.put(classes.get(brick + i).name(), classWaits.get(i).summary());
        }
        Map<String, List<SimulatedClient>> byGroup = new LinkedHashMap<>();
        clients.forEach(each -> byGroup.computeIfAbsent(each.group().name(), key -> new ArrayList<>()).add(each));
        List<GroupReport> groups = byGroup.values().stream().map(each -> report(each, nowNanos)).toList();
        return new SimulationReport(nowNanos, cutShort, classes, waits, groups);
    }

    private static GroupReport report(List<SimulatedClient> clients, long nowNanos) {
        SimulatedClient any = clients.getFirst();
        long there = Math.min(nowNanos, any.group().stopNanos()) - any.group().startNanos();
        double seconds = Math.max(1, there) / NANOS;
        long[] passed = clients.stream().mapToLong(SimulatedClient::passed).sorted().toArray();
        double sum = 0;
        double squares = 0;
        for (long each : passed) {
            sum += each;
            squares += (double) each * each;
        }
        return new GroupReport(any.group().name(), passed.length,
                clients.stream().mapToLong(SimulatedClient::arrived).sum(), (long) sum, sum / seconds,
                clients.stream().mapToLong(SimulatedClient::passedBytes).sum() / seconds, passed[0] / seconds,
                passed[passed.length - 1] / seconds, squares == 0 ? 1 : sum * sum / (passed.length * squares),
                WaitTimes.together(clients.stream().map(SimulatedClient::waits).toList()).summary(),
                clients.stream().mapToInt(SimulatedClient::waiting).sum(),
                clients.stream().mapToInt(SimulatedClient::mostWaiting).max().orElse(0));
    }
}
