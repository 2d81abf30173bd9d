package io.brickyard.brickd.graph;

import io.brickyard.posix.Caller;
import io.brickyard.posix.PosixStorage;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.type.Gfid;

/**
 * LOOKUP of the name {@code .}, by which gfapi asks for a directory that it has the gfid of: a lookup by gfid, whose
 * parent is itself.
 */
final class DotLookup {
    private DotLookup() {
    }

    static boolean is(FopRequest request) {
        return request instanceof Lookup lookup && ".".equals(lookup.bname());
    }

    static FopReply execute(PosixStorage storage, FopRequest request, Caller caller) {
        Lookup dot = (Lookup) request;
        FopReply reply = storage.execute(new Lookup(dot.pargfid(), Gfid.NONE, dot.flags(), "", dot.xdata()), caller);
        return reply instanceof LookupReply found && !found.failed()
                ? new LookupReply(found.opRet(), found.opErrno(), found.xdata(), found.stat(), found.stat())
                : reply;
    }
}
