package io.brickyard.stats.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.brickyard.stats.read.DirectoryFiles;
import org.jspecify.annotations.Nullable;

/**
 * What the file system says of the inputs: two equal states hold the same dumps.
 *
 * @param files by path
 */
record InputState(Map<Path, Mark> files) {
    /** What changes when a file is written anew. */
    record Mark(FileTime written, long bytes, @Nullable Object key) {
        static Mark of(BasicFileAttributes attributes) {
            return new Mark(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    /** The files that {@code inputs} name now; those that cannot be looked at are as if they were not there. */
    static InputState of(List<String> inputs) {
        Map<Path, Mark> files = new TreeMap<>();
        inputs.forEach(input -> addIfThere(input, files));
        return new InputState(files);
    }

    private static void addIfThere(String input, Map<Path, Mark> files) {
        try {
            add(Path.of(input), files);
        } catch (IOException | InvalidPathException goneOrUnusable) {
            // Reading it says why.
            return;
        }
    }

    private static void add(Path input, Map<Path, Mark> files) throws IOException {
        if (!Files.isDirectory(input)) {
            files.put(input, Mark.of(Files.readAttributes(input, BasicFileAttributes.class)));
            return;
        }
        for (DirectoryFiles.Found found : DirectoryFiles.below(input)) {
            BasicFileAttributes attributes = found.attributes();
            if (attributes != null) {
                files.put(found.path(), Mark.of(attributes));
            }
        }
    }
}
