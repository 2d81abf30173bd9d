package io.brickyard.brickd.program;

import java.util.Optional;

/**
 * Where clients find a brick.
 *
 * @param host its host; none for this one, which clients then know by the address that they came to
 * @param port for file operations
 * @param path of the brick directory, by which clients ask for it
 */
public record VolumeBrick(Optional<String> host, int port, String path) {
    /** A brick of this process. */
    public static VolumeBrick here(int port, String path) {
        return new VolumeBrick(Optional.empty(), port, path);
    }

    /** Whether this process serves it. */
    boolean isHere() {
        return host.isEmpty();
    }
}
