package io.brickyard.xlator.throttle.policy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.brickyard.wire.fop.Fop;
import io.brickyard.xlator.Session;

/**
 * Which calls a class has: those for which all of this holds.
 *
 * @param pids classes of process ids; all if empty
 * @param process what the client calls its program
 * @param client its stable identity
 * @param addresses where it is; anywhere if empty
 * @param tls the common name of its certificate
 * @param login the user that it logged in as
 * @param subdir the directory that it mounted, {@code /} for the whole volume
 * @param fops file operations; all if empty
 */
public record Match(Set<PidClass> pids, Patterns process, Patterns client, List<AddressRange> addresses, Patterns tls,
        Patterns login, Patterns subdir, Set<Fop> fops) {
    /** All calls. */
    static final Match ALL = new Match(Set.of(), Patterns.ANY, Patterns.ANY, List.of(), Patterns.ANY, Patterns.ANY,
            Patterns.ANY, Set.of());

    private static final Patterns HEALERS = new Patterns(Session.HEALERS, List.of());

    /** Classes that need no description, by name. */
    static final Map<String, Match> KNOWN = Map.of(
            "all", ALL,
            "users", ofPid(PidClass.USER),
            "self-heal", ofPid(PidClass.SELF_HEAL).withProcess(HEALERS),
            "client-heal", ofPid(PidClass.SELF_HEAL).withProcess(new Patterns(List.of(), HEALERS.wanted())),
            "heal-info", ofPid(PidClass.HEAL_INFO),
            "rebalance", ofPid(PidClass.REBALANCE),
            "geo-replication", ofPid(PidClass.GEO_REPLICATION),
            "bitrot", ofPid(PidClass.BITROT),
            "scrub", ofPid(PidClass.SCRUB),
            "quota", ofPid(PidClass.QUOTA));

    private static Match ofPid(PidClass pid) {
        return new Match(Set.of(pid), Patterns.ANY, Patterns.ANY, List.of(), Patterns.ANY, Patterns.ANY, Patterns.ANY,
                Set.of());
    }

    private Match withProcess(Patterns names) {
        return new Match(pids, names, client, addresses, tls, login, subdir, fops);
    }

    /** Whether it goes by something that the client only says of itself. */
    public boolean goesByWord() {
        return !pids.isEmpty() || !process.isAny() || !client.isAny();
    }

    /** Whether it goes by something that a client cannot choose. */
    public boolean goesByFact() {
        return !addresses.isEmpty() || !tls.isAny() || !login.isAny() || !subdir.isAny();
    }

    /** As policies write it: words, each with a blank in front. */
    String text() {
        List<String> words = new ArrayList<>();
        add(words, "pid", pids.stream().sorted().map(PidClass::text).collect(Collectors.joining(",")));
        add(words, "process", process.toString());
        add(words, "client", client.toString());
        add(words, "address", addresses.stream().map(AddressRange::toString).collect(Collectors.joining(",")));
        add(words, "tls", tls.toString());
        add(words, "login", login.toString());
        add(words, "subdir", subdir.toString());
        add(words, "fops", fops.stream().sorted().map(Fop::name).collect(Collectors.joining(",")));
        return String.join("", words);
    }

    private static void add(List<String> words, String key, String value) {
        if (!value.isEmpty()) {
            words.add(" " + key + "=" + value);
        }
    }

    /** A set of operations without repetition, in order. */
    static Set<Fop> fops(List<Fop> some) {
        return some.isEmpty() ? Set.of() : EnumSet.copyOf(some);
    }
}
