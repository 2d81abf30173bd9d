package io.brickyard.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import io.brickyard.stats.StatsReport;
import io.brickyard.stats.render.OutputFormat;
import io.brickyard.xlator.ServerFiles;
import org.jspecify.annotations.Nullable;

/** Writes a report to standard output, or whole or not at all to a file. */
record StatsOutput(OutputFormat format, @Nullable Path file, boolean series) {

    void write(StatsReport report, PrintWriter out) {
        boolean colour = file == null && TerminalFacts.ofThisProcess().colorsOnOutput();
        StringBuilder text = new StringBuilder();
        try {
            format.renderer(colour, series).render(report, text);
            if (file == null) {
                out.append(text);
                out.flush();
            } else if (Files.exists(file) && !Files.isRegularFile(file)) {
                // A pipe or a device cannot be replaced.
                Files.writeString(file, text);
            } else {
                replace(file, text);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void replace(Path file, CharSequence text) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path unfinished = target.resolveSibling("." + target.getFileName() + ".unfinished");
        try {
            // The demo's process serves bricks, so it has no umask.
            ServerFiles.write(unfinished, text.toString());
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
