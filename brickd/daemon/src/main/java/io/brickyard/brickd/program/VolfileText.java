package io.brickyard.brickd.program;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a volume file as it grows from the bricks up. What all kinds of clients have at the bottom is made here: a
 * protocol/client for each brick and, in a volume that replicates, a cluster/replicate above each set.
 *
 * <p>A brick of this process is named by the address that the client came to, which it can evidently reach, and every brick
 * by port, so that clients need not ask for it.
 */
final class VolfileText {
    private final VolumeMap volume;
    private final InetAddress here;
    private final StringBuilder text = new StringBuilder();

    /** For a client of this volume that came to this address. */
    VolfileText(VolumeMap volume, InetAddress here) {
        this.volume = volume;
        this.here = here;
    }

    /**
     * Adds the bricks and their sets.
     *
     * @param clientOptions of each protocol/client beside those that say where the brick is
     * @param replicateOptions of each cluster/replicate beside those that say what it consists of
     * @return the names of the sets, or of the bricks where nothing replicates
     */
    List<String> addBricks(List<String> clientOptions, List<String> replicateOptions) {
        List<String> clients = new ArrayList<>();
        for (VolumeBrick brick : volume.bricks()) {
            clients.add(addClient(volume.name() + "-client-" + clients.size(), brick, clientOptions));
        }
        if (volume.replica() == 1) {
            return clients;
        }
        List<String> sets = new ArrayList<>();
        for (int first = 0; first < clients.size(); first += volume.replica()) {
            sets.add(addSet(volume.name() + "-replicate-" + sets.size(),
                    clients.subList(first, first + volume.replica()), replicateOptions));
        }
        return sets;
    }

    private String addClient(String name, VolumeBrick brick, List<String> more) {
        List<String> options = new ArrayList<>(List.of("ping-timeout 42",
                // A link-local address keeps its zone, which is that of this host; clients elsewhere name their own.
                "remote-host " + brick.host().orElseGet(here::getHostAddress), "remote-port " + brick.port(),
                "remote-subvolume " + brick.path(), "transport-type socket",
                "transport.address-family " + (here instanceof Inet6Address ? "inet6" : "inet"),
                "transport.socket.ssl-enabled " + (volume.tls() ? "on" : "off"), "transport.tcp-user-timeout 0",
                "transport.socket.keepalive-time 20", "transport.socket.keepalive-interval 2",
                "transport.socket.keepalive-count 9", "strict-locks off"));
        options.addAll(more);
        return add(name, "protocol/client", options, List.of());
    }

    private String addSet(String name, List<String> clients, List<String> more) {
        List<String> options = new ArrayList<>();
        options.add("afr-pending-xattr " + String.join(",", clients));
        options.add("volume-id " + volume.id());
        if (volume.arbiters() > 0) {
            options.add("arbiter-count " + volume.arbiters());
        }
        options.add("granular-entry-heal on");
        options.add("use-compound-fops off");
        options.add("use-anonymous-inode yes");
        options.addAll(more);
        return add(name, "cluster/replicate", options, clients);
    }

    /** Adds one translator and gives its name. */
    String add(String name, String type, List<String> options, List<String> below) {
        text.append("volume ").append(name).append("\n    type ").append(type).append('\n');
        options.forEach(option -> text.append("    option ").append(option).append('\n'));
        if (!below.isEmpty()) {
            text.append("    subvolumes ").append(String.join(" ", below)).append('\n');
        }
        text.append("end-volume\n\n");
        return name;
    }

    /** What was added. */
    @Override
    public String toString() {
        return text.toString();
    }
}
