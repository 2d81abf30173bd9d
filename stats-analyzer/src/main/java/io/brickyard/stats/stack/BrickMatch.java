package io.brickyard.stats.stack;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import io.brickyard.stats.read.Inputs;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.Volume;

/**
 * Finds the brick graph that a protocol/client winds to. A brick is asked for by the name of a volume of its graph
 * ({@code remote-subvolume}, with glusterd the brick's path), which bricks of different hosts may share; then the port and
 * the host in the volfile's name decide as far as they can.
 */
final class BrickMatch {
    private BrickMatch() {
    }

    /** The name that {@code client} asks for. */
    static String remoteSubvolume(Volume client) {
        return client.options().getOrDefault("remote-subvolume", "");
    }

    /** The graphs that may be meant: one, unless nothing tells several apart. */
    static List<Inputs.Graph> find(Volume client, List<Inputs.Graph> bricks) {
        List<Inputs.Graph> named = bricks.stream()
                .filter(brick -> brick.volfile().volume(remoteSubvolume(client)).isPresent()).toList();
        String port = client.options().get("remote-port");
        List<Inputs.Graph> byPort = narrow(named,
                brick -> port != null && listenPort(brick.volfile()).filter(port::equals).isPresent());
        String host = client.options().get("remote-host");
        return narrow(byPort, brick -> host != null && fileName(brick).contains(host));
    }

    private static List<Inputs.Graph> narrow(List<Inputs.Graph> bricks, Predicate<Inputs.Graph> fits) {
        if (bricks.size() < 2) {
            return bricks;
        }
        List<Inputs.Graph> narrower = bricks.stream().filter(fits).toList();
        return narrower.isEmpty() ? bricks : narrower;
    }

    private static Optional<String> listenPort(Volfile brick) {
        return Optional.ofNullable(brick.top().options().get("transport.socket.listen-port"));
    }

    private static String fileName(Inputs.Graph graph) {
        String file = graph.source().file();
        return file.substring(file.lastIndexOf('/') + 1);
    }
}
