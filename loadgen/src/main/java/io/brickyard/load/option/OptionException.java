package io.brickyard.load.option;

import java.util.List;

/** An option that cannot be used: the message names it, its value and the way out, in one line without a full stop. */
public final class OptionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String unknownName;
    private final transient List<String> knownNames;

    public OptionException(String message) {
        this(message, "", List.of());
    }

    private OptionException(String message, String unknownName, List<String> knownNames) {
        super(message);
        this.unknownName = unknownName;
        this.knownNames = knownNames;
    }

    /**
     * An option that nobody knows.
     *
     * @param known all names that would do, for a suggestion
     */
    public static OptionException unknown(String name, List<String> known) {
        return new OptionException("unknown option '" + name + "'", name, known);
    }

    /** The same with the place where it stands, such as a file and a line, in front. */
    public OptionException at(String place) {
        return new OptionException(place + ": " + getMessage(), unknownName, knownNames);
    }

    /** The name that is not known; empty if something else is wrong. */
    public String unknownName() {
        return unknownName;
    }

    /** What {@link #unknownName()} may have been meant to be. */
    public List<String> knownNames() {
        return knownNames == null ? List.of() : knownNames;
    }
}
