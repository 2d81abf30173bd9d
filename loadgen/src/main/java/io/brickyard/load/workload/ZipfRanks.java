package io.brickyard.load.workload;

/**
 * Ranks 0 to n - 1, rank k with probability in proportion to 1 / (k + 1)^theta, exactly, in constant time and memory:
 * rejection-inversion (Hörmann and Derflinger, "Rejection-inversion to generate variates from monotone discrete
 * distributions", 1996). The area under x^-theta is inverted, and the little that it has too much is thrown away.
 */
final class ZipfRanks implements BlockChooser {
    private final long count;
    private final double theta;
    private final SeededRandom random;
    private final double areaOfFirst;
    private final double areaOfAll;
    private final double surelyInside;

    ZipfRanks(long count, double theta, SeededRandom random) {
        this.count = count;
        this.theta = theta;
        this.random = random;
        this.areaOfFirst = area(1.5) - 1;
        this.areaOfAll = area(count + 0.5);
        this.surelyInside = 2 - inverse(area(2.5) - height(2));
    }

    @Override
    public long next() {
        while (true) {
            double u = areaOfAll + random.unit() * (areaOfFirst - areaOfAll);
            double x = inverse(u);
            long k = Math.clamp((long) (x + 0.5), 1, count);
            if (k - x <= surelyInside || u >= area(k + 0.5) - height((double) k)) {
                return k - 1;
            }
        }
    }

    /** The integral of x^-theta. */
    private double area(double x) {
        double log = Math.log(x);
        return expm1Over((1 - theta) * log) * log;
    }

    private double height(double x) {
        return Math.exp(-theta * Math.log(x));
    }

    private double inverse(double area) {
        double t = Math.max(area * (1 - theta), -1);
        return Math.exp(log1pOver(t) * area);
    }

    private static double log1pOver(double x) {
        return Math.abs(x) > 1e-8 ? Math.log1p(x) / x : 1 - x / 2;
    }

    private static double expm1Over(double x) {
        return Math.abs(x) > 1e-8 ? Math.expm1(x) / x : 1 + x / 2;
    }
}
