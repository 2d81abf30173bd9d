package io.brickyard.brickd.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

import io.brickyard.xlator.throttle.Throttle;
import io.brickyard.xlator.throttle.ThrottleView;

/** What throttles did, by class of their policies. */
final class ThrottleMetrics {
    private ThrottleMetrics() {
    }

    static void write(Exposition out, List<Throttle> throttles) {
        Map<String, ThrottleView> views = new LinkedHashMap<>();
        throttles.forEach(throttle -> views.put(throttle.name(), throttle.view()));
        write(out, Metric.THROTTLE_ADMITTED, views, each -> each.figures().admitted());
        write(out, Metric.THROTTLE_WAITS, views, each -> each.figures().waits());
        write(out, Metric.THROTTLE_OVERRUNS, views, each -> each.figures().overruns());
        write(out, Metric.THROTTLE_QUEUED, views, each -> each.figures().queuedCalls());
        write(out, Metric.THROTTLE_DEBT, views,
                each -> each.buckets().stream().mapToLong(ThrottleView.BucketView::debt).max().orElse(0));
        out.begin(Metric.THROTTLE_RATE);
        views.forEach((name, view) -> view.classes().forEach(each -> each.buckets()
                .forEach(bucket -> out.sample(bucket.rate(), name, each.name(), bucket.unit().text()))));
    }

    private static void write(Exposition out, Metric metric, Map<String, ThrottleView> views,
            ToLongFunction<ThrottleView.ClassView> value) {
        out.begin(metric);
        views.forEach((name, view) -> view.classes()
                .forEach(each -> out.sample(value.applyAsLong(each), name, each.name())));
    }
}
