package io.brickyard.stats.read;

import java.util.List;

import io.brickyard.stats.dump.Dump;
import io.brickyard.stats.dump.RpcDump;
import io.brickyard.stats.dump.Source;
import io.brickyard.xlator.Volfile;

/** Takes what readers find. What a reader delivered before it failed is dropped. */
interface InputSink {
    /** A dump of one probe. */
    void dump(Dump dump);

    /** What a process of ours counted between the stacks. */
    default void rpc(RpcDump dump) {
    }

    /** A graph. */
    void graph(Source source, Volfile graph);

    /** A table that a person wrote: the dumps of its rows, top of the stack first; null is the client/brick boundary. */
    void table(Source source, List<CsvRow> rows);
}
