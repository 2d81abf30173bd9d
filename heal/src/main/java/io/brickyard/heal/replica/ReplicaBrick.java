package io.brickyard.heal.replica;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;

import io.brickyard.client.BrickAddress;
import io.brickyard.client.Links;
import io.brickyard.client.Reach;
import io.brickyard.client.RemoteBrick;
import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.program.ClientIdentity;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.type.Gfid;
import org.jspecify.annotations.Nullable;

/** A brick of a replica set with the connection to it, or why there is none. */
final class ReplicaBrick implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;

    private final @Nullable BrickClient client;
    private final String trouble;

    private ReplicaBrick(@Nullable BrickClient client, String trouble) {
        this.client = client;
        this.trouble = trouble;
    }

    /** Connects; a brick that cannot be reached is a brick that is down. */
    static ReplicaBrick connect(RemoteBrick brick, int managementPort, String processName, Links links,
            Optional<Gfid> volumeId) {
        try {
            BrickAddress address = brick.located(managementPort, links);
            String identity = new ClientIdentity(InetAddress.getLoopbackAddress().getHostName(), brick.name()).next();
            DictBuilder request = SetVolume.request(address.subvolume(), identity, processName).putAll(brick.login());
            // The same directory may have become a brick of another volume: it compares.
            volumeId.ifPresent(it -> request.putText(SetVolume.VOLUME_ID, it.toString()));
            Socket socket = links.connect(Reach.resolve(address.host(), address.port()), CONNECT_MILLIS, brick.tls());
            return new ReplicaBrick(
                    BrickClient.open(socket, request.build(), RpcClientOptions.DEFAULT, ClientListener.NONE),
                    "");
        } catch (IOException e) {
            IOException told = Reach.unreachable("brick " + brick.address(), e);
            return new ReplicaBrick(null, String.valueOf(told.getMessage()));
        }
    }

    /** The connection; null if it is down. */
    @Nullable
    BrickClient client() {
        return isUp() ? client : null;
    }

    boolean isUp() {
        return client != null && client.rpc().isOpen();
    }

    /** Why it is down, in one line; empty if it is not. */
    String trouble() {
        return isUp() || !trouble.isEmpty() ? trouble : "the connection was lost";
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }
}
