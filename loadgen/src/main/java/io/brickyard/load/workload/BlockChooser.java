package io.brickyard.load.workload;

import io.brickyard.load.option.Distribution;

/** Chooses blocks at random, from 0 up to some count. */
interface BlockChooser {
    long next();

    /**
     * A chooser for a distribution.
     *
     * @param blocks how many blocks there are, at least 1
     * @param blockBytes size of a block, for zones that are given in bytes
     */
    static BlockChooser of(Distribution distribution, long blocks, long blockBytes, long seed) {
        var random = new SeededRandom(seed);
        return switch (distribution) {
            case Distribution.Uniform() -> () -> random.below(blocks);
            case Distribution.Zipf zipf -> new PlacedRanks(new ZipfRanks(blocks, zipf.theta(), random), blocks,
                    zipf.center(), seed);
            case Distribution.Pareto pareto -> new PlacedRanks(paretoRanks(blocks, pareto.power(), random), blocks,
                    pareto.center(), seed);
            case Distribution.Normal normal -> new NormalBlocks(blocks, normal, random);
            case Distribution.Zoned zoned -> new ZonedBlocks(blocks, blockBytes, zoned, random);
        };
    }

    /** u^(log h / log(1-h)) is below h with probability 1 - h, and so on in each part: the 80/20 rule for h = 0.2. */
    private static BlockChooser paretoRanks(long blocks, double power, SeededRandom random) {
        double exponent = Math.log(power) / Math.log(1 - power);
        return () -> (long) (blocks * Math.pow(random.unit(), exponent));
    }
}
