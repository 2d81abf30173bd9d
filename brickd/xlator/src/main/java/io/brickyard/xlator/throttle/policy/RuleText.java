package io.brickyard.xlator.throttle.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

import io.brickyard.wire.fop.Fop;
import io.brickyard.xlator.throttle.Unit;
import org.jspecify.annotations.Nullable;

/** Reads the statement of one class: {@code NAME[=RATE,...] [KEY=VALUE]...}. */
final class RuleText {
    static final String NAME = "[a-z][a-z0-9-]{0,31}";

    private static final Set<String> KEYS = new TreeSet<>(Set.of("pid", "process", "client", "address", "tls", "login",
            "subdir", "fops", "rate", "each", "burst", "weight", "guarantee", "auto", "target-p99", "min", "max",
            "unlimited"));
    private static final long MOST_AUTO_FOPS = 100_000;
    private static final long LEAST_BURST_NANOS = 1_000_000L;
    private static final long MOST_BURST_NANOS = 60_000_000_000L;

    private final Words words;
    private final Map<String, String> values = new HashMap<>();

    private RuleText(Words words) {
        this.words = words;
    }

    static Rule rule(Words words) throws PolicyException {
        return new RuleText(words).read();
    }

    private Rule read() throws PolicyException {
        String name = words.name();
        if (!name.matches(NAME)) {
            throw words.fault(name, "no name of a class: it begins with a letter, then come letters, digits and -,"
                    + " 32 at most");
        }
        if (words.word(0).contains("=")) {
            put(words.value().equals("unlimited") ? "unlimited" : "rate", words.value(), words.word(0));
        }
        for (int i = 1; i < words.size(); i++) {
            String word = words.word(i);
            int equals = word.indexOf('=');
            put(equals < 0 ? word : word.substring(0, equals), equals < 0 ? "" : word.substring(equals + 1), word);
        }
        Match match = match(name);
        Optional<Rule.Auto> auto = auto();
        Rule rule = new Rule(name, match, rates("rate"), rates("each"),
                values.containsKey("burst") ? burst(words, word("burst")) : Rule.DEFAULT_BURST_NANOS, weight(match),
                guarantee(match), auto);
        checkLimits(rule);
        return rule;
    }

    private void put(String key, String value, String word) throws PolicyException {
        boolean flag = key.equals("auto") || key.equals("unlimited");
        if (!KEYS.contains(key)) {
            throw words.fault(word, "unknown; a class has " + String.join(", ", KEYS));
        }
        if (value.isEmpty() != flag && !word.equals(words.word(0))) {
            throw words.fault(word, flag ? "'" + key + "' has no value" : "'" + key + "' wants a value");
        }
        if (values.put(key, value) != null) {
            throw words.fault(word, "'" + key + "' is there twice");
        }
    }

    private String word(String key) {
        return key + "=" + values.get(key);
    }

    private void checkLimits(Rule rule) throws PolicyException {
        boolean limited = !rule.rates().isEmpty() || !rule.each().isEmpty() || rule.auto().isPresent();
        if (values.containsKey("unlimited") && limited) {
            throw words.fault("unlimited", "class '" + rule.name() + "' has a limit too");
        }
        if (!limited && !values.containsKey("unlimited") && rule.weight() == 0 && rule.guarantee().isEmpty()) {
            throw words.fault(words.word(0), "class '" + rule.name()
                    + "' has no limit: give rate=, each=, auto, weight=, guarantee= or unlimited");
        }
        if (rule.auto().isPresent() && !rule.rates().isEmpty()) {
            throw words.fault(word("rate"), "auto finds the rate; bound it by min= and max=");
        }
    }

    private Match match(String name) throws PolicyException {
        Match known = Match.KNOWN.get(name);
        Set<PidClass> pids = new TreeSet<>();
        for (String each : list("pid")) {
            pids.add(PidClass.parse(each)
                    .orElseThrow(() -> words.fault(each, "no class of process ids; there are " + pidNames())));
        }
        List<Fop> fops = new ArrayList<>();
        for (String each : list("fops")) {
            fops.add(fop(each));
        }
        Match own = new Match(pids, patterns("process"), patterns("client"), addresses(), patterns("tls"),
                patterns("login"), patterns("subdir"), Match.fops(fops));
        if (known == null && own.equals(Match.ALL)) {
            throw words.fault(name, "no known class, so say which calls it has: pid=, process=, client=, address=,"
                    + " tls=, login=, subdir= or fops=; or use one of " + new TreeSet<>(Match.KNOWN.keySet()));
        }
        return known == null ? own : both(known, own);
    }

    private Match both(Match known, Match own) throws PolicyException {
        if (!own.pids().isEmpty() && !known.pids().isEmpty() && !own.pids().equals(known.pids())) {
            throw words.fault(word("pid"), "class '" + words.name() + "' goes by pid="
                    + String.join(",", known.pids().stream().map(PidClass::text).toList()));
        }
        return new Match(known.pids().isEmpty() ? own.pids() : known.pids(), known.process().and(own.process()),
                own.client(), own.addresses(), own.tls(), own.login(), own.subdir(), own.fops());
    }

