package io.brickyard.brickd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.brickyard.brickd.glusterd.ManagedBrick;
import io.brickyard.brickd.graph.BrickStack;
import io.brickyard.brickd.program.AdmissionRules;
import io.brickyard.brickd.tls.TlsException;
import io.brickyard.brickd.tls.TlsTransports;
import io.brickyard.posix.BrickException;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;
import io.brickyard.xlator.throttle.policy.PolicyException;
import io.brickyard.xlator.throttle.policy.Statement;

/**
 * What a running server goes by and can read anew: the volfile that the user named, the throttle's policy file and the
 * certificates. All of it is
 * judged before any takes effect; what is of no use leaves everything as it was.
 */
final class Configuration {
    private BrickdOptions options;
    private final List<BrickGround> bricks;
    private final Optional<Volfile> started;
    private final Optional<TlsTransports> tls;
    private volatile Map<String, AdmissionRules> rules;
    private volatile Optional<Volfile> volfile;

    /** What was found at the start. */
    Configuration(BrickdOptions options, Groundwork ground) {
        this.options = options;
        this.bricks = ground.bricks();
        this.started = ground.named();
        this.tls = ground.tls();
        this.rules = bricks.stream().collect(Collectors.toMap(BrickGround::path, BrickGround::rules));
        this.volfile = ground.named();
    }

    /** Who may come in to the brick at a path, as of now. */
    AdmissionRules rules(String path) {
        return Objects.requireNonNull(rules.get(path), path);
    }

    /** The volfile that is followed, as of now. */
    Optional<Volfile> volfile() {
        return volfile;
    }

    /** glusterd has a new text of the volfile: reads it all anew. */
    synchronized void follow(String text, List<ServedBrick> served, Optional<StatsDumps> dumps,
            Consumer<String> log) {
        if (options.managed().isPresent()) {
            options = options.inPlaceOf(new ManagedBrick(options.managed().get().place(), text));
            reload(served, dumps, log);
        }
    }

    /** Reads it all anew; the log says what changed, what wants a restart, or why all stays as it was. */
    synchronized void reload(List<ServedBrick> served, Optional<StatsDumps> dumps, Consumer<String> log) {
        if (started.isEmpty() && tls.isEmpty() && options.throttle().file().isEmpty()) {
            log.accept("nothing to read anew: there is no --volfile, no --throttle-file, and no TLS");
            return;
        }
        try {
            Optional<Volfile> named = BrickVolfile.named(options);
            BrickVolfile.checkTls(options, named);
            List<Statement> statements = options.throttle().read();
            Map<String, AdmissionRules> newRules = new HashMap<>();
            for (BrickGround brick : bricks) {
                newRules.put(brick.path(), ServerAuth.rules(options, named, brick.path()));
                BrickStack.check(brick.directory().options(), brick.graph(named));
            }
            if (named.isPresent()) {
                Upkeep.Periods.STOCK.as(named.get());
            }
            if (tls.isPresent()) {
                tls.get().reload();
            }
            rules = newRules;
            volfile = named;
            if (named.isPresent()) {
                for (ServedBrick brick : served) {
                    brick.adopt(named.get());
                }
                dumps.ifPresent(StatsDumps::keepTimeAnew);
            }
            throttle(served, statements);
            tell(named, log);
        } catch (VolfileException e) {
            keep(BrickVolfile.fault(options, e), log);
        } catch (BrickdException | TlsException e) {
            keep(e, log);
        }
    }

    /** Puts what file and flags say of throttling into force, for the first time. */
    void throttle(List<ServedBrick> served) throws BrickException {
        try {
            throttle(served, options.throttle().read());
        } catch (BrickdException e) {
            throw new BrickException(String.valueOf(e.getMessage()));
        }
    }

    private static void throttle(List<ServedBrick> served, List<Statement> statements) throws BrickdException {
        try {
            for (ServedBrick brick : served) {
                brick.throttle(statements);
            }
        } catch (PolicyException e) {
            throw new BrickdException("--throttle: " + e.getMessage(), e);
        }
    }

    private static void keep(Exception why, Consumer<String> log) {
        log.accept(why.getMessage() + "; going on with what was read before");
    }

    private void tell(Optional<Volfile> named, Consumer<String> log) {
        List<String> read = new ArrayList<>();
        if (named.isPresent()) {
            read.add(BrickVolfile.name(options) + ": who may connect, how often dumps are made and the disk is tried,"
                    + " how many io-threads there are, what is throttled");
        }
        options.throttle().file().ifPresent(file -> read.add(file + ": what is throttled"));
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
