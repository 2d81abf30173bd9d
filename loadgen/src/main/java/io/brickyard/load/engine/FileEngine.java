package io.brickyard.load.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

import io.brickyard.load.option.LoadOption;

/**
 * Any path of this machine, with pread and pwrite. At a depth of one the I/O happens on the job's own thread; deeper, each
 * unit has a thread of its own, so that as many I/Os as the depth are really in the kernel at once.
 */
public final class FileEngine implements Engine {
    private final boolean direct;
    private final UnitThread[] threads;

    /** Starts the threads that the depth wants. */
    public FileEngine(EngineSettings settings) {
        this.direct = settings.job().yes(LoadOption.DIRECT);
        this.threads = new UnitThread[settings.depth() == 1 ? 0 : settings.depth()];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new UnitThread(settings.job().name() + "-" + settings.job().index() + "-" + i,
                    settings);
        }
    }

    @Override
    public void submit(IoUnit unit) {
        if (threads.length == 0) {
            ((LocalFile) Objects.requireNonNull(unit.file)).perform(unit);
            unit.completion.completed(unit);
        } else {
            threads[unit.slot].submit(unit);
        }
    }

    @Override
    public boolean completesInline() {
        return threads.length == 0;
    }

    @Override
    public FileState state(String name) throws IOException {
        Path path = Path.of(name);
        try {
            Path real = path.toRealPath();
            if (Files.isDirectory(real)) {
                throw new IOException(name + ": is a directory; name a file, or use --directory");
            }
            if (Files.isRegularFile(real)) {
                return new FileState(true, false, Files.size(real), LayoutMark.isSet(real));
            }
            try (FileChannel device = FileChannel.open(real, StandardOpenOption.READ)) {
                return new FileState(true, true, device.size(), false);
            }
        } catch (NoSuchFileException e) {
            return FileState.NONE;
        }
    }

    @Override
    public EngineFile layOut(String name) throws IOException {
        Path path = Path.of(name);
        var file = new LocalFile(path, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE));
        LayoutMark.set(path);
        return file;
    }

    @Override
    public EngineFile open(String name, boolean writes) throws IOException {
        Set<OpenOption> options = new HashSet<>(Set.of(StandardOpenOption.READ));
        if (writes) {
            options.add(StandardOpenOption.WRITE);
        }
        if (direct) {
            options.add(DirectOpen.option());
        }
        try {
            return new LocalFile(Path.of(name), options);
        } catch (UnsupportedOperationException e) {
            throw new IOException(name + ": its file system has no O_DIRECT; leave --direct out", e);
        }
    }

    @Override
    public void unlink(String name) throws IOException {
        Files.deleteIfExists(Path.of(name));
    }

    @Override
    public String cacheState() {
        return direct ? "page cache bypassed (O_DIRECT)" : "page cache of this machine in use";
    }

    @Override
    public void close() {
        for (UnitThread thread : threads) {
            thread.end();
        }
    }
}
