package io.brickyard.peers;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.brickyard.peers.Statedump.FopTotal;

/**
 * What a {@link RandreadExperiment} left in its directory, and numbers to check an analysis of it against.
 *
 * <pre>
 * volfiles/BRICK.vol, client.vol
 * dumps/{before,after}/glusterfsd_UNIQUE-ID.dump          the bricks' probes
 * dumps/{before,after}/CLIENT/{before,after}.UNIQUE-ID    the clients' probes; same names for each client
 * statedumps/{before,after}/{BRICK,CLIENT}
 * fio/CLIENT.json
 * </pre>
 *
 * @param client the graph of each client; all mount the same volume
 * @param cleanInterval whether all of the run fell between two ticks in a row of every brick's interval thread; then
 *        the Interval sections of the bricks' dumps hold exactly the run's reads, else only the differences of the
 *        cumulative numbers do
 */
public record RandreadResult(Path directory, ClientGraph client, List<BrickGraph> bricks, List<ClientRun> clients,
        boolean cleanInterval) {
    /** What fio saw through one client's mount. */
    public record ClientRun(String name, FioResult fio) {}

    /** The volfiles of the bricks and of the clients. */
    public List<Path> volfiles() {
        Path volfiles = directory.resolve("volfiles");
        return Stream.concat(bricks.stream().map(BrickGraph::name), Stream.of("client"))
                .map(name -> volfiles.resolve(name + ".vol")).toList();
    }

    /** All dumps from before the run: the bricks' here, each client's in a directory of its name. */
    public Path dumpsBefore() {
        return directory.resolve("dumps/before");
    }

    /** All dumps from after the run, laid out as those before. */
    public Path dumpsAfter() {
        return directory.resolve("dumps/after");
    }

    /**
     * The READs that a probe saw during the run, taken from statedumps, which no analysis of the dumps has touched.
     *
     * @param process name of the brick's graph or of the client
     * @param probe name of the probe
     */
    public FopTotal reads(String process, String probe) {
        FopTotal before = Statedump.read(directory.resolve("statedumps/before").resolve(process), probe, "READ");
        return Statedump.read(directory.resolve("statedumps/after").resolve(process), probe, "READ").since(before);
    }
}
