package io.brickyard.brickd.graph;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictValue;
import io.brickyard.wire.fop.Access;
import io.brickyard.wire.fop.Discard;
import io.brickyard.wire.fop.Fallocate;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Fstat;
import io.brickyard.wire.fop.Ftruncate;
import io.brickyard.wire.fop.IattReply;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.fop.Truncate;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.fop.Zerofill;
import io.brickyard.wire.type.Errno;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Layer;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;

/**
 * features/arbiter: a brick that knows names, attributes and changelogs, and holds no data. What would change data
 * succeeds without doing so, what would read it is refused; files stay empty.
 *
 * <p>Facts as a stock 10.3 arbiter shows them: a WRITE is always an append, READ and SEEK are ENOSYS. The attributes in the
 * answers are those of now, where stock gives those of the last LOOKUP; replicate clients take neither.
 */
final class Arbiter extends Layer {
    private static final String IS_APPEND = "glusterfs.write-is-append";
    private static final int WRITE_RIGHT = 2;

    Arbiter(Translator below) {
        super(below);
    }

    @Override
    public void wind(Call call, Unwind up) {
        switch (call.request()) {
            case Write r -> attributes(call, new Fstat(r.gfid(), r.fd(), r.xdata()),
                    stat -> new PrePostReply((int) r.sizeBytes(), 0, appended(r.xdata(), stat.xdata()), stat.stat(),
                            stat.stat()),
                    up);
            case Truncate r -> truncate(call, r, up);
            case Ftruncate r -> unchanged(call, new Fstat(r.gfid(), r.fd(), r.xdata()), up);
            case Fallocate r -> unchanged(call, new Fstat(r.gfid(), r.fd(), r.xdata()), up);
            case Discard r -> unchanged(call, new Fstat(r.gfid(), r.fd(), r.xdata()), up);
            case Zerofill r -> unchanged(call, new Fstat(r.gfid(), r.fd(), r.xdata()), up);
            default -> {
                switch (call.fop()) {
                    case READ, SEEK -> up.unwind(call.failure(Errno.ENOSYS.code()));
                    default -> below().wind(call, up);
                }
            }
        }
    }

    /** Whoever the other bricks refuse is refused here: a success here alone would look like a failure there. */
    private void truncate(Call call, Truncate request, Unwind up) {
        below().wind(call.with(new Access(request.gfid(), WRITE_RIGHT, Dict.NULL)), reply -> {
            if (reply.failed()) {
                up.unwind(call.failure(reply.opErrno()));
            } else {
                unchanged(call, new Stat(request.gfid(), request.xdata()), up);
            }
        });
    }

    private void unchanged(Call call, FopRequest stat, Unwind up) {
        attributes(call, stat, found -> new PrePostReply(0, 0, found.xdata(), found.stat(), found.stat()), up);
    }

    /** What to answer where the inode is there. */
    @FunctionalInterface
    private interface Answer {
        FopReply of(IattReply stat);
    }

    private void attributes(Call call, FopRequest stat, Answer answer, Unwind up) {
        below().wind(call.with(stat), reply -> up.unwind(reply instanceof IattReply found && !reply.failed()
                ? answer.of(found)
                : call.failure(reply.opErrno())));
    }

    private static Dict appended(Dict request, Dict answer) {
        return request.contains(IS_APPEND) ? answer.with(IS_APPEND, new DictValue.Uint(1)) : answer;
    }
}
