package io.brickyard.brickd.throttle;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.brickyard.wire.client.BrickClient;
import io.brickyard.wire.client.ClientListener;
import io.brickyard.wire.client.RpcClient;
import io.brickyard.wire.client.RpcClientOptions;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.program.GetSpecReply;
import io.brickyard.wire.program.GetSpecRequest;
import io.brickyard.wire.program.HandshakeProgram;
import io.brickyard.wire.program.PortByBrickReply;
import io.brickyard.wire.program.PortByBrickRequest;
import io.brickyard.wire.program.PortmapProgram;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;
import io.brickyard.xlator.Volume;

/** Finds the bricks of a volume as its clients do: by the volume file that a management port gives out. */
public final class VolumeBricks {
    private static final int CONNECT_MILLIS = 5_000;
    private static final Dict VERSIONS = Dict.builder().putText("min-op-version", "1")
            .putText("max-op-version", "100000").build();

    private VolumeBricks() {
    }

    /**
     * A brick of a volume.
     *
     * @param host where it is
     * @param port 0 if the management port there has to be asked
     * @param subvolume by what name clients ask for it
     * @param options of the translator that connects clients to it
     */
    public record Place(String host, int port, String subvolume, Map<String, String> options) {
        /** By which people know it. */
        public String name() {
            return host + ":" + subvolume;
        }
    }

    /**
     * The bricks of a volume in the order of its volume file.
     *
     * @throws IOException saying in one line what is wrong
     */
    public static List<Place> find(InetSocketAddress management, String volume) throws IOException {
        Volfile volfile = volfile(management, volume);
        List<Place> places = new ArrayList<>();
        for (Volume each : volfile.volumes()) {
            if (each.type().equals(Volume.PROTOCOL_CLIENT)) {
                Map<String, String> options = each.options();
                String port = options.getOrDefault("remote-port", "0");
                places.add(new Place(options.getOrDefault("remote-host", management.getHostString()),
                        port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0,
                        options.getOrDefault("remote-subvolume", ""), options));
            }
        }
        if (places.isEmpty()) {
            throw new IOException("volume '" + volume + "' has no bricks");
        }
        return places;
    }

    private static Volfile volfile(InetSocketAddress management, String volume) throws IOException {
        try (RpcClient rpc = connect(management)) {
            GetSpecReply reply = BrickClient.await(rpc.call(HandshakeProgram.GETSPEC,
                    new GetSpecRequest(1, volume, VERSIONS), Credential.opening()));
            if (reply.opRet() < 0 || reply.spec().isEmpty()) {
                throw new IOException(management.getHostString() + ":" + management.getPort() + " has no volume '"
                        + volume + "'");
            }
            return Volfile.parse(reply.spec());
        } catch (VolfileException e) {
            throw new IOException("the volume file of '" + volume + "': " + e.getMessage(), e);
        }
    }

    /** Where a brick listens; its host's management port is asked if the volume file does not say. */
    static InetSocketAddress address(Place brick, int managementPort) throws IOException {
        InetAddress host = InetAddress.getByName(brick.host());
        if (brick.port() > 0) {
            return new InetSocketAddress(host, brick.port());
        }
        try (RpcClient rpc = connect(new InetSocketAddress(host, managementPort))) {
            PortByBrickReply reply = BrickClient.await(rpc.call(PortmapProgram.PORTBYBRICK,
                    new PortByBrickRequest(brick.subvolume()), Credential.opening()));
            if (reply.opRet() < 0 || reply.port() <= 0) {
                throw new IOException("it is not running");
            }
            return new InetSocketAddress(host, reply.port());
        }
    }

    private static RpcClient connect(InetSocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(address, CONNECT_MILLIS);
            return RpcClient.open(channel.socket(), RpcClientOptions.DEFAULT, ClientListener.NONE);
        } catch (IOException e) {
            channel.close();
            throw new IOException("cannot reach the management port at " + address.getHostString() + ":"
                    + address.getPort() + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
