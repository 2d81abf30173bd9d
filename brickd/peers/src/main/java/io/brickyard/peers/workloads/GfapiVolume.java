package io.brickyard.peers.workloads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.brickyard.peers.StockGlusterd;
import io.brickyard.peers.Volfile;

/**
 * A volume that gfapi clients can open by name, whoever serves its brick. gfapi asks a glusterd for the volfile, always
 * on the usual port; a stock brick does not give out volfiles. So a glusterd of the test's own holds a volume that is
 * never started, with the volfile of the test's in place of its own.
 */
final class GfapiVolume implements AutoCloseable {
    private static final String VOLUME = "workload";
    /** What glusterd 10.3 gives to clients on its own host, and to others. */
    private static final List<String> VOLFILES = List.of("trusted-" + VOLUME + ".tcp-fuse.vol",
            VOLUME + ".tcp-fuse.vol");

    private final StockGlusterd glusterd;

    GfapiVolume(Volfile client, Path runDirectory) {
        glusterd = StockGlusterd.start(runDirectory);
        try {
            glusterd.gluster("volume", "create", VOLUME,
                    glusterd.address() + ":" + runDirectory.resolve("never-started"), "force");
            Path volumes = runDirectory.resolve("glusterd/state/vols").resolve(VOLUME);
            for (String name : VOLFILES) {
                Files.writeString(volumes.resolve(name), client.text());
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    /** HOST:VOLUME, as the scripts take it. */
    String name() {
        return glusterd.address() + ":" + VOLUME;
    }

    @Override
    public void close() {
        glusterd.close();
    }
}
