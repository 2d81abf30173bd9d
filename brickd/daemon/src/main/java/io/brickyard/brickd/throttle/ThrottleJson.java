package io.brickyard.brickd.throttle;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.brickyard.xlator.throttle.RuleFigures;
import io.brickyard.xlator.throttle.Throttle;
import io.brickyard.xlator.throttle.ThrottleView;

/** What throttles of a brick go by and did, as JSON; the man page has its fields. */
final class ThrottleJson {
    private static final double SCALE = 1000;

    private ThrottleJson() {
    }

    static String of(String brick, List<Throttle> throttles) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("brick", brick);
            for (Throttle throttle : throttles.stream().limit(1).toList()) {
                write(json, throttle);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, Throttle throttle) throws IOException {
        ThrottleView view = throttle.view();
        json.writeNumberField("monotonic_ns", System.nanoTime());
        json.writeStringField("mode", view.policy().mode().text());
        json.writeStringField("policy", view.policy().toString());
        json.writeStringField("set_while_running", throttle.control().setWhileRunning().toString());
        json.writeNumberField("waiting_calls", view.waitingCalls());
        json.writeNumberField("waiting_bytes", view.waitingBytes());
        json.writeNumberField("clients", view.clients());
        json.writeNumberField("users_p99_ns", view.usersP99Nanos());
        json.writeArrayFieldStart("classes");
        for (ThrottleView.ClassView each : view.classes()) {
            write(json, each);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, ThrottleView.ClassView each) throws IOException {
        RuleFigures figures = each.figures();
        json.writeStartObject();
        json.writeStringField("name", each.name());
        json.writeStringField("statement", each.statement());
        json.writeNumberField("admitted", figures.admitted());
        json.writeNumberField("admitted_cost", figures.admittedCost());
        json.writeStringField("unit", figures.unit().text().toLowerCase(Locale.ROOT));
        json.writeNumberField("per_second", Math.round(figures.perSecond() * SCALE) / SCALE);
        json.writeNumberField("queued_calls", figures.queuedCalls());
        json.writeNumberField("queued_bytes", figures.queuedBytes());
        json.writeNumberField("waits", figures.waits());
        json.writeNumberField("overruns", figures.overruns());
        json.writeNumberField("urgent", figures.urgent());
        json.writeBooleanField("unattainable", each.unattainable());
        json.writeArrayFieldStart("wait_log2_us");
        for (Long count : figures.waitCounts()) {
            json.writeNumber(count);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("buckets");
        for (ThrottleView.BucketView bucket : each.buckets()) {
            json.writeStartObject();
            json.writeStringField("unit", bucket.unit().text().toLowerCase(Locale.ROOT));
            json.writeNumberField("rate", bucket.rate());
            json.writeNumberField("burst", bucket.burst());
            json.writeNumberField("level", bucket.level());
            json.writeNumberField("debt", bucket.debt());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
