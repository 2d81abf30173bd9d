package io.brickyard.brickd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.program.Callback;
import io.brickyard.wire.program.InodelkContention;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.LkOwner;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

/** A client of a brick that hears what the brick asks of it. */
final class HearingClient implements ClientListener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final int USER = 4711;

    private final BlockingQueue<Callback> heard = new LinkedBlockingQueue<>();
    private final BrickClient client;

    HearingClient(int port, String subvolume, String identity) throws IOException {
        client = BrickClient.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000,
                SetVolume.request(subvolume, identity, "test").build(), RpcClientOptions.DEFAULT, this);
    }

    @Override
    public void onCallback(Callback callback) {
        heard.add(callback);
    }

    CompletableFuture<FopReply> send(long owner, FopRequest request) {
        return client.send(request, Credential.of(USER, 0, 0, new int[0], LkOwner.of(owner)));
    }

    /** The answer to a call in the name of an owner. */
    FopReply ask(long owner, FopRequest request) throws Exception {
        return send(owner, request).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** How a call in the name of an owner ended. */
    String call(long owner, FopRequest request) throws Exception {
        return outcome(send(owner, request));
    }

    /** How a call ended that was sent earlier. */
    static String outcome(CompletableFuture<FopReply> sent) throws Exception {
        FopReply reply = sent.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return reply.failed() ? "errno " + reply.opErrno() : "ok";
    }

    /** What the brick asks for next; waits for it. */
    String notice() throws InterruptedException {
        Callback next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(next, "no notice");
        return told(next);
    }

    /** What else the brick has asked for: all that it sent before it answers the call made here. */
    List<String> notices() throws Exception {
        ask(1, new Stat(Gfid.ROOT, Dict.NULL));
        List<Callback> all = new ArrayList<>();
        heard.drainTo(all);
        return all.stream().map(HearingClient::told).toList();
    }

    private static String told(Callback callback) {
        InodelkContention notice = assertInstanceOf(InodelkContention.class, callback);
        return notice.domain() + " " + notice.flock().start() + "+" + notice.flock().length() + " type "
                + notice.flock().type();
    }

    /** Goes before its time. */
    void leave() {
        client.close();
    }

    @Override
    public void close() {
        client.close();
    }
}
