package io.brickyard.load.job;

import java.util.List;

import io.brickyard.client.BrickAddress;
import io.brickyard.load.option.EngineKind;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.option.OptionException;

/** What the engines that go over the network want of a job. */
final class EngineChecks {
    private static final long LARGEST_BLOCK_BYTES = 8L << 20;
    private static final List<LoadOption> NEEDED = List.of(LoadOption.VOLUME, LoadOption.BRICK);

    private EngineChecks() {
    }

    static void check(JobSpec job) {
        if (job.count(LoadOption.BELOW_RPC) > 0 && job.text(LoadOption.STATS_DIR).isBlank()) {
            throw wrong(job, "below_rpc wants stats_dir=DIR, where its dump goes");
        }
        switch (EngineKind.named(job.text(LoadOption.IOENGINE))) {
            case BRICK -> {
                need(job, LoadOption.BRICK, "HOST:PORT/PATH");
                brick(job.text(LoadOption.BRICK));
                blocks(job);
            }
            case GLUSTER, GLUSTER_SYNC -> {
                NEEDED.forEach(option -> need(job, option, option == LoadOption.BRICK ? "HOST" : "NAME"));
                blocks(job);
                replica(job);
            }
            case FILE, FILE_SYNC, NULL -> {
                // needs nothing
            }
        }
    }

    private static void need(JobSpec job, LoadOption option, String form) {
        if (job.text(option).isBlank()) {
            throw wrong(job,
                    "ioengine=" + job.text(LoadOption.IOENGINE) + " wants " + option.optionName() + "=" + form);
        }
    }

    private static void brick(String text) {
        try {
            BrickAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new OptionException("brick: " + e.getMessage());
        }
    }

    private static void blocks(JobSpec job) {
        long largest = BlockSizes.of(job).largest();
        if (largest > LARGEST_BLOCK_BYTES) {
            throw wrong(job, "bs of " + largest + " bytes is more than a brick answers at once; lower it to 8m");
        }
    }

    private static void replica(JobSpec job) {
        String text = job.text(LoadOption.READ_REPLICA).strip();
        if (!text.matches("first|local|\\d{1,3}")) {
            throw wrong(job, "read_replica: '" + text + "' is neither first, local nor a number from 0");
        }
    }

    private static OptionException wrong(JobSpec job, String message) {
        return new OptionException("job " + job.name() + ": " + message);
    }
}
