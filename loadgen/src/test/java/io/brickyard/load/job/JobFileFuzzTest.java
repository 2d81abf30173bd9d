package io.brickyard.load.job;

import java.util.Map;
import java.util.Set;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.brickyard.load.option.OptionException;

/** No job file makes the parser crash, hang or grow without bound: it is read, or refused with a reason. */
class JobFileFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void jobFile(FuzzedDataProvider data) {
        var jobs = new JobCollector(Set.of());
        try {
            // No file is included, since the text is not on disk.
            new JobFileParser(jobs, Map.of("A", "4k")).parse(data.consumeRemainingAsString(), "fuzz");
            JobSpecs.of(jobs.jobs());
        } catch (OptionException e) {
            if (String.valueOf(e.getMessage()).isBlank()) {
                throw new AssertionError("refused without a reason", e);
            }
        }
        if (!jobs.commandLine("load").startsWith("load")) {
            throw new AssertionError("no command line");
        }
    }
}
