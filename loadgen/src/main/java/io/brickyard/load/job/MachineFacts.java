package io.brickyard.load.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The words of job files that stand for facts of this machine. */
final class MachineFacts {
    private static final long PAGE_BYTES = 4096;

    private MachineFacts() {
    }

    static String expand(String value) {
        if (value.indexOf('$') < 0) {
            return value;
        }
        return value.replace("$pagesize", String.valueOf(PAGE_BYTES))
                .replace("$ncpus", String.valueOf(Runtime.getRuntime().availableProcessors()))
                .replace("$mb_memory", value.contains("$mb_memory") ? String.valueOf(memoryMegabytes()) : "");
    }

    private static long memoryMegabytes() {
        try {
            String total = Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("[^0-9]", "");
            return Long.parseLong(total) / 1024;
        } catch (IOException | NumberFormatException e) {
            return Runtime.getRuntime().maxMemory() >> 20;
        }
    }
}
