package io.brickyard.brickd;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import io.brickyard.brickd.graph.BrickStack;
import io.brickyard.brickd.program.AdmissionRules;
import io.brickyard.brickd.tls.TlsException;
import io.brickyard.brickd.tls.TlsTransports;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;
import io.brickyard.xlator.graph.TranslatorTypes;

/**
 * What a server needs and can be refused. All of it is had before the brick directory is touched, so a server that is
 * started wrongly leaves the directory as it found it.
 *
 * @param directory the brick's
 * @param named the volfile that the user named, if any
 * @param volfile of its graph, once it is known which types there are
 * @param rules who may come in
 * @param tls certificates; none if no port speaks TLS
 * @param ports taken
 */
record Groundwork(BrickDirectory directory, Optional<Volfile> named, Function<TranslatorTypes, Volfile> volfile,
        AdmissionRules rules, Optional<TlsTransports> tls, Ports ports) {

    /** Gathers it, or says in one line what is missing. */
    static Groundwork lay(BrickdOptions options, Consumer<String> log) throws BrickdException {
        BrickDirectory directory = BrickDirectory.check(options);
        Optional<Volfile> named = BrickVolfile.named(options);
        try {
            Optional<TlsTransports> tls = options.tls().isUsed()
                    ? Optional.of(new TlsTransports(options.tls().files(), log))
                    : Optional.empty();
            AdmissionRules rules = ServerAuth.rules(options, named, directory.options().directory().toString());
            Function<TranslatorTypes, Volfile> volfile = types -> BrickVolfile.of(options, named, types);
            BrickStack.check(directory.options(), volfile);
            if (named.isPresent()) {
                Upkeep.Periods.STOCK.as(named.get());
            }
            return new Groundwork(directory, named, volfile, rules, tls, Ports.take(options, log));
        } catch (VolfileException e) {
            throw BrickVolfile.fault(options, e);
        } catch (TlsException e) {
            throw new BrickdException(String.valueOf(e.getMessage()), e);
        }
    }
}
