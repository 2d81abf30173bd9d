package io.brickyard.load.option;

import java.util.List;

/** What a value of an option looks like; each kind checks its own. Values are as in fio 3.33. */
public enum Kind {
    TEXT("TEXT"),
    BYTES("BYTES"),
    BYTES_OR_PERCENT("BYTES|PCT%"),
    COUNT("N"),
    BYTES_BY_DIRECTION("BYTES[,BYTES]"),
    RANGE_BY_DIRECTION("MIN-MAX[,MIN-MAX]"),
    COUNT_BY_DIRECTION("N[,N]"),
    SECONDS("TIME"),
    MILLIS("MSEC"),
    YES_NO("0|1"),
    /** May stand alone, which is 1. */
    FLAG("0|1"),
    CHOICE("WORD"),
    PERCENTILES("P[:P]..."),
    DISTRIBUTION("NAME[:ARG]");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    /** How help calls the value. */
    public String label() {
        return label;
    }

    /**
     * Checks a value.
     *
     * @throws OptionException if it is none; the message does not name the option
     */
    void check(String value, Range range, List<String> choices) {
        if (this != TEXT && value.startsWith(" ") && !value.strip().isEmpty() && this == CHOICE) {
            throw new OptionException("there is a blank before '" + value.strip() + "'; write it right after the =");
        }
        if (value.isBlank()) {
            throw new OptionException("there is no value after the =");
        }
        switch (this) {
            case TEXT -> {
            }
            case BYTES, COUNT -> range.check(Numbers.size(value));
            case BYTES_OR_PERCENT -> bytesOrPercent(value, range);
            case BYTES_BY_DIRECTION, COUNT_BY_DIRECTION -> ByDirection.numbers(value)
                    .forEach((Long number) -> range.check(number));
            case RANGE_BY_DIRECTION -> ByDirection.ranges(value).forEach(one -> range.check(one.min()));
            case SECONDS -> range.check(Numbers.nanos(value, 1_000_000_000L));
            case MILLIS -> range.check(Numbers.nanos(value, 1_000_000L));
            case YES_NO, FLAG -> {
                if (!value.strip().equals("0") && !value.strip().equals("1")) {
                    throw new OptionException("'" + value + "' is neither 0 nor 1");
                }
            }
            case CHOICE -> choice(value, choices);
            case PERCENTILES -> Percentiles.parse(value);
            case DISTRIBUTION -> Distribution.parse(value);
        }
    }

    private static void bytesOrPercent(String value, Range range) {
        if (value.strip().endsWith("%")) {
            String digits = value.strip().substring(0, value.strip().length() - 1);
            new Range(0, 100).check(Numbers.size(digits));
        } else {
            range.check(Numbers.size(value));
        }
    }

    private static void choice(String value, List<String> choices) {
        int colon = value.indexOf(':');
        String word = colon < 0 ? value : value.substring(0, colon);
        if (!choices.contains(word)) {
            throw new OptionException("'" + value + "' is none of " + String.join(", ", choices));
        }
    }

    /** Which numbers are allowed, both ends included. */
    record Range(long min, long max) {
        static final Range ANY = new Range(0, Long.MAX_VALUE);

        static Range from(long min) {
            return new Range(min, Long.MAX_VALUE);
        }

        void check(long number) {
            if (number < min) {
                throw new OptionException(number + " is too small; the least is " + min);
            }
            if (number > max) {
                throw new OptionException(number + " is too large; the most is " + max);
            }
        }
    }
}
