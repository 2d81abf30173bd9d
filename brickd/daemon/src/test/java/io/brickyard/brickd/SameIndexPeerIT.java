package io.brickyard.brickd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Xattrop;
import io.brickyard.wire.fop.XattropOp;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Gfid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** The heal index of glusterfsd and of this server with the same volfile, whose lists name other keys than the volume. */
class SameIndexPeerIT {
    /** One file for each: two watched as pending, one as dirty, two by no list. */
    private static final List<String> KEYS = List.of("trusted.afr.other-client-0", "trusted.afr.third-client-1",
            "trusted.afr.dirty", "trusted.afr.demo-client-0", "trusted.afr.oth");

    private WorkDirectory work;

    @BeforeEach
    void prepare() {
        Peers.require(Peer.ROOT, Peer.GLUSTERFSD, Peer.SETFATTR);
        work = WorkDirectory.create("same-index");
    }

    @AfterEach
    void tidy() {
        work.close();
    }

    private BrickGraph graph(String name) throws IOException {
        return new BrickGraph(name, Files.createDirectory(work.path().resolve(name)), TcpPorts.free(), Set.of(),
                IoStatsOptions.measuring(), "trusted.afr.other-,trusted.afr.third-");
    }

    @Test
    void shouldWatchWhatTheVolfileSaysAsGlusterfsdDoes() throws Exception {
        BrickGraph stock = graph("stock");
        List<String> fromStock;
        try (StockBrick brick = StockBrick.start(stock, work.path())) {
            fromStock = session(stock.port(), brick.graph().exported(), stock.directory());
        }
        assertEquals(3, fromStock.size(), fromStock::toString);

        BrickGraph own = graph("own");
        Path volfile = work.path().resolve("own.vol");
        own.volfile(Optional.empty()).writeTo(volfile);
        BrickdOptions good = TestServer.options(TestServer.Setup.of(own.directory()));
        BrickdOptions options = new BrickdOptions(VolumeLayout.single(own.directory()), good.volume(), good.volumeId(),
                good.init(), false,
                false, good.listen(), good.management(), good.addresses(), good.logins(), good.tls(),
                Optional.of(volfile), 4, StatsOptions.NONE, Optional.empty());
        try (Brickd server = Brickd.start(options, line -> {})) {
            assertEquals(fromStock, session(server.port(), server.volume().subvolume(), own.directory()));
        }
    }

    private static List<String> session(int port, String subvolume, Path brick) throws IOException {
        try (BrickClient client = BrickClient.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000,
                SetVolume.request(subvolume, "identity", "test").build(), RpcClientOptions.DEFAULT,
                ClientListener.NONE)) {
            for (int i = 0; i < KEYS.size(); i++) {
                Gfid gfid = new Gfid(0x0123456789ab4000L, 0x8000000000000002L + i);
                call(client, new Create(Gfid.ROOT, 0102, 0100644, 0, "f" + i,
                        Dict.builder().putGfid("gfid-req", gfid).build()));
                call(client, new Xattrop(gfid, XattropOp.ADD_ARRAY, Dict.builder()
                        .putRaw(KEYS.get(i), new byte[]{0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0}).build(), Dict.NULL));
            }
        }
        List<String> names = new ArrayList<>();
        for (String index : List.of("xattrop", "dirty")) {
            try (Stream<Path> links = Files.list(brick.resolve(".glusterfs/indices").resolve(index))) {
                links.map(link -> index + " " + link.getFileName()).filter(name -> !name.contains(index + " " + index))
                        .sorted().forEach(names::add);
            }
        }
        return names;
    }

    private static void call(BrickClient client, FopRequest request) throws IOException {
        assertFalse(client.call(request, Credential.root(4711), FopReply.class).failed(), request::toString);
    }
}
