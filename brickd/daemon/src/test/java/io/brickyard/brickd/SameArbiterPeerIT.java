package io.brickyard.brickd;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.brickyard.peers.BrickGraph;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.CreateReply;
import io.brickyard.wire.fop.Discard;
import io.brickyard.wire.fop.Fallocate;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Fstat;
import io.brickyard.wire.fop.Fsync;
import io.brickyard.wire.fop.Ftruncate;
import io.brickyard.wire.fop.IattReply;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.Seek;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.fop.Truncate;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.fop.Zerofill;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an arbiter brick of glusterfsd and one of this server answer to those who change or read data. */
class SameArbiterPeerIT {
    private static final Gfid FILE = new Gfid(0x0123456789ab4000L, 0x8000000000000002L);
    private static final Gfid ABSENT = new Gfid(0x0123456789ab4000L, 0x8000000000000063L);

    private WorkDirectory work;

    @BeforeEach
    void prepare() {
        Peers.require(Peer.ROOT, Peer.GLUSTERFSD, Peer.SETFATTR);
        work = WorkDirectory.create("same-arbiter");
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    private static List<FopRequest> requests(long fd, Dict xdata) {
        ByteBuffer data = ByteBuffer.wrap(new byte[5]);
        return List.of(new Write(FILE, fd, 0, 5, 2, xdata, data), new Write(FILE, fd, 0, 5, 2, xdata, data),
                new Write(FILE, fd, 100, 5, 2, xdata, data), new Write(FILE, -2, 0, 5, 2, xdata, data),
                new Read(FILE, fd, 0, 5, 0, xdata), new Read(FILE, -2, 0, 5, 0, xdata),
                new Seek(FILE, fd, 0, 1, xdata), new Truncate(FILE, 700, xdata), new Ftruncate(FILE, fd, 3, xdata),
                new Fallocate(FILE, fd, 0, 0, 4096, xdata), new Fallocate(FILE, fd, 1, 0, 4096, xdata),
                new Discard(FILE, fd, 0, 1, xdata), new Zerofill(FILE, fd, 0, 4096, xdata),
                new Fsync(FILE, fd, 0, xdata), new Fstat(FILE, fd, xdata), new Stat(FILE, xdata),
                new Lookup(FILE, Gfid.NONE, 0, "", xdata), new Truncate(ABSENT, 0, xdata));
    }

    @Test
    void shouldAcknowledgeWithoutDataWhenTheBrickIsAnArbiter() throws Exception {
        TwinBricks.assertSame(work, new BrickGraph.Features(Optional.of(Map.of()), true), (stage, told) -> {
            try (HearingClient client = stage.client("a")) {
                long fd = ((CreateReply) client.ask(1, new Create(Gfid.ROOT, 0102, 0100644, 0, "f",
                        Dict.builder().putGfid("gfid-req", FILE).build()))).fd();
                client.ask(1, new Lookup(Gfid.NONE, Gfid.ROOT, 0, "f", Dict.NULL));
                Dict afr = Dict.builder().putUint("glusterfs.write-is-append", 4)
                        .putUint("glusterfs.open-active-fd-count", 4).putText("glusterfs.inodelk-dom-count", "x")
                        .build();
                for (Dict xdata : List.of(Dict.NULL, afr)) {
                    for (FopRequest request : requests(fd, xdata)) {
                        told.add(request.fop() + (xdata.isNull() ? "" : " with xdata") + ": "
                                + told(client.ask(1, request)));
                    }
                }
            }
        });
    }

    private static String told(FopReply reply) {
        if (reply.failed()) {
            return "errno " + reply.opErrno();
        }
        // Of what else stands in xdata replicate clients read nothing here.
        return reply.opRet() + " appended " + reply.xdata().get("glusterfs.write-is-append") + switch (reply) {
            case PrePostReply both -> told(both.preop()) + told(both.postop());
            case IattReply one -> told(one.stat());
            case LookupReply found -> told(found.stat());
            default -> "";
        };
    }

    private static String told(Iatt stat) {
        return " [" + stat.gfid() + " " + Integer.toOctalString(stat.mode()) + " size " + stat.size() + "/"
                + stat.blocks() + " nlink " + stat.nlink() + "]";
    }
}