    private static String pidNames() {
        List<String> names = new ArrayList<>();
        for (PidClass each : PidClass.values()) {
            names.add(each.text());
        }
        return String.join(", ", names);
    }

    private Fop fop(String name) throws PolicyException {
        for (Fop fop : Fop.ALL) {
            if (fop.name().equals(name.toUpperCase(Locale.ROOT))) {
                return fop;
            }
        }
        throw words.fault(name, "no file operation; they are called as in GlusterFS, such as READ or RCHECKSUM");
    }

    private List<String> list(String key) {
        String value = values.get(key);
        return value == null ? List.of() : List.of(value.split(",", -1));
    }

    private Patterns patterns(String key) throws PolicyException {
        String value = values.get(key);
        if (value == null) {
            return Patterns.ANY;
        }
        try {
            return Patterns.parse(value);
        } catch (IllegalArgumentException e) {
            throw words.fault(word(key), e.getMessage() + " matches nobody");
        }
    }

    private List<AddressRange> addresses() throws PolicyException {
        List<AddressRange> ranges = new ArrayList<>();
        for (String each : list("address")) {
            try {
                ranges.add(AddressRange.parse(each));
            } catch (IllegalArgumentException e) {
                throw words.fault(each, "no address and no range such as 10.0.0.0/8");
            }
        }
        return List.copyOf(ranges);
    }

    private List<Rate> rates(String key) throws PolicyException {
        List<Rate> rates = new ArrayList<>();
        for (String each : list(key)) {
            Rate rate = rate(words, each);
            if (rates.stream().anyMatch(other -> other.unit() == rate.unit())) {
                throw words.fault(word(key), "two rates of one unit");
            }
            rates.add(rate);
        }
        return List.copyOf(rates);
    }

    private Optional<Rate> guarantee(Match match) throws PolicyException {
        if (!values.containsKey("guarantee")) {
            return Optional.empty();
        }
        if (match.goesByWord() && !match.goesByFact()) {
            throw words.fault(word("guarantee"),
                    "what clients say of themselves earns no guarantee: add address=, tls=,"
                            + " login= or subdir=");
        }
        return Optional.of(rate(words, values.getOrDefault("guarantee", "")));
    }

    private int weight(Match match) throws PolicyException {
        String value = values.get("weight");
        if (value == null) {
            return 0;
        }
        int weight = value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : 0;
        if (weight < 1 || weight > Rule.MOST_WEIGHT) {
            throw words.fault(word("weight"), "expected a whole number from 1 to " + Rule.MOST_WEIGHT);
        }
        if (weight > Rule.DEFAULT_WEIGHT && match.goesByWord()) {
            throw words.fault(word("weight"), "what clients say of themselves earns no more than the usual "
                    + Rule.DEFAULT_WEIGHT);
        }
        return weight;
    }

    private Optional<Rule.Auto> auto() throws PolicyException {
        if (!values.containsKey("auto")) {
            for (String key : List.of("target-p99", "min", "max")) {
                if (values.containsKey(key)) {
                    throw words.fault(word(key), "only with auto");
                }
            }
            return Optional.empty();
        }
        OptionalLong target = Times.parse(value("target-p99"));
        if (target.isEmpty() || target.getAsLong() == 0) {
            throw words.fault(values.containsKey("target-p99") ? word("target-p99") : "auto",
                    "wants a target such as target-p99=5ms");
        }
        Rate least = rate(words, values.getOrDefault("min", "20fops"));
        Rate most = values.containsKey("max") ? rate(words, value("max"))
                : new Rate(least.unit() == Unit.FOPS ? MOST_AUTO_FOPS : Rate.MOST, least.unit());
        if (least.unit() != most.unit() || least.perSecond() > most.perSecond()) {
            throw words.fault("auto", "min=" + least + " and max=" + most + " are no range");
        }
        return Optional.of(new Rule.Auto(target.getAsLong(), least, most));
    }

    private String value(String key) {
        return values.getOrDefault(key, "");
    }

    static long burst(Words words, @Nullable String word) throws PolicyException {
        String text = word == null ? "" : word;
        OptionalLong nanos = Times.parse(text.substring(text.indexOf('=') + 1));
        if (nanos.isEmpty() || nanos.getAsLong() < LEAST_BURST_NANOS || nanos.getAsLong() > MOST_BURST_NANOS) {
            throw words.fault(text, "expected a time from burst=1ms to burst=60s: what comes in it may pass at once");
        }
        return nanos.getAsLong();
    }

    static Rate rate(Words words, String text) throws PolicyException {
        return Rate.parse(text).orElseThrow(() -> words.fault(text.isEmpty() ? words.word(0) : text,
                "expected a rate such as 500fops, 20MiB or 100000tokens, from 1 to 8Gi per second"));
    }
}
