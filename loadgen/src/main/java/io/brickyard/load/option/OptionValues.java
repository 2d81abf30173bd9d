package io.brickyard.load.option;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The options that were given to one job, as they were typed and in their order. What is given later goes before what was
 * given earlier. Every value was checked when it was set.
 */
public final class OptionValues {
    private final Map<LoadOption, String> latest = new EnumMap<>(LoadOption.class);
    private final List<Given> given = new ArrayList<>();

    /** One option as it was typed. */
    public record Given(LoadOption option, String value, boolean alone) {}

    /** The same values, to be changed on their own. */
    public OptionValues copy() {
        var copy = new OptionValues();
        copy.latest.putAll(latest);
        copy.given.addAll(given);
        return copy;
    }

    /** The same values, none of which counts as typed in this job. */
    public OptionValues inherited() {
        var copy = new OptionValues();
        copy.latest.putAll(latest);
        return copy;
    }

    /** Sets a value that was typed after an equals sign. */
    public void set(LoadOption option, String value) {
        option.check(value);
        put(option, value, false);
    }

    /** Sets an option that stands alone, which only flags may. */
    public void setAlone(LoadOption option) {
        if (option.kind() != Kind.FLAG) {
            throw new OptionException(option.optionName() + ": there is no value; write " + option.optionName() + "="
                    + option.kind().label());
        }
        put(option, "1", true);
    }

    private void put(LoadOption option, String value, boolean alone) {
        // These pairs are two ends of one setting: the one given later counts.
        switch (option) {
            case BUFFERED -> latest.put(LoadOption.DIRECT, value.strip().equals("1") ? "0" : "1");
            case RWMIXWRITE -> latest.put(LoadOption.RWMIXREAD, String.valueOf(100 - Numbers.size(value)));
            case BS -> latest.remove(LoadOption.BSRANGE);
            default -> {
            }
        }
        latest.put(option, value);
        given.add(new Given(option, value, alone));
    }

    /** What was typed for this job itself, in order. */
    public List<Given> given() {
        return List.copyOf(given);
    }

    /** Everything that was given, the job's own and what it inherited. */
    public Map<LoadOption, String> all() {
        return Map.copyOf(latest);
    }

    public boolean has(LoadOption option) {
        return latest.containsKey(option);
    }

    /** The value, or the option's default. */
    public String text(LoadOption option) {
        return latest.getOrDefault(option, option.defaultValue());
    }

    public long number(LoadOption option) {
        return Numbers.size(text(option));
    }

    public int count(LoadOption option) {
        return (int) Math.min(number(option), Integer.MAX_VALUE);
    }

    public boolean yes(LoadOption option) {
        return text(option).strip().equals("1");
    }

    /** A time in nanoseconds. */
    public long nanos(LoadOption option) {
        return Numbers.nanos(text(option), option.kind() == Kind.MILLIS ? 1_000_000L : 1_000_000_000L);
    }
}
