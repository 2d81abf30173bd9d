package io.brickyard.xlator.throttle.workload;

import java.net.InetAddress;
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
import io.brickyard.xlator.throttle.policy.PidClass;
import io.brickyard.xlator.throttle.policy.PolicyException;
import io.brickyard.xlator.throttle.policy.Rate;
import io.brickyard.xlator.throttle.policy.Times;
import io.brickyard.xlator.throttle.policy.Words;

/** Reads the statement of one group of clients: {@code NAME [KEY=VALUE]...}. */
final class GroupText {
    private static final Set<String> KEYS = new TreeSet<>(
            Set.of("clients", "pid", "client", "process", "address", "tls",
                    "login", "subdir", "fops", "size", "depth", "rate", "arrival", "start", "stop", "service"));
    private static final String NAME = "[a-z][a-z0-9-]{0,31}";
    private static final int MOST_CLIENTS = 100_000;
    private static final int MOST_DEPTH = 4096;
    private static final int MOST_WEIGHT = 10_000;
    private static final long MOST_FOPS = 1_000_000;
    private static final long MOST_SIZE_BYTES = 128L << 20;

    private final Words words;
    private final Map<String, String> values = new HashMap<>();

    private GroupText(Words words) {
        this.words = words;
    }

    static Group group(Words words) throws PolicyException {
        return new GroupText(words).read();
    }

    private Group read() throws PolicyException {
        String name = words.word(0);
        if (!name.matches(NAME)) {
            throw words.fault(name,
                    "no name of a group, and neither duration=, workers= nor seed=; a name begins with a"
                            + " letter, then come letters, digits and -, 32 at most");
        }
        for (int i = 1; i < words.size(); i++) {
            put(words.word(i));
        }
        long start = time("start", 0);
        long stop = time("stop", Long.MAX_VALUE);
        if (stop <= start) {
            throw words.fault(word("stop"), "it would end before it begins");
        }
        String pid = value("pid", PidClass.USER.text());
        return new Group(name, (int) number("clients", 1, MOST_CLIENTS),
                PidClass.parse(pid).orElseThrow(() -> words.fault(word("pid"), "no class of process ids")),
                value("client", name), value("process", "fuse"), address(), value("tls", ""), value("login", ""),
                value("subdir", "/"), mix(), size(), pace(), start, stop,
                values.containsKey("service") ? OptionalLong.of(Math.max(1, time("service", 0)))
                        : OptionalLong.empty());
    }

    private void put(String word) throws PolicyException {
        int equals = word.indexOf('=');
        String key = equals < 0 ? word : word.substring(0, equals);
        if (!KEYS.contains(key)) {
            throw words.fault(word, "unknown; a group has " + String.join(", ", KEYS));
        }
        if (equals < 0 || equals == word.length() - 1) {
            throw words.fault(word, "'" + key + "' wants a value");
        }
        if (values.put(key, word.substring(equals + 1)) != null) {
            throw words.fault(word, "'" + key + "' is there twice");
        }
    }

    private String value(String key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    private String word(String key) {
        return key + "=" + value(key, "");
    }

    private long number(String key, long otherwise, long most) throws PolicyException {
        return values.containsKey(key) ? number(words, word(key), value(key, ""), most) : otherwise;
    }

    static long number(Words words, String word, String text, long most) throws PolicyException {
        long number = text.matches("[0-9]{1,10}") ? Long.parseLong(text) : 0;
        if (number < 1 || number > most) {
            throw words.fault(word, "expected a whole number from 1 to " + most);
        }
        return number;
    }

    private long time(String key, long otherwise) throws PolicyException {
        if (!values.containsKey(key)) {
            return otherwise;
        }
        return Times.parse(value(key, ""))
                .orElseThrow(() -> words.fault(word(key), "expected a time such as 200us or 5s"));
    }

    private String address() throws PolicyException {
        String text = value("address", "127.0.0.1");
        try {
            String host = InetAddress.ofLiteral(text).getHostAddress();
            return host.contains(":") ? "[" + host + "]" : host;
        } catch (IllegalArgumentException e) {
            throw words.fault(word("address"), "no address");
        }
    }

    private List<Group.Share> mix() throws PolicyException {
        if (!values.containsKey("fops")) {
            throw words.fault(words.word(0),
                    "group '" + words.word(0) + "' wants fops= such as READ or READ:7,WRITE:3");
        }
        List<Group.Share> mix = new ArrayList<>();
        for (String each : value("fops", "").split(",", -1)) {
            int colon = each.indexOf(':');
            String name = colon < 0 ? each : each.substring(0, colon);
            Fop fop = Fop.ALL.stream().filter(one -> one.name().equals(name.toUpperCase(Locale.ROOT))).findFirst()
                    .orElseThrow(() -> words.fault(each, "no file operation; they are called as in GlusterFS"));
            mix.add(new Group.Share(fop,
                    colon < 0 ? 1 : (int) number(words, each, each.substring(colon + 1), MOST_WEIGHT)));
        }
        return List.copyOf(mix);
    }

    private long size() throws PolicyException {
        if (!values.containsKey("size")) {
            return 0;
        }
        return Rate.parse(value("size", "")).filter(size -> size.unit() == Unit.BYTES
                && size.perSecond() <= MOST_SIZE_BYTES && !value("size", "").endsWith("/s")).map(Rate::perSecond)
                .orElseThrow(() -> words.fault(word("size"), "expected a size such as 4KiB, 128MiB at most"));
    }

    private Group.Pace pace() throws PolicyException {
        String arrival = value("arrival", "random");
        if (!values.containsKey("rate")) {
            if (values.containsKey("arrival")) {
                throw words.fault(word("arrival"), "only with rate");
            }
            return new Group.Pace((int) number("depth", 1, MOST_DEPTH), Optional.empty(), false);
        }
        if (values.containsKey("depth")) {
            throw words.fault(word("depth"), "calls come at a rate or when others end, not both");
        }
        if (!List.of("random", "even").contains(arrival)) {
            throw words.fault(word("arrival"), "expected random or even");
        }
        long rate = Rate.parse(value("rate", ""))
                .filter(each -> each.unit() == Unit.FOPS && each.perSecond() <= MOST_FOPS)
                .map(Rate::perSecond)
                .orElseThrow(() -> words.fault(word("rate"), "expected a rate of each client such as 100fops"));
        return new Group.Pace(0, Optional.of(rate), arrival.equals("random"));
    }
}
