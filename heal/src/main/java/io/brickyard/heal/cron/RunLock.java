package io.brickyard.heal.cron;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Lets one run per volume and host go on at a time. The kernel holds the lock, not the file: whoever ends gives it back,
 * however he ends, and the file may stay. It tells the process that has it.
 */
public final class RunLock implements AutoCloseable {
    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes it.
     *
     * @param directory for such files; made if it is missing
     * @return empty if another run has it
     */
    public static Optional<RunLock> take(Path directory, String volume) throws IOException {
        Files.createDirectories(directory);
        FileChannel channel = FileChannel.open(file(directory, volume), StandardOpenOption.CREATE,
                StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + "\n"));
            return Optional.of(new RunLock(channel));
        } catch (OverlappingFileLockException e) {
            channel.close();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Who has it, as the file says; empty if it says nothing. */
    public static String holder(Path directory, String volume) {
        try (FileChannel channel = FileChannel.open(file(directory, volume), StandardOpenOption.READ)) {
            ByteBuffer text = ByteBuffer.allocate(32);
            channel.read(text);
            return StandardCharsets.UTF_8.decode(text.flip()).toString().strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static Path file(Path directory, String volume) {
        return directory.resolve(volume + ".lock");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
