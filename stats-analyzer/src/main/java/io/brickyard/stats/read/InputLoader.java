package io.brickyard.stats.read;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.RpcDump;
import io.brickyard.stats.dump.Source;
import io.brickyard.xlator.Volfile;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files, directories and standard input that the user named. A file that cannot be used costs one report and
 * nothing else: what it had delivered until then is dropped, the others still count.
 */
public final class InputLoader {
    /** Stands for standard input. */
    public static final String STDIN = "-";

    private final InputStream stdin;
    private final List<Inputs.LoadedDump> dumps = new ArrayList<>();
    private final List<Inputs.Graph> graphs = new ArrayList<>();
    private final List<Inputs.Table> tables = new ArrayList<>();
    private final List<RpcDump> rpc = new ArrayList<>();
    private final List<InputReport> reports = new ArrayList<>();
    private final Set<Object> seen = new HashSet<>();

    /** A loader that takes {@code -} for {@code stdin}. */
    public InputLoader(InputStream stdin) {
        this.stdin = stdin;
    }

    /** Reads {@code name}: a file, a directory with all below it, or {@code -}. */
    public void load(String name) {
        load(name, null);
    }

    /** Reads {@code name}, whose dumps are all of the probe {@code givenName}. */
    public void load(String name, @Nullable String givenName) {
        if (name.equals(STDIN)) {
            read(STDIN, givenName, true, () -> stdin);
            return;
        }
        try {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                walk(path, name, givenName);
            } else {
                file(path, name, givenName, true);
            }
        } catch (InvalidPathException unusable) {
            refuse(name, 0, "the name cannot be opened: " + unusable.getReason());
        }
    }

    /** All that was read so far. */
    public Inputs inputs() {
        return new Inputs(List.copyOf(dumps), List.copyOf(graphs), List.copyOf(tables), List.copyOf(rpc),
                List.copyOf(reports));
    }

    private void walk(Path directory, String name, @Nullable String givenName) {
        try {
            for (Path file : DirectoryFiles.below(directory)) {
                file(file, file.toString(), givenName, false);
            }
        } catch (IOException unreadable) {
            refuse(name, 0, reason(unreadable));
        }
    }

    private void file(Path path, String name, @Nullable String givenName, boolean named) {
        try {
            Object key = Files.readAttributes(path, java.nio.file.attribute.BasicFileAttributes.class).fileKey();
            if (Files.isRegularFile(path) && !seen.add(key == null ? path.toRealPath() : key)) {
                return;
            }
        } catch (IOException unreadable) {
            refuse(name, 0, reason(unreadable));
            return;
        }
        read(name, givenName, named, () -> Files.newInputStream(path));
    }

    private void read(String name, @Nullable String givenName, boolean named, Opener opener) {
        Collector collector = new Collector(givenName);
        try (InputStream raw = opener.open(); InputStream in = plain(raw)) {
            Head head = head(in);
            Optional<InputReader> reader = Readers.forHead(head);
            if (reader.isEmpty()) {
                boolean counts = named || head.isEmpty();
                reports.add(new InputReport(new Source(name, 0),
                        counts ? InputReport.Status.REFUSED : InputReport.Status.SKIPPED, Readers.whyNot(head)));
                return;
            }
            reader.get().read(name, in, collector);
            collector.commit();
            reports.add(new InputReport(new Source(name, 0), InputReport.Status.READ, reader.get().title()));
        } catch (InputException unusable) {
            refuse(name, unusable.line(), unusable.reason());
        } catch (IOException unreadable) {
            refuse(name, 0, reason(unreadable));
        }
    }

    private static InputStream plain(InputStream raw) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(raw, 64 * 1024);
        buffered.mark(2);
        boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return gzip ? new BufferedInputStream(new GZIPInputStream(buffered, 64 * 1024), 64 * 1024) : buffered;
    }

    private static Head head(InputStream in) throws IOException {
        in.mark(Head.BYTES);
        Head head = new Head(in.readNBytes(Head.BYTES));
        in.reset();
        return head;
    }

    private void refuse(String name, int line, String reason) {
        reports.add(new InputReport(new Source(name, line), InputReport.Status.REFUSED, reason));
    }

    private static String reason(IOException fault) {
        return switch (fault) {
            case NoSuchFileException missing -> "no such file or directory";
            case AccessDeniedException denied -> "permission denied: run as a user who may read it";
            case EOFException cut -> "truncated gzip data";
            case ZipException broken -> "broken gzip data: " + Numbers.shown(String.valueOf(broken.getMessage()));
            default -> Numbers.shown(String.valueOf(fault.getMessage()));
        };
    }

    /** Opens an input. */
    private interface Opener {
        InputStream open() throws IOException;
    }

    /** Holds what one file delivers until it is known to be whole. */
    private final class Collector implements InputSink {
        private final @Nullable String givenName;
        private final List<Runnable> deliveries = new ArrayList<>();

        Collector(@Nullable String givenName) {
            this.givenName = givenName;
        }

        @Override
        public void dump(Dump dump) {
            deliveries.add(() -> dumps.add(new Inputs.LoadedDump(dump, givenName)));
        }

        @Override
        public void rpc(RpcDump dump) {
            deliveries.add(() -> rpc.add(dump));
        }

        @Override
        public void graph(Source source, Volfile graph) {
            deliveries.add(() -> graphs.add(new Inputs.Graph(source, graph)));
        }

        @Override
        public void table(Source source, List<CsvRow> rows) {
            deliveries.add(() -> tables.add(new Inputs.Table(source, List.copyOf(rows))));
        }

        void commit() {
            deliveries.forEach(Runnable::run);
        }
    }
}
