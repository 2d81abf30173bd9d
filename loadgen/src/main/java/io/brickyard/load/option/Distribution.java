package io.brickyard.load.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which blocks random I/O prefers. */
public sealed interface Distribution {

    /** Every block alike. */
    record Uniform() implements Distribution {}

    /**
     * The k-th most wanted block gets accesses in proportion to 1 / k^theta.
     *
     * @param center where the most wanted block is, from 0 to 1; NaN: wanted blocks are scattered at random
     */
    record Zipf(double theta, double center) implements Distribution {}

    /**
     * Of the blocks, the share {@code power} gets the share 1 - power of the accesses, and so on within it.
     *
     * @param center as for Zipf
     */
    record Pareto(double power, double center) implements Distribution {}

    /**
     * A bell.
     *
     * @param deviationPercent standard deviation in per cent of the range
     * @param center where its middle is, from 0 to 1
     */
    record Normal(double deviationPercent, double center) implements Distribution {}

    /**
     * Zones one after the other.
     *
     * @param absolute sizes of zones are bytes, not per cent
     */
    record Zoned(List<Zone> zones, boolean absolute) implements Distribution {}

    /** A zone, the share of accesses to it in per cent, and its size in per cent or bytes. */
    record Zone(double accessPercent, double size) {}

    /** fio's own default. */
    Distribution UNIFORM = new Uniform();

    double DEFAULT_ZIPF = 1.1;
    double DEFAULT_PARETO = 0.2;
    int MOST_ZONES = 256;

    /**
     * Reads {@code random}, {@code zipf:THETA[:CENTER]}, {@code pareto:POWER[:CENTER]}, {@code normal:PCT[:CENTER]},
     * {@code zoned:ACCESS/SIZE:...} or {@code zoned_abs:ACCESS/BYTES:...}.
     */
    static Distribution parse(String text) {
        int colon = text.indexOf(':');
        String name = (colon < 0 ? text : text.substring(0, colon)).strip();
        List<String> args = colon < 0 ? List.of() : List.of(text.substring(colon + 1).split(":", -1));
        return switch (name) {
            case "random" -> UNIFORM;
            case "zipf" -> zipf(args);
            case "pareto" -> {
                double power = number(args, 0, DEFAULT_PARETO);
                if (power <= 0 || power >= 1) {
                    throw new OptionException("pareto's power " + args.getFirst() + " is not between 0 and 1");
                }
                yield new Pareto(power, center(args, Double.NaN));
            }
            case "normal", "gauss" -> {
                double deviation = number(args, 0, 0);
                if (deviation < 0 || deviation > 100) {
                    throw new OptionException("the deviation " + args.getFirst() + " is not from 0 to 100 per cent");
                }
                yield new Normal(deviation, center(args, 0.5));
            }
            case "zoned" -> zoned(args, false);
            case "zoned_abs" -> zoned(args, true);
            default -> throw new OptionException(
                    "'" + name + "' is none of random, zipf, pareto, normal, zoned, zoned_abs");
        };
    }

    private static Distribution zipf(List<String> args) {
        double theta = number(args, 0, DEFAULT_ZIPF);
        if (theta == 1.0 || theta < 0) {
            throw new OptionException("zipf's theta " + args.getFirst() + " must be positive and other than 1.0");
        }
        return theta == 0 ? UNIFORM : new Zipf(theta, center(args, Double.NaN));
    }

    private static double center(List<String> args, double otherwise) {
        double center = number(args, 1, otherwise);
        if (center < 0 || center > 1) {
            throw new OptionException("the center " + args.get(1) + " is not from 0 to 1");
        }
        return center;
    }

    private static Distribution zoned(List<String> args, boolean absolute) {
        List<Zone> zones = new ArrayList<>();
        double access = 0;
        double size = 0;
        for (String arg : args) {
            String[] parts = arg.strip().toLowerCase(Locale.ROOT).split("/", -1);
            if (parts.length != 2) {
                throw new OptionException("'" + arg + "' is no zone such as 60/10, its share of accesses and its size");
            }
            Zone zone = new Zone(decimal(parts[0]), absolute ? Numbers.size(parts[1]) : decimal(parts[1]));
            zones.add(zone);
            access += zone.accessPercent();
            size += zone.size();
        }
        if (zones.isEmpty() || zones.size() > MOST_ZONES) {
            throw new OptionException("there are no zones such as 60/10:40/90, or more than " + MOST_ZONES);
        }
        if (Math.round(access) != 100 || (!absolute && Math.round(size) != 100)) {
            throw new OptionException("the " + (Math.round(access) != 100 ? "accesses" : "sizes")
                    + " of the zones do not add up to 100 per cent");
        }
        return new Zoned(List.copyOf(zones), absolute);
    }

    private static double number(List<String> args, int index, double otherwise) {
        return args.size() > index ? decimal(args.get(index)) : otherwise;
    }

    private static double decimal(String text) {
        if (!text.strip().matches("[0-9]{1,9}(\\.[0-9]{1,12})?|\\.[0-9]{1,12}")) {
            throw new OptionException("'" + text + "' is no number");
        }
        return Double.parseDouble(text.strip());
    }
}
