package io.brickyard.brickd.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import io.brickyard.brickd.graph.BrickStack;
import io.brickyard.brickd.net.Listener;
import io.brickyard.wire.fop.Fop;
import io.brickyard.xlator.iothreads.IoThreads;
import io.brickyard.xlator.iothreads.Priority;
import io.brickyard.xlator.stats.FopStats;
import io.brickyard.xlator.stats.IoStats;
import io.brickyard.xlator.stats.IoStatsSnapshot;

/**
 * The numbers of one server, read when they are asked for; nothing is counted twice for their sake, and no probe's interval
 * ends. Thread-safe.
 *
 * @param version of the program
 * @param stacks the graphs of its bricks
 * @param listeners its ports
 * @param clients how many clients are admitted
 * @param certificateEnds when the server's certificate expires; empty without TLS
 * @param started when the server began to serve
 */
public record BrickMetrics(String version, List<BrickStack> stacks, List<Listener> listeners, IntSupplier clients,
        Supplier<Optional<Instant>> certificateEnds, Instant started) {
    private static final double MILLIS_PER_SECOND = 1e3;

    /** All of them as text. */
    String text() {
        Exposition out = new Exposition();
        out.begin(Metric.BUILD_INFO).sample(1, version, String.valueOf(Runtime.version()));
        out.begin(Metric.START_TIME).sample(seconds(started));
        out.begin(Metric.CPU_SECONDS).sample(ProcessHandle.current().info().totalCpuDuration()
                .orElse(Duration.ZERO).toMillis() / MILLIS_PER_SECOND);
        probes(out, stacks.stream().flatMap(stack -> stack.probes().stream()).map(IoStats::peek).toList());
        out.begin(Metric.CLIENTS).sample(clients.getAsInt());
        ports(out);
        ioThreads(out);
        ThrottleMetrics.write(out, stacks.stream().flatMap(stack -> stack.throttles().stream()).toList());
        out.begin(Metric.LOCKED_INODES).sample(stacks.stream().mapToInt(BrickStack::lockedInodes).sum());
        certificateEnds.get().ifPresent(end -> out.begin(Metric.CERTIFICATE_END).sample(seconds(end)));
        return out.text();
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / MILLIS_PER_SECOND;
    }

    private static void probes(Exposition out, List<IoStatsSnapshot> probes) {
        out.begin(Metric.FOP_SECONDS);
        for (IoStatsSnapshot probe : probes) {
            probe.cumulative().fops().forEach((fop, stats) -> out.histogram(stats, probe.probe(), fop.toString()));
        }
        out.begin(Metric.FOP_ERRORS);
        for (IoStatsSnapshot probe : probes) {
            for (Map.Entry<Fop, FopStats> each : probe.cumulative().fops().entrySet()) {
                out.sample(each.getValue().errors(), probe.probe(), each.getKey().toString());
            }
        }
        out.begin(Metric.READ_BYTES);
        probes.forEach(probe -> out.sample(probe.cumulative().reads().bytes(), probe.probe()));
        out.begin(Metric.WRITTEN_BYTES);
        probes.forEach(probe -> out.sample(probe.cumulative().writes().bytes(), probe.probe()));
        out.begin(Metric.OPEN_FILES);
        probes.forEach(probe -> out.sample(probe.openFiles(), probe.probe()));
    }

    private void ports(Exposition out) {
        out.begin(Metric.CONNECTIONS);
        listeners.forEach(port -> out.sample(port.connections().size(), port.name()));
        out.begin(Metric.ACCEPTED);
        listeners.forEach(port -> out.sample(port.accepted(), port.name()));
        out.begin(Metric.REFUSED);
        listeners.forEach(port -> out.sample(port.refused(), port.name()));
        out.begin(Metric.DROPPED);
        listeners.forEach(port -> out.sample(port.dropped(), port.name()));
    }

    private void ioThreads(Exposition out) {
        List<IoThreads> all = stacks.stream().flatMap(stack -> stack.ioThreads().stream()).toList();
        out.begin(Metric.QUEUED_CALLS);
        all.forEach(each -> each.depths().forEach((priority, calls) -> out.sample(calls, each.name(), text(
                priority))));
        out.begin(Metric.QUEUED_BYTES);
        all.forEach(each -> each.queuedBytes().forEach((priority, bytes) -> out.sample(bytes, each.name(), text(
                priority))));
        out.begin(Metric.IO_THREADS);
        all.forEach(each -> out.sample(each.threads(), each.name()));
    }

    private static String text(Priority priority) {
        return priority.name().toLowerCase(Locale.ROOT);
    }
}
