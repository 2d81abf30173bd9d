package io.brickyard.stats.read;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The regular files below a directory, sorted by path. Links are followed once, hidden files and loops passed over. */
public final class DirectoryFiles {
    private DirectoryFiles() {
    }

    /**
     * A file.
     *
     * @param attributes what is known of it, null if it cannot be looked at
     */
    public record Found(Path path, @Nullable BasicFileAttributes attributes) {}

    /** All of them; fails if {@code top} cannot be listed. */
    public static List<Found> below(Path top) throws IOException {
        List<Found> files = new ArrayList<>();
        Files.walkFileTree(top, EnumSet.of(FileVisitOption.FOLLOW_LINKS), 64, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return !directory.equals(top) && isHidden(directory)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !isHidden(file)) {
                    files.add(new Found(file, attributes));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
                if (file.equals(top)) {
                    throw fault;
                }
                // What cannot be listed is tried all the same, so that its report says why.
                if (!(fault instanceof java.nio.file.FileSystemLoopException)) {
                    files.add(new Found(file, null));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(Comparator.comparing(Found::path));
        return files;
    }

    private static boolean isHidden(Path path) {
        Path name = path.getFileName();
        return name != null && name.toString().startsWith(".");
    }
}
