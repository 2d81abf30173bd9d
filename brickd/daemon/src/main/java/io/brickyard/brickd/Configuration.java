package io.brickyard.brickd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.brickyard.brickd.glusterd.ManagedBrick;
import io.brickyard.brickd.graph.BrickStack;
import io.brickyard.brickd.program.AdmissionRules;
import io.brickyard.brickd.tls.TlsException;
import io.brickyard.brickd.tls.TlsTransports;
import io.brickyard.posix.BrickOptions;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;

/**
 * What a running server goes by and can read anew: the volfile that the user named and the certificates. All of it is
 * judged before any takes effect; what is of no use leaves everything as it was.
 */
final class Configuration {
    private BrickdOptions options;
    private final BrickOptions brick;
    private final Optional<Volfile> started;
    private final Optional<TlsTransports> tls;
    private volatile AdmissionRules rules;
    private volatile Optional<Volfile> volfile;

    /** What was found at the start. */
    Configuration(BrickdOptions options, Groundwork ground) {
        this.options = options;
        this.brick = ground.directory().options();
        this.started = ground.named();
        this.tls = ground.tls();
        this.rules = ground.rules();
        this.volfile = ground.named();
    }

    /** Who may come in, as of now. */
    AdmissionRules rules() {
        return rules;
    }

    /** The volfile that is followed, as of now. */
    Optional<Volfile> volfile() {
        return volfile;
    }

    /** glusterd has a new text of the volfile: reads it all anew. */
    synchronized void follow(String text, BrickStack stack, Optional<StatsDumps> dumps, Upkeep upkeep,
            Consumer<String> log) {
        if (options.managed().isPresent()) {
            options = options.inPlaceOf(new ManagedBrick(options.managed().get().place(), text));
            reload(stack, dumps, upkeep, log);
        }
    }

    /** Reads it all anew; the log says what changed, what wants a restart, or why all stays as it was. */
    synchronized void reload(BrickStack stack, Optional<StatsDumps> dumps, Upkeep upkeep,
            Consumer<String> log) {
        if (started.isEmpty() && tls.isEmpty()) {
            log.accept("nothing to read anew: there is no --volfile, and no TLS");
            return;
        }
        try {
            Optional<Volfile> named = BrickVolfile.named(options);
            BrickVolfile.checkTls(options, named);
            AdmissionRules newRules = ServerAuth.rules(options, named, brick.directory().toString());
            BrickStack.check(brick, types -> BrickVolfile.of(options, named, types));
            if (named.isPresent()) {
                Upkeep.Periods.STOCK.as(named.get());
            }
            if (tls.isPresent()) {
                tls.get().reload();
            }
            rules = newRules;
            volfile = named;
            if (named.isPresent()) {
                stack.adopt(named.get());
                upkeep.follow(named.get());
                dumps.ifPresent(StatsDumps::keepTimeAnew);
            }
            tell(named, log);
        } catch (VolfileException e) {
            keep(BrickVolfile.fault(options, e), log);
        } catch (BrickdException | TlsException e) {
            keep(e, log);
        }
    }

    private static void keep(Exception why, Consumer<String> log) {
        log.accept(why.getMessage() + "; going on with what was read before");
    }

    private void tell(Optional<Volfile> named, Consumer<String> log) {
        List<String> read = new ArrayList<>();
        if (named.isPresent()) {
            read.add(BrickVolfile.name(options) + ": who may connect, how often dumps are made and the disk is tried,"
                    + " how many io-threads there are");
        }
        tls.ifPresent(certificates -> read.add(
                "the certificates: the server's own is valid until " + certificates.certificateEnds()));
        log.accept("read anew " + String.join("; ", read));
        if (named.isPresent() && started.isPresent()) {
            List<String> waiting = new VolfileChange(started.get(), named.get()).afterRestart();
            if (!waiting.isEmpty()) {
                log.accept("takes effect at the next start only: " + String.join(", ", waiting));
            }
        }
    }
}
