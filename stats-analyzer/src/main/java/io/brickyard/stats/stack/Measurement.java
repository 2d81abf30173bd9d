package io.brickyard.stats.stack;

import java.util.List;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.DumpFormat;
import io.brickyard.stats.dump.Section;
import io.brickyard.stats.dump.Source;
import io.brickyard.stats.unit.UnitVerdict;
import org.jspecify.annotations.Nullable;

/**
 * What one probe of one process measured in its window.
 *
 * @param probe the probe's name
 * @param format of its dumps
 * @param side of the stack
 * @param nanos the counters in nanoseconds
 * @param steps the counters of each interval of the window, in order of time; empty where they are not known one by one
 * @param window what the window is, for the heading
 * @param unit how the unit was found
 * @param source the last dump
 * @param process what tells its process, null where nothing does
 * @param rank place in the graph by statedump order
 * @param givenOrder place among the {@code --probe} options, -1 without one
 */
public record Measurement(String probe, DumpFormat format, Dump.Side side, Section nanos, List<Section> steps,
        String window,
        UnitVerdict unit, Source source, @Nullable String process, int rank, int givenOrder) {

    /** The same of one of its steps. */
    public Measurement step(int index) {
        return new Measurement(probe, format, side, steps.get(index), List.of(), window, unit, source, process, rank,
                givenOrder);
    }
}
