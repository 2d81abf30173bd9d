package io.brickyard.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.brickyard.xlator.throttle.Simulation;
import io.brickyard.xlator.throttle.SimulationReport;
import io.brickyard.xlator.throttle.ThrottleView;
import io.brickyard.xlator.throttle.policy.Policy;
import io.brickyard.xlator.throttle.policy.PolicyException;
import io.brickyard.xlator.throttle.policy.PolicyText;
import io.brickyard.xlator.throttle.workload.Workload;
import io.brickyard.xlator.throttle.workload.WorkloadText;

/** Tries a policy file on a workload file and says what became of it. */
final class ThrottleSimulate {
    private static final String CLASS_ROW = "%-16s %10s %14s %10s %10s %10s %8s %10s %9s  %s%n";
    private static final String GROUP_ROW = "%-16s %8s %10s %12s %12s %12s %12s %6s %10s %10s %10s %8s%n";
    private static final double NANOS = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double KIB = 1024;
    private static final double SCALE = 1000;

    private ThrottleSimulate() {
    }

    /** What {@code simulate} prints. */
    static String run(String policyFile, String workloadFile, boolean json) {
        Policy policy = policy(policyFile);
        SimulationReport report = Simulation.run(policy, workload(workloadFile));
        return json ? json(report) : table(report);
    }

    private static Policy policy(String file) {
        try {
            return Policy.NONE.with(PolicyText.parse(read(file)));
        } catch (PolicyException e) {
            throw new CommandFailure(ExitCode.USAGE, file + ": " + e.getMessage());
        }
    }

    private static Workload workload(String file) {
        try {
            return WorkloadText.parse(read(file));
        } catch (PolicyException e) {
            throw new CommandFailure(ExitCode.USAGE, file + ": " + e.getMessage());
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.USAGE, file + ": there is no such file; simulate wants a policy's and a"
                    + " workload's");
        } catch (MalformedInputException e) {
            throw new CommandFailure(ExitCode.USAGE, file + ": it is no text");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, file + ": cannot be read: " + e.getMessage());
        }
    }

    private static String table(SimulationReport report) {
        StringBuilder out = new StringBuilder(String.format("%.3f s simulated%s%n", report.simulatedNanos() / NANOS,
                report.cutShort() ? ", no more for the number of calls" : ""));
        if (!report.classes().isEmpty()) {
            out.append(String.format(CLASS_ROW, "class", "admitted", "per second", "wait p50", "wait p99", "longest",
                    "queued", "debt", "overruns", "policy"));
        }
        for (ThrottleView.ClassView each : report.classes()) {
            SimulationReport.WaitSummary waits = report.classWaits().get(each.name());
            out.append(String.format(CLASS_ROW, each.name(), each.figures().admitted(),
                    Math.round(perSecond(report, each)) + each.figures().unit().text(),
                    waits == null ? "-" : time(waits.medianNanos()), waits == null ? "-" : time(waits.p99Nanos()),
                    waits == null ? "-" : time(waits.mostNanos()), each.figures().queuedCalls(), debt(each),
                    each.figures().overruns(), each.statement() + (each.unattainable() ? " (out of reach)" : "")));
        }
        out.append(String.format(GROUP_ROW, "clients", "number", "admitted", "per second", "KiB/s", "least", "most",
                "fair", "wait p50", "wait p99", "longest", "queued"));
        for (SimulationReport.GroupReport each : report.groups()) {
            out.append(String.format(GROUP_ROW, each.name(), each.clients(), each.passed(), rounded(each.perSecond()),
                    Math.round(each.bytesPerSecond() / KIB), rounded(each.least()), rounded(each.most()),
                    String.format(Locale.ROOT, "%.3f", each.fairness()), time(each.waits().medianNanos()),
                    time(each.waits().p99Nanos()), time(each.waits().mostNanos()), each.queued()));
        }
        return out.toString();
    }

    private static String rounded(double perSecond) {
        return String.format(Locale.ROOT, "%.1f", perSecond);
    }

    private static String time(long nanos) {
        if (nanos == 0) {
            return "0";
        }
        if (nanos < NANOS_PER_MILLI) {
            return String.format(Locale.ROOT, "%.0fus", nanos / NANOS_PER_MICRO);
        }
        return nanos < NANOS ? String.format(Locale.ROOT, "%.1fms", nanos / NANOS_PER_MILLI)
                : String.format(Locale.ROOT, "%.2fs", nanos / NANOS);
    }

    private static double perSecond(SimulationReport report, ThrottleView.ClassView each) {
        return each.figures().admittedCost() * NANOS / Math.max(1, report.simulatedNanos());
    }

    private static long debt(ThrottleView.ClassView each) {
        return each.buckets().stream().mapToLong(ThrottleView.BucketView::debt).max().orElse(0);
    }

    private static String json(SimulationReport report) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("simulated_ns", report.simulatedNanos());
            json.writeBooleanField("cut_short", report.cutShort());
            json.writeArrayFieldStart("classes");
            for (ThrottleView.ClassView each : report.classes()) {
                write(json, report, each);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("clients");
            for (SimulationReport.GroupReport each : report.groups()) {
                write(json, each);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out + "\n";
    }

    private static void write(JsonGenerator json, SimulationReport report, ThrottleView.ClassView each)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("name", each.name());
        json.writeStringField("statement", each.statement());
        json.writeNumberField("admitted", each.figures().admitted());
        json.writeNumberField("admitted_cost", each.figures().admittedCost());
        json.writeStringField("unit", each.figures().unit().text());
        json.writeNumberField("per_second", scaled(perSecond(report, each)));
        SimulationReport.WaitSummary waits = report.classWaits().get(each.name());
        if (waits != null) {
            write(json, waits);
        }
        json.writeNumberField("queued_calls", each.figures().queuedCalls());
        json.writeNumberField("waits", each.figures().waits());
        json.writeNumberField("overruns", each.figures().overruns());
        json.writeNumberField("debt", debt(each));
        json.writeBooleanField("unattainable", each.unattainable());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, SimulationReport.GroupReport each) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", each.name());
        json.writeNumberField("number", each.clients());
        json.writeNumberField("arrived", each.arrived());
        json.writeNumberField("admitted", each.passed());
        json.writeNumberField("per_second", scaled(each.perSecond()));
        json.writeNumberField("bytes_per_second", scaled(each.bytesPerSecond()));
        json.writeNumberField("least_per_second", scaled(each.least()));
        json.writeNumberField("most_per_second", scaled(each.most()));
        json.writeNumberField("fairness", scaled(each.fairness()));
        write(json, each.waits());
        json.writeNumberField("queued_calls", each.queued());
        json.writeNumberField("most_queued_calls", each.mostQueued());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, SimulationReport.WaitSummary waits) throws IOException {
        json.writeNumberField("wait_p50_ns", waits.medianNanos());
        json.writeNumberField("wait_p99_ns", waits.p99Nanos());
        json.writeNumberField("wait_max_ns", waits.mostNanos());
    }

    private static double scaled(double value) {
        return Math.round(value * SCALE) / SCALE;
    }
}
