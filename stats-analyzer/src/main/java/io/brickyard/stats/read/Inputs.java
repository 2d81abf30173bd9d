package io.brickyard.stats.read;

import java.util.List;

import io.brickyard.stats.dump.Dump;
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
 * @param reports one per file
 */
public record Inputs(List<LoadedDump> dumps, List<Graph> graphs, List<Table> tables, List<RpcDump> rpc,
        List<InputReport> reports) {
    /** A dump; {@code givenName} is what {@code --probe NAME=FILE} calls it. */
    public record LoadedDump(Dump dump, @Nullable String givenName) {}

    /** A volfile. */
    public record Graph(Source source, Volfile volfile) {}

    /** A hand-written table. */
    public record Table(Source source, List<CsvRow> rows) {}

    /** A remark on an input. */
    public record Note(Source source, String text) {}
}
