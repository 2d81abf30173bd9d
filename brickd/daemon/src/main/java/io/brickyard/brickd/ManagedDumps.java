package io.brickyard.brickd;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import io.brickyard.brickd.glusterd.ManagedPlace;
import io.brickyard.brickd.graph.BrickStack;
import io.brickyard.xlator.ServerFiles;
import io.brickyard.xlator.Volfile;

/** Statedumps that {@code gluster volume statedump} asks for, where and by the name that glusterfsd would give them. */
final class ManagedDumps {
    private static final String DIRECTORY = "statedump-path";

    private final ManagedPlace place;
    private final BrickStack stack;
    private final Consumer<String> log;

    ManagedDumps(ManagedPlace place, BrickStack stack, Consumer<String> log) {
        this.place = place;
        this.stack = stack;
        this.log = log;
    }

    /** Writes one into the directory that the volfile names, or glusterfsd's own. */
    void write(Volfile volfile) {
        String named = volfile.top().options().get(DIRECTORY);
        Path directory = named == null ? place.statedumps() : Path.of(named);
        Path file = place.statedump(directory, ProcessHandle.current().pid(), Instant.now().getEpochSecond());
        try {
            ServerFiles.writePrivate(file, StatedumpText.of(List.of(stack)));
            log.accept("dumped state to " + file);
        } catch (IOException e) {
            log.accept("cannot dump state to " + file + ": " + e.getMessage());
        }
    }
}
