package io.brickyard.brickd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.brickyard.brickd.glusterd.ManagedBrick;
import io.brickyard.brickd.graph.BrickStack;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;
import io.brickyard.xlator.VolumeOptions;
import io.brickyard.xlator.graph.TranslatorTypes;

/** Where the brick's graph comes from: glusterd, the volfile that the user named, or the standard one. */
final class BrickVolfile {
    private static final String TLS_SWITCH = "transport.socket.ssl-enabled";

    private BrickVolfile() {
    }

    /** The volfile that glusterd gave or the user named, if any. */
    static Optional<Volfile> named(BrickdOptions options) throws BrickdException {
        if (options.managed().isPresent()) {
            return Optional.of(parse(options.managed().get().volfileName(), options.managed().get().volfile()));
        }
        if (options.volfile().isEmpty()) {
            return Optional.empty();
        }
        Path file = options.volfile().get();
        if (options.layout().bricksHere() > 1) {
            throw new BrickdException("volfile " + file + " is the graph of one brick: start a process for each, and"
                    + " name the others with --peer");
        }
        try {
            return Optional.of(parse(file.toString(), Files.readString(file)));
        } catch (IOException e) {
            throw new BrickdException("volfile " + file + " cannot be read: " + FileFault.of(e), e);
        }
    }

    /**
     * That one or the standard one.
     *
     * @param label of the brick, see {@link BrickGround#label}
     * @param arbiter whether the brick holds no data
     */
    static Volfile of(BrickdOptions options, Optional<Volfile> named, TranslatorTypes types, String label,
            boolean arbiter) {
        return named.orElseGet(() -> BrickStack.standard(types, options.volume() + label, options.ioThreads(),
                options.stats(), arbiter));
    }

    /** What is wrong with the volfile of these options. */
    static BrickdException fault(BrickdOptions options, VolfileException cause) {
        return fault(name(options), cause);
    }

    /** What messages call the volfile. */
    static String name(BrickdOptions options) {
        return options.managed().map(ManagedBrick::volfileName).or(() -> options.volfile().map(Path::toString))
                .orElse("(standard graph)");
    }

    /** glusterd tells clients whether the brick speaks TLS: it must do as they are told. */
    static void checkTls(BrickdOptions options, Optional<Volfile> named) throws VolfileException {
        if (options.managed().isEmpty() || named.isEmpty()) {
            return;
        }
        VolumeOptions server = new VolumeOptions(named.get().top());
        boolean wanted = server.flag(TLS_SWITCH, false);
        if (wanted != options.tls().brick()) {
            throw server.fault(TLS_SWITCH, wanted ? "on" : "off", wanted ? "off without --tls: start brickd with it"
                    : "on with --tls: start brickd without it, or set server.ssl on");
        }
    }

    private static Volfile parse(String name, String text) throws BrickdException {
        try {
            return Volfile.parse(text);
        } catch (VolfileException e) {
            throw fault(name, e);
        }
    }

    private static BrickdException fault(String file, VolfileException cause) {
        return new BrickdException(file + " line " + cause.line() + ": " + cause.getMessage(), cause);
    }
}
