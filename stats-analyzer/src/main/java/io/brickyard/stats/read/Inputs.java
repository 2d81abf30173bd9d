package io.brickyard.stats.read;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.Note;
import io.brickyard.stats.dump.RpcDump;
import io.brickyard.stats.dump.Source;
import io.brickyard.xlator.Volfile;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was read, and what became of each file.
 *
 * @param dumps in reading order
 * @param graphs in reading order
 * @param tables hand-written tables
 * @param rpc what was counted between the stacks
 * @param remarks what readers found worth saying of files that they read
 * @param reports one per file
 */
public record Inputs(List<LoadedDump> dumps, List<Graph> graphs, List<Table> tables, List<RpcDump> rpc,
        List<Remark> remarks,
        List<InputReport> reports) {
    /** No more than what became of an input. */
    static Inputs of(InputReport report) {
        return new Inputs(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(report));
    }

    /** The same with more to say of them. */
    public Inputs with(List<Remark> more) {
        List<Remark> all = new ArrayList<>(remarks);
        all.addAll(more);
        return new Inputs(dumps, graphs, tables, rpc, List.copyOf(all), reports);
    }

    /** A dump; {@code givenName} is what {@code --probe NAME=FILE} calls it. */
    public record LoadedDump(Dump dump, @Nullable String givenName) {}

    /** A volfile. */
    public record Graph(Source source, Volfile volfile) {}

    /** A hand-written table. */
    public record Table(Source source, List<CsvRow> rows) {}

    /** Something about an input. */
    public record Remark(Source source, Note.Kind kind, String text) {}
}
