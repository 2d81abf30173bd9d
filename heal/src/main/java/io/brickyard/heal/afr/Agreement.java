package io.brickyard.heal.afr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Which copies of a thing are alike, whatever the changelogs say.
 *
 * @param groups bricks whose copies are alike; the largest group first, of equal ones that with the lowest brick
 */
public record Agreement(List<Bricks> groups) {

    /**
     * Compares.
     *
     * @param among bricks whose copies count
     * @param copies something of each brick's copy that is equal where copies are alike
     */
    public static Agreement of(Bricks among, IntFunction<?> copies) {
        Map<Object, Bricks> alike = new LinkedHashMap<>();
        for (int brick : among.numbers()) {
            alike.merge(copies.apply(brick), Bricks.of(brick), Bricks::and);
        }
        List<Bricks> groups = new ArrayList<>(alike.values());
        // The sort keeps the order of equal ones.
        groups.sort(Comparator.comparingInt((Bricks it) -> it.count()).reversed());
        return new Agreement(List.copyOf(groups));
    }

    /** All bricks whose copies were compared. */
    public Bricks compared() {
        return groups.stream().reduce(Bricks.NONE, Bricks::and);
    }

    /** Whether all copies are alike. */
    public boolean isUnanimous() {
        return groups.size() < 2;
    }

    /** The bricks of more than half of the copies, if so many are alike. */
    public Optional<Bricks> majority() {
        int all = compared().count();
        return groups.stream().limit(1).filter(it -> 2 * it.count() > all).findFirst();
    }
}
