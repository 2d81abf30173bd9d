package io.brickyard.client;

import java.io.IOException;
import java.util.List;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.xlator.Volume;

/**
 * A brick as a client's volume file names it.
 *
 * @param name of its protocol/client
 * @param address with port 0 if it is to be asked for
 * @param login user name and password, if any
 * @param tls whether it wants TLS
 */
public record RemoteBrick(String name, BrickAddress address, Dict login, boolean tls) {
    private static final int MOST_PORT = 65_535;
    private static final List<String> OFF = List.of("off", "no", "false", "disable", "0");

    /**
     * Reads a translator of type protocol/client.
     *
     * @throws IOException names what it lacks
     */
    public static RemoteBrick of(Volume client) throws IOException {
        String host = client.options().get("remote-host");
        String subvolume = client.options().get("remote-subvolume");
        if (host == null || subvolume == null) {
            throw new IOException("translator " + client.name() + " lacks its remote-host or remote-subvolume");
        }
        DictBuilder login = Dict.builder();
        for (String key : List.of(SetVolume.USERNAME, SetVolume.PASSWORD)) {
            String value = client.options().get(key);
            if (value != null) {
                login.putText(key, value);
            }
        }
        boolean tls = !OFF.contains(client.options().getOrDefault("transport.socket.ssl-enabled", "off"));
        return new RemoteBrick(client.name(), new BrickAddress(host, port(client), subvolume), login.build(), tls);
    }

    private static int port(Volume client) throws IOException {
        String text = client.options().getOrDefault("remote-port", "0");
        // Five digits fit into an int.
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > MOST_PORT) {
            throw new IOException("translator " + client.name() + ": remote-port '" + text + "' is no port");
        }
        return Integer.parseInt(text);
    }

    /**
     * The address with its port, asked of the management daemon of the brick's host where the volume file lacks it.
     *
     * @throws IOException if nobody tells
     */
    public BrickAddress located(int managementPort) throws IOException {
        return address.port() != 0 ? address : askedOf(Management.connect(address.host(), managementPort));
    }

    /** The same, where the daemon is reached by other means than plain TCP. */
    public BrickAddress located(int managementPort, Links links) throws IOException {
        return address.port() != 0 ? address : askedOf(Management.connect(address.host(), managementPort, links));
    }

    private BrickAddress askedOf(Management daemon) throws IOException {
        try (daemon) {
            int port = daemon.portOf(address.subvolume());
            if (port == 0) {
                throw new IOException("its management daemon gives no port: it is not running");
            }
            return address.at(port);
        }
    }
}
