package io.brickyard.brickd.metrics;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The table is complete, and what is written can be read back. */
class ExpositionTest {
    @Test
    void shouldDescribeEveryMetricWhenTheTableIsRead() {
        Set<String> names = new HashSet<>();
        for (Metric metric : Metric.values()) {
            assertTrue(metric.help().matches("[A-Z].{20,}\\."), () -> "no sentence: " + metric);
            assertTrue(metric.metricName().matches("brickd_[a-z_]+[a-z]"), metric::metricName);
            assertTrue(names.add(metric.metricName()), metric::metricName);
        }
    }

    @Test
    void shouldEscapeLabelsWhenAVolfileHasStrangeNames() {
        String text = new Exposition().begin(Metric.OPEN_FILES).sample(3, "a\"b\\c\nd").sample(0.25, "x").text();
        assertEquals("brickd_open_files{probe=\"a\\\"b\\\\c\\nd\"} 3", text.lines().toList().get(2));
        ExpositionText read = new ExpositionText(text);
        assertEquals(0.25, read.value("brickd_open_files{probe=x}"));
        assertEquals(3, read.value("brickd_open_files{probe=a\\\"b\\\\c\\nd}"));
    }

    @Test
    void shouldRefuseASampleWhenItsLabelsDoNotFit() {
        Exposition out = new Exposition().begin(Metric.OPEN_FILES);
        assertThrows(IllegalArgumentException.class, () -> out.sample(1));
    }
}
