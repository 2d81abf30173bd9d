package io.brickyard.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.brickyard.peers.ClientGraph;
import io.brickyard.peers.workloads.BrickServer;

/** The packaged {@code brickyard brickd} as one brick of a replica, in a process of its own. */
final class BrickdReplicaBrick implements BrickServer {
    private final Path directory;
    private final List<String> options;
    private RunningBrickd running;

    /**
     * Makes the directory a brick of a volume and serves it.
     *
     * @param more options beside those that every start has
     */
    BrickdReplicaBrick(Path directory, String volumeId, String... more) throws IOException {
        this.directory = directory;
        this.options = List.of(more);
        List<String> first = new ArrayList<>(options);
        first.addAll(List.of("--init", "--volume-id", volumeId));
        running = RunningBrickd.serving(directory, "127.0.0.1", Map.of(), first.toArray(String[]::new));
    }

    @Override
    public ClientGraph.Remote remote() {
        return new ClientGraph.Remote(String.valueOf(directory.getFileName()), running.port(), directory.toString());
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public void kill() {
        running.close();
    }

    @Override
    public void restart() {
        try {
            running = running.again(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String log() {
        try {
            return Files.readString(running.logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        running.close();
    }
}
