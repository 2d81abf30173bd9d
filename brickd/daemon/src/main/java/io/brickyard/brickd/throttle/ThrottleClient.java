package io.brickyard.brickd.throttle;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.fop.Ipc;
import io.brickyard.wire.fop.StatusReply;
import io.brickyard.wire.program.ClientIdentity;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Errno;

/** Asks the throttle of one brick, over a connection of its own. */
public final class ThrottleClient implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BrickClient client;

    private ThrottleClient(BrickClient client) {
        this.client = client;
    }

    /**
     * Connects.
     *
     * @param managementPort of its host, which knows its port
     * @throws IOException saying in one line why not
     */
    public static ThrottleClient connect(VolumeBricks.Place brick, int managementPort) throws IOException {
        String tls = brick.options().getOrDefault("transport.socket.ssl-enabled", "off");
        if (!List.of("off", "no", "false", "disable", "0").contains(tls)) {
            throw new IOException("it speaks TLS only: use setfattr on a mount");
        }
        DictBuilder request = SetVolume.request(brick.subvolume(),
                new ClientIdentity(hostName(), "throttle").next(), "brickyard-throttle");
        for (String key : List.of(SetVolume.USERNAME, SetVolume.PASSWORD)) {
            String value = brick.options().get(key);
            if (value != null) {
                request.putText(key, value);
            }
        }
        return new ThrottleClient(BrickClient.connect(VolumeBricks.address(brick, managementPort), CONNECT_MILLIS,
                request.build(), RpcClientOptions.DEFAULT.withCallTimeout(PATIENCE), ClientListener.NONE));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /**
     * Adds a policy text to what is in force; an empty one changes nothing.
     *
     * @return what is in force now, as JSON
     * @throws IOException with the brick's reason if it refuses
     */
    public String ask(String text) throws IOException {
        Dict xdata = Dict.builder().putText(ThrottleRequests.KEY, text.isEmpty() ? " " : text).build();
        StatusReply reply = client.call(new Ipc(ThrottleRequests.IPC_OP, xdata),
                Credential.root((int) ProcessHandle.current().pid()), StatusReply.class);
        String view = reply.xdata().getText(ThrottleRequests.KEY);
        if (reply.opRet() >= 0 && view != null) {
            return view;
        }
        String why = reply.xdata().getText(ThrottleRequests.ERROR_KEY);
        if (why == null && reply.opErrno() != Errno.EPERM.code()) {
            throw new IOException("it has no throttle: it is not a brickd (" + Errno.describe(reply.opErrno()) + ")");
        }
        throw new IOException(Errno.describe(reply.opErrno()) + (why == null ? "" : ": " + why));
    }

    @Override
    public void close() {
        client.close();
    }
}
