package io.brickyard.heal.verify;

import java.util.function.IntFunction;
import java.util.stream.Collectors;

import io.brickyard.heal.afr.Agreement;

/** What groups of copies have, in words. */
final class Values {
    private Values() {
    }

    /** The value of each group, in the order of the groups. */
    static String text(Agreement agreement, IntFunction<String> values) {
        return agreement.groups().stream().map(it -> values.apply(it.lowest())).collect(Collectors.joining(" | "));
    }
}
