package io.brickyard.load.workload;

import io.brickyard.load.option.Distribution;

/** Blocks under a bell, by the polar method (Marsaglia, 1964); what falls outside of the file is drawn again. */
final class NormalBlocks implements BlockChooser {
    private final long blocks;
    private final double center;
    private final double deviation;
    private final SeededRandom random;

    NormalBlocks(long blocks, Distribution.Normal normal, SeededRandom random) {
        this.blocks = blocks;
        this.center = normal.center() * blocks;
        this.deviation = normal.deviationPercent() / 100 * blocks;
        this.random = random;
    }

    @Override
    public long next() {
        if (deviation == 0) {
            return Math.clamp((long) center, 0, blocks - 1);
        }
        while (true) {
            double block = Math.floor(center + deviation * standard());
            if (block >= 0 && block < blocks) {
                return (long) block;
            }
        }
    }

    private double standard() {
        while (true) {
            double x = 2 * random.unit() - 1;
            double y = 2 * random.unit() - 1;
            double square = x * x + y * y;
            if (square < 1 && square > 0) {
                return x * Math.sqrt(-2 * Math.log(square) / square);
            }
        }
    }
}
