package io.brickyard.load.gluster;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;

/**
 * A path below the root of a volume.
 *
 * @param directories names of the directories that lead there
 * @param last name of the file
 */
record Names(List<String> directories, String last) {

    /** Takes a path apart; it counts from the root of the volume whether it begins with a slash or not. */
    static Names of(String path) throws IOException {
        List<String> names = Arrays.stream(path.split("/", -1)).filter(it -> !it.isEmpty() && !it.equals(".")).toList();
        if (names.isEmpty()) {
            throw new IOException(path + ": is a directory; name a file");
        }
        if (names.contains("..")) {
            throw new IOException(path + ": '..' leads out of what a volume can look up; leave it out");
        }
        return new Names(names.subList(0, names.size() - 1), names.getLast());
    }

    /** The directory that the file is in, on one brick; empty if it is not there. */
    Optional<Gfid> parent(BrickLink link) throws IOException {
        Gfid at = Gfid.ROOT;
        for (String name : directories) {
            Optional<LookupReply> reply = lookup(link, at, name, Dict.EMPTY);
            if (reply.isEmpty()) {
                return Optional.empty();
            }
            if (!reply.get().stat().isDirectory()) {
                throw new IOException("'" + name + "' on the way is no directory");
            }
            at = reply.get().stat().gfid();
        }
        return Optional.of(at);
    }

    /** One name on one brick, with the xattrs that are wished for; empty if it is not there. */
    static Optional<LookupReply> lookup(BrickLink link, Gfid parent, String name, Dict wishes) throws IOException {
        LookupReply reply = link.call(new Lookup(Gfid.NONE, parent, 0, name, wishes), LookupReply.class);
        if (!reply.failed()) {
            return Optional.of(reply);
        }
        if (reply.opErrno() == Errno.ENOENT.code() || reply.opErrno() == Errno.ESTALE.code()) {
            return Optional.empty();
        }
        throw new IOException("LOOKUP of '" + name + "' on " + link.address() + ": "
                + Errno.describe(reply.opErrno()));
    }

    /** A directory with the xattrs that are wished for. */
    static LookupReply directory(BrickLink link, Gfid gfid, Dict wishes) throws IOException {
        LookupReply reply = link.call(new Lookup(gfid, Gfid.NONE, 0, "", wishes), LookupReply.class);
        if (reply.failed()) {
            throw new IOException(
                    "LOOKUP of directory " + gfid + " on " + link.address() + ": " + Errno.describe(reply.opErrno()));
        }
        return reply;
    }
}
