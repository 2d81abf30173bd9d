package io.brickyard.load.option;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Options of jobs that fio 3.33 has and load lacks: whoever uses one is told so, instead of a similar name. */
public final class Lacking {
    private static final List<String> NAMES = read();

    private Lacking() {
    }

    /** All of them, in alphabetical order. */
    public static List<String> names() {
        return NAMES;
    }

    /** Why an option cannot be had: fio alone has it, or nobody. */
    public static OptionException refuse(String name, List<String> known) {
        return NAMES.contains(name)
                ? new OptionException(name + ": load lacks this option of fio; leave it out")
                : OptionException.unknown(name, known);
    }

    private static List<String> read() {
        try (InputStream in = Objects.requireNonNull(Lacking.class.getResourceAsStream("lacking"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
