package io.brickyard.brickd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

import io.brickyard.brickd.glusterd.BrickPresence;
import io.brickyard.brickd.glusterd.GlusterdException;
import io.brickyard.brickd.glusterd.GlusterdOptions;
import io.brickyard.brickd.glusterd.GlusterdWatch;
import io.brickyard.brickd.glusterd.ManagedPlace;
import io.brickyard.xlator.ServerFiles;

/** The life of a brick server that has the process to itself: start, signals, end. */
public final class BrickdProcess {
    private final BrickdOptions options;
    private final Optional<GlusterdOptions> glusterd;
    private final Optional<Path> pidFile;
    private final Consumer<String> log;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private enum Event {
        END, DISK_FAILED, DUMP, RELOAD
    }

    /**
     * For one run.
     *
     * @param glusterd that manages the brick, whose place is taken; none if the brick is on its own
     * @param pidFile where to write the process id once serving, removed at the end
     * @param log takes one line per event
     */
    public BrickdProcess(BrickdOptions options, Optional<GlusterdOptions> glusterd, Optional<Path> pidFile,
            Consumer<String> log) {
        this.options = options;
        this.glusterd = glusterd;
        this.pidFile = pidFile;
        this.log = log;
    }

    /**
     * Serves until SIGTERM or SIGINT, or until glusterd ends the brick, then answers what is under way and returns.
     *
     * @return whether it ended because it was told to; false if its disk failed
     * @throws BrickdException if it cannot run
     */
    public boolean run() throws BrickdException, InterruptedException {
        if (glusterd.isEmpty()) {
            try (Brickd server = Brickd.prepare(options, log)) {
                // Whoever reads that it serves may end it at once.
                handleSignals(server);
                server.begin();
                return serve(server);
            }
        }
        if (options.tls().management()) {
            throw new BrickdException("glusterd speaks TLS here, as its file secure-access or --mgmt-tls says; brickd"
                    + " cannot do so with --glusterd: without secure-access, or with --mgmt-tls off, it speaks plainly");
        }
        Path brick = options.layout().onlyBrick().orElseThrow(() -> new BrickdException(
                "--glusterd is for one brick: start a process for each --brick"));
        try (GlusterdWatch watch = GlusterdWatch.open(ManagedPlace.find(glusterd.get(), options.volume(), brick),
                log);
                Brickd server = Brickd.prepare(options.inPlaceOf(watch.brick()), log)) {
            // glusterd may send signals as soon as it knows of this process.
            handleSignals(server);
            server.begin();
            return serveInPlace(server, watch);
        } catch (GlusterdException e) {
            throw new BrickdException(String.valueOf(e.getMessage()), e);
        }
    }

    private boolean serveInPlace(Brickd server, GlusterdWatch watch)
            throws BrickdException, GlusterdException, InterruptedException {
        BrickPresence presence = BrickPresence.take(watch,
                server.operations(watch.brick().place(), () -> events.add(Event.END)), server::changeVolfile, log);
        try {
            return serve(server);
        } finally {
            presence.close();
        }
    }

    private void handleSignals(Brickd server) {
        boolean handled = Signals.handle("TERM", () -> events.add(Event.END)).isPresent()
                && Signals.handle("INT", () -> events.add(Event.END)).isPresent()
                && Signals.handle("USR1", () -> events.add(Event.DUMP)).isPresent()
                && Signals.handle("HUP", () -> events.add(Event.RELOAD)).isPresent();
        if (!handled) {
            log.accept("this Java handles no signals: SIGTERM will end it at once");
        }
        Thread.ofPlatform().daemon().name("disk watch").start(() -> awaitFailure(server));
    }

    private boolean serve(Brickd server) throws BrickdException, InterruptedException {
        try {
            writePidFile();
            ServiceManager manager = ServiceManager.of(System.getenv(), log);
            manager.tell("READY=1");
            Event end = events.take();
            while (end == Event.DUMP || end == Event.RELOAD) {
                if (end == Event.DUMP) {
                    server.dump();
                } else {
                    server.reload();
                }
                end = events.take();
            }
            manager.tell("STOPPING=1");
            return end == Event.END;
        } finally {
            removePidFile();
        }
    }

    private void awaitFailure(Brickd server) {
        try {
            server.awaitFailure();
            events.add(Event.DISK_FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writePidFile() throws BrickdException {
        if (pidFile.isPresent()) {
            try {
                ServerFiles.write(pidFile.get(), ProcessHandle.current().pid() + "\n");
            } catch (IOException e) {
                throw new BrickdException("cannot write the pid file " + pidFile.get() + ": " + FileFault.of(e)
                        + "; make its directory or name another with --pid-file", e);
            }
        }
    }

    private void removePidFile() {
        if (pidFile.isPresent()) {
            try {
                Files.deleteIfExists(pidFile.get());
            } catch (IOException e) {
                log.accept("cannot remove the pid file " + pidFile.get() + ": " + e.getMessage());
            }
        }
    }
}
