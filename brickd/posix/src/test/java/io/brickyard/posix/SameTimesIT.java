package io.brickyard.posix;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.EntryReply;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Fsetattr;
import io.brickyard.wire.fop.IattReply;
import io.brickyard.wire.fop.Link;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Rename;
import io.brickyard.wire.fop.RenameReply;
import io.brickyard.wire.fop.Setattr;
import io.brickyard.wire.fop.Setxattr;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Requests that carry a time give an inode the same times on a stock brick and here: a replica may hold both. */
class SameTimesIT {
    private static final int SECONDS = 1_900_000_000;
    private static final Gfid DIRECTORY = new Gfid(0x0123456789ab4000L, 0x8000000000000001L);
    private static final Gfid FILE = new Gfid(0x0123456789ab4000L, 0x8000000000000002L);
    private static final int ATIME = 0x10;
    private static final int MTIME = 0x20;
    private static final int CTIME = 0x40;

    /** A request with the credential's flags and how many seconds after the first one it is made. */
    private record Step(int flags, int after, FopRequest request) {
        static Step of(int flags, int after, FopRequest request) {
            return new Step(flags, after, request);
        }
    }

    private static List<Step> steps() {
        Dict no = Dict.NULL;
        Iatt times = Iatt.builder().atime(5, 6).mtime(7, 8).ctime(9, 10).build();
        Iatt later = Iatt.builder().atime(2_000_000_000, 6).mtime(2_000_000_001, 8).ctime(2_000_000_002, 1).build();
        ByteBuffer data = ByteBuffer.wrap(new byte[]{1});
        return List.of(Step.of(31, 0, new Mkdir(Gfid.ROOT, 0755, 0, "d", TestBrick.gfidRequest(DIRECTORY))),
                Step.of(31, 1, new Create(DIRECTORY, 0302, 0100644, 0, "f", TestBrick.gfidRequest(FILE))),
                Step.of(3, 2, new Write(FILE, 0, 0, 1, 2, no, data)),
                Step.of(3, 1, new Write(FILE, 0, 0, 1, 2, no, data)),
                Step.of(0, 5, new Setattr(FILE, times, ATIME | MTIME, no)),
                Step.of(0, 4, new Setattr(FILE, times, ATIME, no)),
                Step.of(0, 6, new Setattr(FILE, times, MTIME | 0x100, no)),
                Step.of(0, 7, new Fsetattr(FILE, 0, later, ATIME | 0x80, no)),
                Step.of(1, 8, new Setattr(FILE, Iatt.builder().mode(0600).build(), 1, no)),
                Step.of(0, 9, new Setattr(FILE, Iatt.builder().mode(0640).build(), 1, no)),
                Step.of(0, 10, new Setattr(FILE, later, ATIME | MTIME | CTIME, no)),
                Step.of(0, 11, new Setattr(FILE, times, CTIME, no)),
                Step.of(0, 12, new Setattr(FILE, times, ATIME | MTIME | CTIME, no)),
                Step.of(1, 20, new Setattr(FILE, times, MTIME, no)),
                Step.of(1, 21, new Setxattr(FILE, 0, Dict.builder().putRaw("user.a", new byte[1]).build(), no)),
                Step.of(25, 22, new Link(FILE, Gfid.ROOT, "g", no)),
                Step.of(25, 23, new Rename(Gfid.ROOT, DIRECTORY, "g", "h", no)),
                Step.of(25, 24, new Unlink(DIRECTORY, "h", 0, no)),
                Step.of(0, 25, new Setattr(DIRECTORY, times, ATIME | MTIME, no)),
                Step.of(0, 0, new Setattr(DIRECTORY, later, ATIME | MTIME, no)),
                Step.of(0, 30, new Setattr(DIRECTORY, Iatt.NONE, 0, no)));
    }

    @Test
    void shouldKeepTheTimesThatStockKeepsWhenRequestsCarryThem() throws Exception {
        StockGluster.require();
        List<String> fromStock = new ArrayList<>();
        List<String> own = new ArrayList<>();
        Path path = TestBrickDir.create();
        BrickRoot.init(TestBrick.options(path));
        try (StockGluster stock = new StockGluster(path, TestBrick.VOLUME.toString());
                TestBrick ours = new TestBrick();
                BrickClient client = BrickClient.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), stock.port), 1000,
                        SetVolume.request(path.toString(), UUID.randomUUID().toString(), "times-test").build(),
                        RpcClientOptions.DEFAULT, ClientListener.NONE)) {
            for (Step step : steps()) {
                Credential credential = Credential.root(4711).withTime(step.flags(), SECONDS + step.after(), 42);
                ours.caller = ours.stamping(step.flags(), SECONDS + step.after(), 42);
                fromStock.add(told(step, BrickClient.await(client.send(step.request(), credential))));
                own.add(told(step, ours.run(step.request())));
                for (Gfid gfid : List.of(DIRECTORY, FILE)) {
                    Stat stat = new Stat(gfid, Dict.NULL);
                    fromStock.add("then " + times(BrickClient.await(client.send(stat, Credential.root(4711)))));
                    own.add("then " + times(ours.run(stat)));
                }
            }
        } finally {
            TestBrick.delete(path);
        }
        assertEquals(String.join("\n", fromStock), String.join("\n", own));
    }

    private static String told(Step step, FopReply reply) {
        return step.request().getClass().getSimpleName() + " flags " + step.flags() + " after " + step.after() + ": "
                + reply.opRet() + "/" + reply.opErrno() + " " + times(reply);
    }

    private static String times(FopReply reply) {
        return switch (reply) {
            case IattReply r -> r.failed() ? "none" : times(r.stat());
            case EntryReply r -> times(r.stat()) + parentTimes(r.postparent());
            case PrePostReply r -> times(r.preop()) + times(r.postop());
            case RenameReply r -> times(r.stat()) + parentTimes(r.postOldParent());
            default -> "";
        };
    }

    /** A mount that came before has given the root's access time. */
    private static String parentTimes(Iatt i) {
        return "[parent c " + time(i.ctimeSec()) + " m " + time(i.mtimeSec()) + "]";
    }

    /** Times that the file system took from its own clock differ from run to run. */
    private static String times(Iatt i) {
        return "[c " + time(i.ctimeSec()) + " m " + time(i.mtimeSec()) + " a " + time(i.atimeSec()) + "]";
    }

    private static String time(long seconds) {
        return seconds > 1_700_000_000 && seconds < SECONDS ? "clock" : String.valueOf(seconds);
    }
}
