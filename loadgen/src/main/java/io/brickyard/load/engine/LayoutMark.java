package io.brickyard.load.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Remembers which files load laid out: an extended attribute, {@code user.brickyard.load}. Where the file system has none,
 * only this process remembers, and a later run takes the file for somebody else's.
 */
final class LayoutMark {
    private static final String NAME = "brickyard.load";
    private static final Set<Path> OF_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private LayoutMark() {
    }

    static void set(Path path) throws IOException {
        OF_THIS_PROCESS.add(path.toRealPath());
        UserDefinedFileAttributeView view = view(path);
        if (view != null) {
            try {
                view.write(NAME, ByteBuffer.wrap("1".getBytes(StandardCharsets.US_ASCII)));
            } catch (IOException e) {
                // No room or no support for attributes: the process remembers.
                return;
            }
        }
    }

    static boolean isSet(Path path) throws IOException {
        if (OF_THIS_PROCESS.contains(path.toRealPath())) {
            return true;
        }
        UserDefinedFileAttributeView view = view(path);
        try {
            return view != null && view.list().contains(NAME);
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable UserDefinedFileAttributeView view(Path path) {
        return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
    }
}
