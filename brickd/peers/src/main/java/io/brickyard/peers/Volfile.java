package io.brickyard.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds the text of a volfile from the bottom up: each volume comes after the subvolumes it names. */
public final class Volfile {
    private final StringBuilder text = new StringBuilder();
    private final List<String> types = new ArrayList<>();
    private String top = "";

    /** Adds a volume. Options are written in the map's order; an empty list of subvolumes makes it a leaf. */
    public Volfile volume(String name, String type, Map<String, String> options, List<String> subvolumes) {
        text.append("volume ").append(name).append("\n  type ").append(type).append('\n');
        options.forEach((key, value) -> text.append("  option ").append(key).append(' ').append(value).append('\n'));
        if (!subvolumes.isEmpty()) {
            text.append("  subvolumes ").append(String.join(" ", subvolumes)).append('\n');
        }
        text.append("end-volume\n\n");
        types.add(type);
        top = name;
        return this;
    }

    /** Adds a volume above the one added last. */
    public Volfile above(String name, String type, Map<String, String> options) {
        return volume(name, type, options, List.of(top));
    }

    /** Adds an io-stats probe above the volume added last. */
    public Volfile probe(String name, IoStatsOptions options) {
        return above(name, "debug/io-stats", options.toVolfileOptions(name));
    }

    /** The name of the volume added last. */
    public String top() {
        return top;
    }

    /** How many volumes are of a type, such as protocol/client. */
    public int count(String type) {
        return (int) types.stream().filter(type::equals).count();
    }

    /** The text so far. */
    public String text() {
        return text.toString();
    }

    /** Writes the text to a file and gives the file. */
    public Path writeTo(Path file) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
