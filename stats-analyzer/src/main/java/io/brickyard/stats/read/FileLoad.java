package io.brickyard.stats.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.dump.RpcDump;
import io.brickyard.stats.dump.Source;
import io.brickyard.xlator.Volfile;
import org.jspecify.annotations.Nullable;

/**
 * Reads one input whole and keeps what it holds. An input that cannot be used costs one report and nothing else: what it
 * had delivered until then is dropped.
 */
final class FileLoad {
    /** Opens an input. */
    interface Opener {
        InputStream open() throws IOException;
    }

    private final String name;
    private final @Nullable String givenName;
    private final boolean named;
    private final Opener opener;

    /**
     * A load to be done.
     *
     * @param name what to call the input in messages
     * @param givenName the probe that its dumps are of, null where the input tells
     * @param named whether the user named it, so that it must be of use
     */
    FileLoad(String name, @Nullable String givenName, boolean named, Opener opener) {
        this.name = name;
        this.givenName = givenName;
        this.named = named;
        this.opener = opener;
    }

    /** Reads the input through {@code block}. */
    Inputs read(byte[] block) {
        try (Content raw = new Content(opener.open(), block); Content in = plain(raw)) {
            Head head = in.head();
            Optional<InputReader> reader = Readers.forHead(head);
            if (reader.isEmpty()) {
                boolean counts = named || head.isEmpty();
                return Inputs.of(new InputReport(new Source(name, 0),
                        counts ? InputReport.Status.REFUSED : InputReport.Status.SKIPPED, Readers.whyNot(head)));
            }
            Collector collector = new Collector();
            reader.get().read(name, in, collector);
            return collector.with(
                    new InputReport(new Source(name, 0), InputReport.Status.READ, reader.get().title()));
        } catch (InputException unusable) {
            return refused(name, unusable.line(), unusable.reason());
        } catch (IOException unreadable) {
            return refused(name, unreadable);
        }
    }

    private static Content plain(Content raw) throws IOException {
        return raw.head().startsWith(0x1f, 0x8b)
                ? Content.of(new GZIPInputStream(raw, Content.BLOCK_BYTES))
                : raw;
    }

    /** The report on an input that cannot be read. */
    static Inputs refused(String name, IOException unreadable) {
        return refused(name, 0, switch (unreadable) {
            case NoSuchFileException missing -> "no such file or directory";
            case AccessDeniedException denied -> "permission denied: run as a user who may read it";
            case EOFException cut -> "truncated gzip data";
            case ZipException broken -> "broken gzip data: " + Numbers.shown(String.valueOf(broken.getMessage()));
            default -> Numbers.shown(String.valueOf(unreadable.getMessage()));
        });
    }

    /** The report on an input that cannot be used. */
    static Inputs refused(String name, int line, String reason) {
        return Inputs.of(new InputReport(new Source(name, line), InputReport.Status.REFUSED, reason));
    }

    /** Holds what the input delivers until it is known to be whole. */
    private final class Collector implements InputSink {
        private final List<Inputs.LoadedDump> dumps = new ArrayList<>(1);
        private final List<Inputs.Graph> graphs = new ArrayList<>(0);
        private final List<Inputs.Table> tables = new ArrayList<>(0);
        private final List<RpcDump> rpc = new ArrayList<>(0);
        private final List<Inputs.Remark> remarks = new ArrayList<>(0);

        @Override
        public void dump(Dump dump) {
            dumps.add(new Inputs.LoadedDump(dump, givenName));
        }

        @Override
        public void rpc(RpcDump dump) {
            rpc.add(dump);
        }

        @Override
        public void graph(Source source, Volfile graph) {
            graphs.add(new Inputs.Graph(source, graph));
        }

        @Override
        public void table(Source source, List<CsvRow> rows) {
            tables.add(new Inputs.Table(source, List.copyOf(rows)));
        }

        @Override
        public void note(Source source, Note.Kind kind, String text) {
            remarks.add(new Inputs.Remark(source, kind, text));
        }

        Inputs with(InputReport report) {
            return new Inputs(dumps, graphs, tables, rpc, remarks, List.of(report));
        }
    }
}
