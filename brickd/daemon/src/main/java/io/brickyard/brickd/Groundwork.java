package io.brickyard.brickd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.brickyard.brickd.graph.BrickStack;
import io.brickyard.brickd.tls.TlsException;
import io.brickyard.brickd.tls.TlsTransports;
import io.brickyard.xlator.ServerFiles;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;

/**
 * What a server needs and can be refused. All of it is had before a brick directory is touched, so a server that is
 * started wrongly leaves the directories as it found them.
 *
 * @param bricks those served here, in the volume's order
 * @param named the volfile that glusterd gave or the user named, if any
 * @param tls certificates; none if no port speaks TLS
 * @param ports taken
 */
record Groundwork(List<BrickGround> bricks, Optional<Volfile> named, Optional<TlsTransports> tls, Ports ports) {

    /**
     * Gathers it, or says in one line what is missing.
     *
     * @param hostName by which self-heal daemons know bricks of this host
     */
    static Groundwork lay(BrickdOptions options, String hostName, Consumer<String> log) throws BrickdException {
        List<BrickDirectory> directories = BrickDirectory.checkAll(options, hostName);
        Optional<Volfile> named = BrickVolfile.named(options);
        options.throttle().read();
        if (options.stats().directory().isPresent()) {
            makeStatsDirectory(options.stats().directory().get());
        }
        try {
            BrickVolfile.checkTls(options, named);
            Optional<TlsTransports> tls = options.tls().isUsed()
                    ? Optional.of(new TlsTransports(options.tls().files(), log))
                    : Optional.empty();
            List<BrickGround> grounds = new ArrayList<>();
            for (BrickDirectory found : directories) {
                BrickDirectory directory = found.asManaged(options, named);
                String label = directories.size() == 1 ? "" : "-brick-" + directory.index();
                boolean arbiter = options.layout().isArbiter(directory.index());
                BrickGround ground = new BrickGround(directory,
                        (volfile, types) -> BrickVolfile.of(options, volfile, types, label, arbiter),
                        ServerAuth.rules(options, named, directory.options().directory().toString()), label);
                BrickStack.check(directory.options(), ground.graph(named));
                grounds.add(ground);
            }
            if (named.isPresent()) {
                Upkeep.Periods.STOCK.as(named.get());
            }
            return new Groundwork(grounds, named, tls, Ports.take(options, log));
        } catch (VolfileException e) {
            throw BrickVolfile.fault(options, e);
        } catch (TlsException e) {
            throw new BrickdException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void makeStatsDirectory(Path directory) throws BrickdException {
        try {
            ServerFiles.createDirectories(directory);
        } catch (IOException e) {
            throw new BrickdException("dumps cannot go to " + directory + ": " + FileFault.of(e)
                    + "; make it, or name another directory with --stats-dir", e);
        }
    }
}
