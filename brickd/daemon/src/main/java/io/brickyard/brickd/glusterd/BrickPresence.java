package io.brickyard.brickd.glusterd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import io.brickyard.brickd.net.BoundPort;
import io.brickyard.brickd.net.Budget;
import io.brickyard.brickd.net.Limits;
import io.brickyard.brickd.net.Listener;
import io.brickyard.brickd.net.PlainTransport;
import io.brickyard.brickd.net.Program;
import io.brickyard.brickd.net.Programs;
import io.brickyard.brickd.net.ReadBuffers;
import io.brickyard.brickd.program.DumpService;
import io.brickyard.xlator.ServerFiles;

/**
 * What makes glusterd take this process for the brick's: a control socket that answers, a pid file, a sign-in, in this
 * order, for glusterd may look at any time. Taken back in the reverse order.
 */
public final class BrickPresence implements AutoCloseable {
    /** glusterd has one; what else of root's may look in is little. */
    private static final int MAX_CONNECTIONS = 16;

    private final ManagedPlace place;
    private final GlusterdWatch watch;
    private final Consumer<String> log;
    private final Listener control;
    /** Tells the socket of this process from one that another has made in its place. */
    private final Object controlKey;
    private boolean hasPidFile;

    private BrickPresence(GlusterdWatch watch, Program operations, Consumer<String> log) throws IOException {
        this.place = watch.brick().place();
        this.watch = watch;
        this.log = log;
        List<Program> programs = new ArrayList<>();
        programs.add(operations);
        programs.add(new DumpService(() -> programs));
        this.control = Listener.on(BoundPort.bind(place.controlSocket()), "control", PlainTransport::new,
                new Programs(programs), Limits.ofManagement(MAX_CONNECTIONS), new ReadBuffers(), Budget.ofThisMachine(),
                log);
        this.controlKey = fileKey(place.controlSocket());
        control.start();
    }

    /**
     * Takes the brick's place, which must be served already.
     *
     * @param operations what glusterd asks for through the control socket
     * @param onVolfile takes the text of each new volfile
     */
    public static BrickPresence take(GlusterdWatch watch, Program operations, Consumer<String> onVolfile,
            Consumer<String> log) throws GlusterdException {
        ManagedPlace place = watch.brick().place();
        BrickPresence presence;
        try {
            presence = new BrickPresence(watch, operations, log);
        } catch (IOException e) {
            throw new GlusterdException("the control socket " + place.controlSocket() + " cannot be had: "
                    + e.getMessage(), e);
        }
        boolean done = false;
        try {
            presence.writePidFile();
            watch.signIn(onVolfile);
            log.accept("took the place of brick " + place.hostname() + ":" + place.brick() + " at glusterd");
            done = true;
            return presence;
        } finally {
            if (!done) {
                presence.close();
            }
        }
    }

    private void writePidFile() throws GlusterdException {
        try {
            ServerFiles.write(place.pidFile(), ownPid());
            hasPidFile = true;
        } catch (IOException e) {
            throw new GlusterdException("cannot write glusterd's pid file " + place.pidFile() + ": " + e.getMessage(),
                    e);
        }
    }

    /** Gives the place back, as free as after a crash of glusterfsd. */
    @Override
    public void close() {
        watch.close();
        if (hasPidFile) {
            emptyPidFile();
        }
        control.close();
        control.abort("brick is ending");
        removeSocket();
    }

    /** Its absence would say that the brick is signed out; see {@link ManagedPlace#find}. */
    private void emptyPidFile() {
        try {
            // glusterd may have started another process meanwhile.
            if (Files.readString(place.pidFile()).equals(ownPid())) {
                Files.write(place.pidFile(), new byte[0], StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
            }
        } catch (NoSuchFileException e) {
            // glusterd stopped the brick and has removed it.
            hasPidFile = false;
        } catch (IOException e) {
            log.accept("cannot empty " + place.pidFile() + ": " + e.getMessage());
        }
    }

    private void removeSocket() {
        try {
            if (fileKey(place.controlSocket()).equals(controlKey)) {
                Files.delete(place.controlSocket());
            }
        } catch (NoSuchFileException e) {
            // Somebody has removed it.
            return;
        } catch (IOException e) {
            log.accept("cannot remove " + place.controlSocket() + ": " + e.getMessage());
        }
    }

    private static Object fileKey(Path file) throws IOException {
        return Objects.requireNonNull(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    }

    private static String ownPid() {
        return ProcessHandle.current().pid() + "\n";
    }
}
