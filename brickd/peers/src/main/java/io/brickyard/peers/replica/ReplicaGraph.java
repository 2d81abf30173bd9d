package io.brickyard.peers.replica;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.brickyard.peers.ClientGraph;
import io.brickyard.peers.TcpPorts;
import io.brickyard.peers.Volfile;

/**
 * Volume files for the clients of one replica set, with the options that glusterd 10 gives them.
 *
 * @param volume name of the volume
 * @param id of the volume
 * @param bricks of the set, in their order
 * @param arbiters how many of them, the last ones, hold no data
 */
public record ReplicaGraph(String volume, String id, List<ClientGraph.Remote> bricks, int arbiters) {

    /** Of a mount. */
    public Volfile client() {
        return client(Map.of());
    }

    /** Of a mount that changes whatever brick it reaches. */
    public Volfile clientWithoutQuorum() {
        return client(Map.of("quorum-type", "none"));
    }

    /** The same for some of the bricks: the others cannot be reached. */
    public ReplicaGraph reaching(List<Integer> places) {
        List<ClientGraph.Remote> some = new ArrayList<>();
        for (ClientGraph.Remote brick : bricks) {
            some.add(places.contains(some.size()) ? brick
                    : new ClientGraph.Remote(brick.name(), TcpPorts.free(), brick.subvolume()));
        }
        return new ReplicaGraph(volume, id, some, arbiters);
    }

    private Volfile client(Map<String, String> more) {
        Volfile volfile = replicate(more);
        volfile.above(volume + "-dht", "cluster/distribute", Map.of("lock-migration", "off"));
        volfile.above(volume + "-utime", "features/utime", Map.of("noatime", "on"));
        volfile.above(volume + "-write-behind", "performance/write-behind", Map.of());
        volfile.above(volume + "-open-behind", "performance/open-behind", Map.of());
        volfile.above(volume + "-quick-read", "performance/quick-read", Map.of());
        volfile.above(volume + "-md-cache", "performance/md-cache", Map.of());
        return volfile.above(volume, "debug/io-stats", Map.of());
    }

    /**
     * Of a mount whose FOPs follow from what is done with it alone: no cache, no lock that outlasts its FOP, all reads from
     * the first brick.
     */
    public Volfile predictableClient() {
        Volfile volfile = replicate(Map.of("eager-lock", "off", "ensure-durability", "off", "choose-local", "off",
                "read-hash-mode", "0"));
        volfile.above(volume + "-utime", "features/utime", Map.of("noatime", "on"));
        return volfile.above(volume, "debug/io-stats", Map.of());
    }

    /** Of a self-heal daemon, which looks for work every five seconds. */
    public Volfile selfHeal() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("iam-self-heal-daemon", "yes");
        options.put("self-heal-daemon", "enable");
        options.put("entry-self-heal", "on");
        options.put("data-self-heal", "on");
        options.put("metadata-self-heal", "on");
        options.put("background-self-heal-count", "0");
        options.put("heal-timeout", "5");
        return replicate(options).above(volume, "debug/io-stats", Map.of());
    }

    private Volfile replicate(Map<String, String> more) {
        Volfile volfile = new Volfile();
        List<String> clients = new ArrayList<>();
        for (ClientGraph.Remote brick : bricks) {
            String name = volume + "-client-" + clients.size();
            Map<String, String> options = new LinkedHashMap<>();
            options.put("transport-type", "tcp");
            options.put("transport.address-family", "inet");
            options.put("remote-host", "127.0.0.1");
            options.put("remote-port", Integer.toString(brick.port()));
            options.put("remote-subvolume", brick.subvolume());
            volfile.volume(name, "protocol/client", options, List.of());
            clients.add(name);
        }
        Map<String, String> options = new LinkedHashMap<>();
        options.put("afr-pending-xattr", String.join(",", clients));
        options.put("volume-id", id);
        options.put("granular-entry-heal", "on");
        options.put("use-anonymous-inode", "yes");
        if (arbiters > 0) {
            options.put("arbiter-count", Integer.toString(arbiters));
        }
        options.putAll(more);
        return volfile.volume(volume + "-replicate-0", "cluster/replicate", options, clients);
    }
}
