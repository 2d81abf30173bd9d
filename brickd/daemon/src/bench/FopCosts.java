import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.CreateReply;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.Mkdir;
import io.brickyard.wire.fop.Open;
import io.brickyard.wire.fop.Rchecksum;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.Setxattr;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.fop.Truncate;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Gfid;

/**
 * What file operations cost a brick: processor time of the brickd process per call, in microseconds, the connection's share
 * included. Processor time hardly depends on what else the machine does.
 *
 * <p>usage: java -cp CLASSES FopCosts.java PORT BRICK-DIRECTORY PID, with a brickd that serves an empty brick on localhost.
 */
public final class FopCosts {
    private static final int CALLS = 4000;
    private static final int ROUNDS = 3;
    private static final int DEPTH = 16;
    private static final int LARGE = 128 << 10;
    private static final Credential ROOT = Credential.root(1);

    public static void main(String[] args) throws Exception {
        long pid = Long.parseLong(args[2]);
        try (BrickClient client = BrickClient.connect(new InetSocketAddress("localhost", Integer.parseInt(args[0])), 5000,
                SetVolume.request(args[1], "costs", "bench").build(), RpcClientOptions.DEFAULT, ClientListener.NONE)) {
            CreateReply file = client.call(new Create(Gfid.ROOT, 2, 0100644, 0, "costs", id()), ROOT, CreateReply.class);
            Gfid gfid = file.stat().gfid();
            long fd = file.fd();
            client.call(new Write(gfid, fd, 0, LARGE, 0, Dict.NULL, ByteBuffer.allocate(LARGE)), ROOT, FopReply.class);
            Map<String, IntFunction<FopRequest>> all = new LinkedHashMap<>();
            all.put("STAT", i -> new Stat(gfid, Dict.NULL));
            all.put("LOOKUP", i -> new Lookup(Gfid.NONE, Gfid.ROOT, 0, "costs", Dict.NULL));
            all.put("GETXATTR", i -> new Getxattr(gfid, 1, "user.none", Dict.NULL));
            all.put("READ 4 KiB", i -> new Read(gfid, fd, 0, 4096, 0, Dict.NULL));
            all.put("READ 128 KiB", i -> new Read(gfid, fd, 0, LARGE, 0, Dict.NULL));
            all.put("WRITE 4 KiB",
                    i -> new Write(gfid, fd, 0, 4096, 0, Dict.NULL, ByteBuffer.allocate(4096)));
            all.put("WRITE 128 KiB",
                    i -> new Write(gfid, fd, 0, LARGE, 0, Dict.NULL, ByteBuffer.allocate(LARGE)));
            all.put("RCHECKSUM 128 KiB", i -> new Rchecksum(gfid, fd, 0, LARGE, 0, Dict.NULL));
            all.put("OPEN", i -> new Open(gfid, 0, Dict.NULL));
            all.put("TRUNCATE", i -> new Truncate(gfid, LARGE, Dict.NULL));
            all.put("SETXATTR",
                    i -> new Setxattr(gfid, 0, Dict.builder().putText("user.k", "v").build(), Dict.NULL));
            int[] names = {0};
            all.put("MKDIR", i -> new Mkdir(Gfid.ROOT, 0755, 0, "d" + names[0]++, id()));
            for (Map.Entry<String, IntFunction<FopRequest>> each : all.entrySet()) {
                double best = Double.MAX_VALUE;
                for (int round = 0; round < ROUNDS; round++) {
                    best = Math.min(best, micros(client, each.getValue(), pid));
                }
                System.out.printf("%-18s %8.1f us%n", each.getKey(), best);
            }
        }
    }

    private static Dict id() {
        return Dict.builder().putGfid("gfid-req", Gfid.random()).build();
    }

    private static double micros(BrickClient client, IntFunction<FopRequest> request, long pid) throws Exception {
        Duration before = cpu(pid);
        List<CompletableFuture<FopReply>> sent = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            sent.add(client.send(request.apply(i), ROOT));
            if (i >= DEPTH) {
                sent.get(i - DEPTH).get();
            }
        }
        for (CompletableFuture<FopReply> each : sent) {
            each.get();
        }
        return cpu(pid).minus(before).toNanos() / 1e3 / CALLS;
    }

    private static Duration cpu(long pid) {
        return ProcessHandle.of(pid).orElseThrow().info().totalCpuDuration().orElseThrow();
    }
}
