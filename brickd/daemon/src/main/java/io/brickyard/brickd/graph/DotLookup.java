package io.brickyard.brickd.graph;

import io.brickyard.posix.Caller;
import io.brickyard.posix.PosixStorage;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import org.jspecify.annotations.Nullable;

/**
 * LOOKUP of the names {@code .}, by which gfapi asks for a directory that it has the gfid of, and {@code ..}: lookups by
 * gfid. Above the root there is what has no gfid: ENODATA, as from a stock brick.
 */
final class DotLookup {
    private static final String ANCESTRY = "glusterfs.ancestry.path";

    private final PosixStorage storage;

    DotLookup(PosixStorage storage) {
        this.storage = storage;
    }

    static boolean is(FopRequest request) {
        return request instanceof Lookup lookup && (".".equals(lookup.bname()) || "..".equals(lookup.bname()));
    }

    FopReply execute(FopRequest request, Caller caller) {
        Lookup dots = (Lookup) request;
        boolean up = "..".equals(dots.bname());
        if (up && dots.pargfid().equals(Gfid.ROOT)) {
            return request.fop().failure(Errno.ENODATA.code());
        }
        Gfid gfid = up ? above(dots.pargfid(), caller) : dots.pargfid();
        FopReply reply = gfid == null ? null
                : storage.execute(new Lookup(gfid, Gfid.NONE, dots.flags(), "", dots.xdata()), caller);
        return reply instanceof LookupReply found && !found.failed()
                ? new LookupReply(found.opRet(), found.opErrno(), found.xdata(), found.stat(), found.stat())
                : request.fop().failure(Errno.ESTALE.code());
    }

    /** The directory above a directory; null if there is none. */
    private @Nullable Gfid above(Gfid directory, Caller caller) {
        FopReply reply = storage.execute(new Getxattr(directory, 1, ANCESTRY, Dict.NULL), caller);
        String path = reply instanceof XattrReply answer && !reply.failed() ? answer.dict().getText(ANCESTRY) : null;
        return path == null || path.indexOf('/') < 0 ? null : find(path.substring(0, path.lastIndexOf('/')), caller);
    }

    /** The gfid of the directory at a path below the root; null if there is none. */
    @Nullable
    Gfid find(String path, Caller caller) {
        Gfid at = Gfid.ROOT;
        for (String name : path.split("/", -1)) {
            if (!name.isEmpty()) {
                var request = new Lookup(Gfid.NONE, at, 0, name, Dict.NULL);
                if (!(storage.execute(request, caller) instanceof LookupReply reply) || reply.failed()
                        || !reply.stat().isDirectory()) {
                    return null;
                }
                at = reply.stat().gfid();
            }
        }
        return at;
    }
}
