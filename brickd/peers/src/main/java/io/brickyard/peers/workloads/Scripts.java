package io.brickyard.peers.workloads;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.brickyard.peers.Peer;

/** The package's Python scripts, laid out in a directory of the run so that they find each other. */
public final class Scripts {
    private static final List<String> SHARED = List.of("steps.py", "syncedfiles.py");

    private final Path directory;

    /** Lays them out in the run directory. */
    public Scripts(Path runDirectory) {
        try {
            directory = Files.createDirectories(runDirectory.resolve("scripts"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that runs a script with arguments. */
    public List<String> command(String script, List<String> arguments) {
        SHARED.forEach(this::copy);
        // -I would drop the script's own directory; -B leaves no compiled files.
        List<String> command = new ArrayList<>(List.of(Peer.PYTHON3.path().toString(), "-B", copy(script).toString()));
        command.addAll(arguments);
        return command;
    }

    private Path copy(String name) {
        Path target = directory.resolve(name);
        try (InputStream script = Objects.requireNonNull(Scripts.class.getResourceAsStream(name), name)) {
            Files.copy(script, target, StandardCopyOption.REPLACE_EXISTING);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
