package io.brickyard.xlator.throttle.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the throttle goes by.
 *
 * @param mode whether calls are held back
 * @param maxWaitNanos how long one waits at most
 * @param brick what the brick can do; empty for no bound
 * @param brickBurstNanos what comes in so much time may pass at once
 * @param measured if what the brick can do is measured, up to {@code brick}: how; else empty
 * @param rules the classes, in order
 */
public record Policy(Mode mode, long maxWaitNanos, Optional<Rate> brick, long brickBurstNanos,
        Optional<Measured> measured, List<Rule> rules) {
    /** How long a call waits at most unless a policy says otherwise: far below the 30 minutes of clients' frame timeout. */
    public static final long DEFAULT_MAX_WAIT_NANOS = 60_000_000_000L;
    /** More classes than so many have no place. */
    public static final int MOST_RULES = 64;
    /** Nothing is limited. */
    public static final Policy NONE = new Policy(Mode.ENFORCE, DEFAULT_MAX_WAIT_NANOS, Optional.empty(),
            Rule.DEFAULT_BURST_NANOS, Optional.empty(), List.of());

    /** What is done with calls that have no tokens. */
    public enum Mode {
        /** They wait. */
        ENFORCE,
        /** They are counted and pass. */
        OBSERVE,
        /** Nothing is looked at. */
        OFF;

        /** As policies write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** This one with further statements; a class takes the place of the one of its name. */
    public Policy with(Collection<Statement> statements) {
        Mode newMode = mode;
        long newWait = maxWaitNanos;
        Statement.SetBrick newBrick = new Statement.SetBrick(brick, brickBurstNanos, measured);
        Map<String, Rule> newRules = new LinkedHashMap<>();
        rules.forEach(rule -> newRules.put(rule.name(), rule));
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.SetMode(Mode set) -> newMode = set;
                case Statement.SetMaxWait(long nanos) -> newWait = nanos;
                case Statement.SetBrick set -> newBrick = set;
                case Statement.Define(Rule rule) -> newRules.put(rule.name(), rule);
                case Statement.Clear(Optional<String> name) -> name.ifPresent(newRules::remove);
            }
        }
        return new Policy(newMode, newWait, newBrick.rate(), newBrick.burstNanos(), newBrick.measured(),
                List.copyOf(newRules.values()));
    }

    /** Whether anything may ever have to wait. */
    public boolean limits() {
        return mode != Mode.OFF && (brick.isPresent()
                || rules.stream().anyMatch(rule -> !rule.rates().isEmpty() || !rule.each().isEmpty()
                        || rule.auto().isPresent()));
    }

    /** What it says of the brick, as it can be read again; empty if nothing. */
    public Optional<String> brickText() {
        return brick.map(rate -> "brick=" + measured.map(how -> how.text(rate)).orElse(rate.toString())
                + (brickBurstNanos == Rule.DEFAULT_BURST_NANOS ? "" : " burst=" + Times.text(brickBurstNanos)));
    }

    /** As it can be read again, a statement a line. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        if (mode != Mode.ENFORCE) {
            lines.add(mode.text());
        }
        if (maxWaitNanos != DEFAULT_MAX_WAIT_NANOS) {
            lines.add("max-wait=" + Times.text(maxWaitNanos));
        }
        brickText().ifPresent(lines::add);
        rules.forEach(rule -> lines.add(rule.toString()));
        return String.join("\n", lines);
    }
}
