package io.brickyard.load.workload;

import java.util.List;

import io.brickyard.load.option.Distribution;

/** Zones one after the other, each with its share of the accesses, uniform inside. Zones beyond the file's end end there. */
final class ZonedBlocks implements BlockChooser {
    private final SeededRandom random;
    private final double[] accessUpTo;
    private final long[] ends;

    ZonedBlocks(long blocks, long blockBytes, Distribution.Zoned zoned, SeededRandom random) {
        this.random = random;
        List<Distribution.Zone> zones = zoned.zones();
        this.accessUpTo = new double[zones.size()];
        this.ends = new long[zones.size() + 1];
        double access = 0;
        double size = 0;
        for (int i = 0; i < zones.size(); i++) {
            access += zones.get(i).accessPercent() / 100;
            size += zones.get(i).size();
            accessUpTo[i] = access;
            double end = zoned.absolute() ? size / blockBytes : size / 100 * blocks;
            ends[i + 1] = Math.clamp(Math.round(end), 0, blocks);
        }
        if (!zoned.absolute()) {
            ends[zones.size()] = blocks;
        }
    }

    @Override
    public long next() {
        while (true) {
            double share = random.unit();
            int zone = 0;
            while (zone < accessUpTo.length - 1 && share >= accessUpTo[zone]) {
                zone++;
            }
            long size = ends[zone + 1] - ends[zone];
            if (size > 0) {
                return ends[zone] + random.below(size);
            }
            if (ends[ends.length - 1] == 0) {
                return 0;
            }
        }
    }
}
