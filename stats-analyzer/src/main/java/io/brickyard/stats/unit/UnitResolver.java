package io.brickyard.stats.unit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.LatencyUnit;

/**
 * Decides the unit of a probe from all its dumps, and lets probes of one process help each other: what a process prints
 * is all of one GlusterFS version. Evidence never crosses from one process to another, since clusters run mixed versions.
 */
public final class UnitResolver {
    private final UnitOverride stated;
    private final Map<String, Set<LatencyUnit>> firmByProcess = new HashMap<>();

    /** A resolver that puts {@code stated} units before all evidence. */
    public UnitResolver(UnitOverride stated) {
        this.stated = stated;
    }

    /** Takes in the dumps of a probe for the benefit of others of {@code process} and of the same format family. */
    public void learn(String process, List<Dump> dumps) {
        UnitVerdict own = own(dumps);
        if (own.firm() && own.unit() != null) {
            firmByProcess.computeIfAbsent(process, key -> EnumSet.noneOf(LatencyUnit.class)).add(own.unit());
        }
    }

    /** The unit of the probe {@code name} of {@code process}. */
    public UnitVerdict resolve(String name, String process, List<Dump> dumps) {
        if (stated.of(name).isPresent()) {
            return UnitVerdict.firm(stated.of(name).get(), "--unit says so");
        }
        UnitVerdict own = own(dumps);
        if (own.firm()) {
            return own;
        }
        Set<LatencyUnit> others = firmByProcess.getOrDefault(process, Set.of());
        if (others.size() == 1) {
            LatencyUnit unit = others.iterator().next();
            return UnitVerdict.firm(unit, "the other probes of its process print " + unit.symbol());
        }
        return own;
    }

    private static UnitVerdict own(List<Dump> dumps) {
        List<UnitVerdict> verdicts = new ArrayList<>();
        for (Dump dump : dumps) {
            verdicts.add(UnitRules.decide(dump.format(), dump.clues()));
        }
        Set<LatencyUnit> firm = units(verdicts, true);
        if (firm.size() > 1) {
            return UnitVerdict.unknown("its dumps contradict each other: " + verdicts.getFirst().reason() + "; but "
                    + verdicts.getLast().reason());
        }
        return verdicts.stream().filter(UnitVerdict::firm).findFirst()
                .or(() -> verdicts.stream().filter(verdict -> verdict.unit() != null).findFirst())
                .orElse(verdicts.getLast());
    }

    private static Set<LatencyUnit> units(List<UnitVerdict> verdicts, boolean firm) {
        Set<LatencyUnit> units = EnumSet.noneOf(LatencyUnit.class);
        for (UnitVerdict verdict : verdicts) {
            if (verdict.unit() != null && verdict.firm() == firm) {
                units.add(verdict.unit());
            }
        }
        return units;
    }
}
