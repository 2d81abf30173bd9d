package io.brickyard.xlator.throttle.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import io.brickyard.xlator.throttle.policy.PolicyException;
import io.brickyard.xlator.throttle.policy.Times;
import io.brickyard.xlator.throttle.policy.Words;

/** Reads a workload, which looks like a policy: statements, one a line or with {@code ;} between, and {@code #} comments. */
public final class WorkloadText {
    private static final long MOST_DURATION_NANOS = 86_400_000_000_000L;
    private static final int MOST_WORKERS = 4096;
    private static final int MOST_GROUPS = 100;
    private static final int MOST_CLIENTS = 100_000;

    private WorkloadText() {
    }

    /**
     * The workload of a text.
     *
     * @throws PolicyException naming the first statement that is none
     */
    public static Workload parse(String text) throws PolicyException {
        long duration = Workload.DEFAULT_DURATION_NANOS;
        int workers = Workload.DEFAULT_WORKERS;
        long seed = 1;
        List<Group> groups = new ArrayList<>();
        List<Words> all = Words.statements(text);
        for (Words words : all) {
            switch (words.name()) {
                case "duration" -> duration = duration(words);
                case "workers" -> workers = (int) only(words, MOST_WORKERS);
                case "seed" -> seed = only(words, Integer.MAX_VALUE);
                default -> {
                    Group group = GroupText.group(words);
                    if (groups.stream().anyMatch(other -> other.name().equals(group.name()))) {
                        throw words.fault(group.name(), "there is such a group already");
                    }
                    groups.add(group);
                }
            }
        }
        check(groups, all);
        return new Workload(duration, workers, seed, List.copyOf(groups));
    }

    private static void check(List<Group> groups, List<Words> all) throws PolicyException {
        if (groups.isEmpty()) {
            throw Words.nothing("no group of clients, such as 'readers fops=READ size=4KiB depth=16'");
        }
        if (groups.size() > MOST_GROUPS || groups.stream().mapToLong(Group::clients).sum() > MOST_CLIENTS) {
            throw all.getLast().fault(all.getLast().word(0),
                    "too much: there are " + MOST_GROUPS + " groups and " + MOST_CLIENTS + " clients at most");
        }
    }

    private static long duration(Words words) throws PolicyException {
        OptionalLong nanos = Times.parse(words.value());
        if (words.size() > 1 || nanos.isEmpty() || nanos.getAsLong() == 0
                || nanos.getAsLong() > MOST_DURATION_NANOS) {
            throw words.fault(words.word(words.size() - 1), "expected duration=TIME such as 10s, a day at most");
        }
        return nanos.getAsLong();
    }

    private static long only(Words words, long most) throws PolicyException {
        if (words.size() > 1) {
            throw words.fault(words.word(1), "nothing may follow '" + words.name() + "'");
        }
        return GroupText.number(words, words.word(0), words.value(), most);
    }
}
