package io.brickyard.load.workload;

/**
 * Turns ranks (0 is the most wanted block) into blocks: scattered over all by a random permutation, or in a row that begins
 * at a center.
 */
final class PlacedRanks implements BlockChooser {
    private final BlockChooser ranks;
    private final long blocks;
    private final boolean scattered;
    private final long first;
    private final Permutation places;

    /**
     * @param center from 0 to 1; NaN to scatter
     */
    PlacedRanks(BlockChooser ranks, long blocks, double center, long seed) {
        this.ranks = ranks;
        this.blocks = blocks;
        this.scattered = Double.isNaN(center);
        this.first = scattered ? 0 : Math.min((long) (center * blocks), blocks - 1);
        this.places = new Permutation(blocks, ~seed);
    }

    @Override
    public long next() {
        long rank = ranks.next();
        return scattered ? places.at(rank) : (first + rank) % blocks;
    }
}
