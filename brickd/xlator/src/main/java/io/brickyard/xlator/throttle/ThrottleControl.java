package io.brickyard.xlator.throttle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.brickyard.xlator.VolfileException;
import io.brickyard.xlator.VolumeOptions;
import io.brickyard.xlator.throttle.policy.Policy;
import io.brickyard.xlator.throttle.policy.PolicyException;
import io.brickyard.xlator.throttle.policy.PolicyText;
import io.brickyard.xlator.throttle.policy.Statement;

/**
 * The one policy of a throttle and where it comes from. The volfile's statements come first, then those of policy file and
 * flags, then what was set while running: later ones take the place of earlier ones of the same class. What was set while
 * running lasts until it is cleared or the process ends. Thread-safe.
 */
public final class ThrottleControl {
    /** The volfile option that holds a policy. */
    public static final String POLICY_KEY = "policy";

    private final Consumer<Policy> adopt;
    private Map<String, Statement> set = new LinkedHashMap<>();
    private Policy fromVolfile;
    private List<Statement> settings = List.of();

    ThrottleControl(Policy fromVolfile, Consumer<Policy> adopt) {
        this.fromVolfile = fromVolfile;
        this.adopt = adopt;
    }

    /** The policy that a volume's options hold. */
    public static Policy policy(VolumeOptions options) throws VolfileException {
        String text = options.text(POLICY_KEY).orElse("");
        try {
            return Policy.NONE.with(PolicyText.parse(text));
        } catch (PolicyException e) {
            throw options.fault(POLICY_KEY, text, "a policy; " + e.getMessage());
        }
    }

    /** The volfile was read anew; fails if there are too many classes with all others. */
    public synchronized void fromVolfile(Policy policy) throws PolicyException {
        apply(policy, settings, set);
    }

    /** What files and flags say now, in this order; fails if there are too many classes with all others. */
    public synchronized void settings(List<Statement> statements) throws PolicyException {
        apply(fromVolfile, List.copyOf(statements), set);
    }

    /**
     * Adds statements to what holds until the process ends.
     *
     * @throws PolicyException if the text is no policy, or there are too many classes with all others; nothing has changed then
     */
    public synchronized void set(String text) throws PolicyException {
        Map<String, Statement> changed = new LinkedHashMap<>(set);
        for (Statement statement : PolicyText.parse(text)) {
            if (statement instanceof Statement.Clear(Optional<String> name)) {
                changed.keySet().removeIf(key -> name.isEmpty() || key.equals("class " + name.get()));
            } else {
                changed.remove(statement.key());
                changed.put(statement.key(), statement);
            }
        }
        apply(fromVolfile, settings, changed);
    }

    /** What was set while running, as a policy of its own. */
    public synchronized Policy setWhileRunning() {
        return Policy.NONE.with(set.values());
    }

    private void apply(Policy volfile, List<Statement> newSettings, Map<String, Statement> newSet)
            throws PolicyException {
        List<Statement> all = new ArrayList<>(newSettings);
        all.addAll(newSet.values());
        Policy policy = PolicyText.bounded(volfile.with(all));
        fromVolfile = volfile;
        settings = newSettings;
        set = newSet;
        adopt.accept(policy);
    }
}
