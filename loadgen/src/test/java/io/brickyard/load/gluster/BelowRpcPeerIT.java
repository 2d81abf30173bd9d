package io.brickyard.load.gluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

import io.brickyard.peers.BrickGraph;
import io.brickyard.peers.IoStatsOptions;
import io.brickyard.peers.Peer;
import io.brickyard.peers.Peers;
import io.brickyard.peers.StockBrick;
import io.brickyard.peers.TcpPorts;
import io.brickyard.peers.WorkDirectory;
import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.BrickTimes;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.CreateReply;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Read;
import io.brickyard.wire.fop.ReadReply;
import io.brickyard.wire.fop.Write;
import io.brickyard.wire.program.ClientIdentity;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Gfid;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Questions that stock bricks do not know. */
class BelowRpcPeerIT {
    private static final int IOS = 400;
    private static final int READ_WRITE = 2;
    private static final int CREATE = 0100;

    @Test
    void shouldChangeNothingWhenAStockBrickIsAsked() throws Exception {
        Peers.require(Peer.ROOT, Peer.GLUSTERFSD);
        try (WorkDirectory work = WorkDirectory.create("belowrpc")) {
            Path directory = Files.createDirectories(work.path().resolve("b"));
            BrickGraph graph = new BrickGraph("asked", directory, TcpPorts.free(), Set.of(), IoStatsOptions.measuring(),
                    "trusted.afr.asked");
            try (StockBrick brick = StockBrick.start(graph, work.path())) {
                askDirectly(graph);
                Path stats = work.path().resolve("stats");
                Runs.clean("ioengine=brick", "brick=127.0.0.1:" + graph.port() + ":" + graph.exported(), "port=1",
                        "filename=f", "size=1m", "rw=randrw", "iodepth=8", "verify=crc32c", "number_ios=" + IOS,
                        "stats_dir=" + stats, "below_rpc=1");
                Path file;
                try (Stream<Path> made = Files.list(stats)) {
                    file = made.filter(one -> one.toString().endsWith(".rpc")).findFirst().orElseThrow();
                }
                String dump = Files.readString(file);
                assertTrue(dump.contains("\"unanswered\""), dump);
                assertFalse(dump.contains("\"answered\""), dump);
                assertFalse(dump.contains("brick-storage"), () -> brick + dump);
            }
        }
    }

    /** As load does not, since the brick does not agree at SETVOLUME. */
    private static void askDirectly(BrickGraph graph) throws Exception {
        Dict request = SetVolume.request(graph.exported(), new ClientIdentity("127.0.0.1", "asking").next(), "asking")
                .putUint(BrickTimes.KEY, 1).build();
        try (BrickClient client = BrickClient.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), graph.port()), 10_000,
                request, RpcClientOptions.DEFAULT, ClientListener.NONE)) {
            assertFalse(BrickTimes.areIn(client.serverInfo()));
            Credential root = Credential.root(1);
            Dict wanted = Dict.builder().putGfid("gfid-req", Gfid.random()).build();
            CreateReply made = client.call(new Create(Gfid.ROOT, READ_WRITE | CREATE, 0100644, 0, "asked", wanted),
                    root, CreateReply.class);
            byte[] data = {1, 2, 3, 4, 5};
            FopReply written = client.call(BrickTimes.ask(new Write(made.stat().gfid(), made.fd(), 0, data.length, 0,
                    Dict.EMPTY, ByteBuffer.wrap(data))), root, PrePostReply.class);
            assertEquals(data.length, written.opRet());
            assertFalse(written.xdata().contains(BrickTimes.KEY), written::toString);
            ReadReply read = client.call(BrickTimes.ask(new Read(made.stat().gfid(), made.fd(), 0, 4096, 0,
                    Dict.EMPTY)), root, ReadReply.class);
            byte[] got = new byte[read.payload().remaining()];
            read.payload().get(got);
            assertArrayEquals(data, got);
            assertFalse(read.xdata().contains(BrickTimes.KEY), read::toString);
        }
    }
}
