package io.brickyard.xlator.throttle.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.brickyard.xlator.throttle.Unit;

/**
 * Reads a policy: statements, one a line or with {@code ;} between, and {@code #} before comments. The same grammar holds in
 * files, volfile options, flags, attributes and messages, and whether a text is one depends on nothing but itself.
 */
public final class PolicyText {
    /** A longer text is none. */
    public static final int MOST_CHARACTERS = Words.MOST_CHARACTERS;

    private static final String MEASURED = "auto";
    private static final long LEAST_WAIT_NANOS = 1_000_000_000L;
    private static final long MOST_WAIT_NANOS = 600_000_000_000L;

    private PolicyText() {
    }

    /**
     * The statements of a text, in order.
     *
     * @throws PolicyException naming the first that is none
     */
    public static List<Statement> parse(String text) throws PolicyException {
        List<Statement> statements = new ArrayList<>();
        int line = 1;
        for (Words words : Words.statements(text)) {
            line = words.line();
            statements.add(statement(words));
        }
        if (statements.stream().filter(Statement.Define.class::isInstance).map(Statement::key).distinct()
                .count() > Policy.MOST_RULES) {
            throw new PolicyException(line, "a policy has at most " + Policy.MOST_RULES + " classes");
        }
        return statements;
    }

    /** A policy that has no more classes than there may be. */
    public static Policy bounded(Policy policy) throws PolicyException {
        if (policy.rules().size() > Policy.MOST_RULES) {
            throw new PolicyException(1, "with what is set already there would be " + policy.rules().size()
                    + " classes, and there are " + Policy.MOST_RULES + " at most: clear some");
        }
        return policy;
    }

    private static Statement statement(Words words) throws PolicyException {
        return switch (words.name()) {
            case "enforce", "on" -> words.alone(new Statement.SetMode(Policy.Mode.ENFORCE));
            case "observe" -> words.alone(new Statement.SetMode(Policy.Mode.OBSERVE));
            case "off" -> words.alone(new Statement.SetMode(Policy.Mode.OFF));
            case "clear" -> clear(words);
            case "max-wait" -> maxWait(words);
            case "brick" -> brick(words);
            default -> new Statement.Define(RuleText.rule(words));
        };
    }

    private static Statement clear(Words words) throws PolicyException {
        if (words.size() == 1) {
            return words.alone(new Statement.Clear(Optional.empty()));
        }
        String name = words.word(1);
        if (words.size() > 2 || !name.matches(RuleText.NAME)) {
            throw words.fault(name, "expected 'clear' or 'clear CLASS'");
        }
        return new Statement.Clear(Optional.of(name));
    }

    private static Statement maxWait(Words words) throws PolicyException {
        OptionalLong nanos = Times.parse(words.value());
        if (nanos.isEmpty() || nanos.getAsLong() < LEAST_WAIT_NANOS || nanos.getAsLong() > MOST_WAIT_NANOS) {
            throw words.fault(words.word(0), "expected max-wait=1s to max-wait=600s");
        }
        return words.alone(new Statement.SetMaxWait(nanos.getAsLong()));
    }

    private static Statement brick(Words words) throws PolicyException {
        String text = words.value();
        long burst = Rule.DEFAULT_BURST_NANOS;
        Optional<String> min = Optional.empty();
        Optional<String> max = Optional.empty();
        int depth = Measured.DEFAULT_DEPTH;
        for (int i = 1; i < words.size(); i++) {
            String word = words.word(i);
            String value = word.substring(word.indexOf('=') + 1);
            boolean measured = text.equals(MEASURED);
            if (word.startsWith("rate=") && text.isEmpty()) {
                text = value;
            } else if (word.startsWith("burst=")) {
                burst = RuleText.burst(words, word);
            } else if (measured && min.isEmpty() && word.startsWith("min=")) {
                min = Optional.of(value);
            } else if (measured && max.isEmpty() && word.startsWith("max=")) {
                max = Optional.of(value);
            } else if (measured && word.startsWith("depth=")) {
                depth = depth(words, word, value);
            } else {
                throw words.fault(word, "expected brick=RATE [burst=TIME]"
                        + " or brick=auto [min=RATE] [max=RATE] [depth=CALLS] [burst=TIME]");
            }
        }
        if (text.equals(MEASURED)) {
            return measured(words, min, max, depth, burst);
        }
        if (text.equals("unlimited")) {
            return new Statement.SetBrick(Optional.empty(), Rule.DEFAULT_BURST_NANOS, Optional.empty());
        }
        return new Statement.SetBrick(Optional.of(RuleText.rate(words, text)), burst, Optional.empty());
    }

    private static int depth(Words words, String word, String value) throws PolicyException {
        if (!value.matches("[1-9][0-9]{0,4}") || Integer.parseInt(value) > Measured.MOST_DEPTH) {
            throw words.fault(word, "expected depth=1 to depth=" + Measured.MOST_DEPTH);
        }
        return Integer.parseInt(value);
    }

    private static Statement measured(Words words, Optional<String> min, Optional<String> max, int depth, long burst)
            throws PolicyException {
        Rate most = max.isPresent() ? RuleText.rate(words, max.get()) : null;
        Rate least = min.isPresent() ? RuleText.rate(words, min.get())
                : new Rate(1, most == null ? Unit.TOKENS : most.unit());
        Rate bound = most == null ? new Rate(Rate.MOST, least.unit()) : most;
        if (least.unit() != bound.unit() || least.perSecond() > bound.perSecond()) {
            throw words.fault(words.word(0), "min=" + least + " and max=" + bound + " are no range");
        }
        return new Statement.SetBrick(Optional.of(bound), burst, Optional.of(new Measured(least, depth)));
    }
}
