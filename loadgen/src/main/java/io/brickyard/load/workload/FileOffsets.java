package io.brickyard.load.workload;

import io.brickyard.load.option.ByDirection.SizeRange;
import io.brickyard.load.option.Direction;
import io.brickyard.load.option.Distribution;

/** Where in one file the next I/O goes. */
final class FileOffsets {
    private final FileRegion region;
    private final OffsetPlan plan;
    private final RandomMap map;
    private final BlockChooser[] choosers;
    private final SeededRandom coin;
    private final long[] position = new long[2];
    private final long[] last = new long[2];
    private final long[] inARow = new long[2];

    FileOffsets(FileRegion region, OffsetPlan plan, long seed) {
        this.region = region;
        this.plan = plan;
        long blockBytes = plan.smallest();
        long blocks = Math.max(1, region.length() / blockBytes);
        this.map = new RandomMap(blocks, blockBytes, plan.oneSize() || !plan.mapped(), seed);
        this.choosers = new BlockChooser[]{
                chooser(plan.distribution(), Direction.READ, seed),
                chooser(plan.distribution(), Direction.WRITE, seed + 1)
        };
        this.coin = new SeededRandom(seed + 2);
    }

    private BlockChooser chooser(Distribution distribution, Direction direction, long seed) {
        long bytes = plan.sizes().of(direction).min();
        return BlockChooser.of(distribution, Math.max(1, region.length() / bytes), bytes, seed);
    }

    /** Fills in the offset for the request's direction and length; shortens the length where the region ends. */
    void next(IoRequest request) {
        int way = request.direction.index();
        if (!plan.random()) {
            sequential(request, way, plan.skipBytes());
        } else if (inARow[way] > 0) {
            inARow[way]--;
            if (plan.identical()) {
                request.offset = last[way];
            } else {
                sequential(request, way, 0);
            }
        } else {
            inARow[way] = plan.inARow() - 1;
            random(request, way);
        }
        last[way] = request.offset;
    }

    private void random(IoRequest request, int way) {
        int percent = plan.percentRandom(request.direction);
        if (percent < 100 && coin.below(100) >= percent) {
            sequential(request, way, 0);
            return;
        }
        if (plan.mapped()) {
            map.next(request);
            request.offset += region.start();
        } else {
            long block = plan.sizes().of(request.direction).min();
            request.offset = region.start() + choosers[way].next() * block;
        }
        clip(request);
        position[way] = request.offset - region.start() + request.length;
    }

    private void sequential(IoRequest request, int way, long skip) {
        SizeRange range = plan.sizes().of(request.direction);
        if (position[way] + Math.min(range.min(), request.length) > region.length()) {
            position[way] = 0;
        }
        request.offset = region.start() + position[way];
        clip(request);
        position[way] += plan.identical() && !plan.random() ? 0 : request.length + skip;
    }

    /** Cuts what would go beyond the end to whole blocks. */
    private void clip(IoRequest request) {
        long room = region.start() + region.length() - request.offset;
        if (request.length > room) {
            long block = plan.sizes().of(request.direction).min();
            request.length = (int) Math.max(Math.min(block, room), room / block * block);
        }
    }
}
