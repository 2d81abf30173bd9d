package io.brickyard.brickd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.brickyard.brickd.graph.BrickStack;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;
import io.brickyard.xlator.graph.TranslatorTypes;

/** Where the brick's graph comes from: the volfile that the user named, or the standard one. */
final class BrickVolfile {
    private BrickVolfile() {
    }

    /** The volfile that the user named, if any. */
    static Optional<Volfile> named(BrickdOptions options) throws BrickdException {
        if (options.volfile().isEmpty()) {
            return Optional.empty();
        }
        Path file = options.volfile().get();
        try {
            return Optional.of(Volfile.parse(Files.readString(file)));
        } catch (VolfileException e) {
            throw fault(file, e);
        } catch (IOException e) {
            throw new BrickdException("volfile " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** That one or the standard one. */
    static Volfile of(BrickdOptions options, Optional<Volfile> named, TranslatorTypes types) {
        return named.orElseGet(() -> BrickStack.standard(types, options.volume(), options.ioThreads(),
                options.stats().interval().toSeconds()));
    }

    /** What is wrong with the volfile of these options. */
    static BrickdException fault(BrickdOptions options, VolfileException cause) {
        return fault(options.volfile().orElse(Path.of("(standard graph)")), cause);
    }

    private static BrickdException fault(Path file, VolfileException cause) {
        return new BrickdException(file + " line " + cause.line() + ": " + cause.getMessage(), cause);
    }
}
