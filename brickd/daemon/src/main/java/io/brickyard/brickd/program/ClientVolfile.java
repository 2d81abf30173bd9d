package io.brickyard.brickd.program;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * The volume file that clients of a single brick get: the translators that glusterd puts on a client of a volume of one
 * brick, in its order. The brick is named by the address that the client came to, which it can evidently reach, and by
 * port, so that it need not ask.
 */
public final class ClientVolfile {
    private final ServedVolume volume;
    private final int brickPort;
    private final boolean tls;

    /** For a volume whose brick listens on this port, there in TLS or not. */
    public ClientVolfile(ServedVolume volume, int brickPort, boolean tls) {
        this.volume = volume;
        this.brickPort = brickPort;
        this.tls = tls;
    }

    /** The text for a client that came to this address. */
    public String text(InetAddress here) {
        StringBuilder out = new StringBuilder();
        String below = client(out, here);
        below = layer(out, "dht", "cluster/distribute", below, List.of("lock-migration off", "force-migration off"));
        below = layer(out, "utime", "features/utime", below, List.of("noatime on"));
        below = layer(out, "write-behind", "performance/write-behind", below, List.of());
        below = layer(out, "open-behind", "performance/open-behind", below, List.of());
        below = layer(out, "quick-read", "performance/quick-read", below, List.of());
        below = layer(out, "md-cache", "performance/md-cache", below, List.of());
        below = layer(out, "io-threads", "performance/io-threads", below, List.of());
        translator(out, volume.name(), "debug/io-stats", List.of("log-level INFO", "latency-measurement off",
                "count-fop-hits off", "global-threading off"), below);
        return out.toString();
    }

    private String client(StringBuilder out, InetAddress here) {
        String name = volume.name() + "-client-0";
        boolean six = here instanceof Inet6Address;
        translator(out, name, "protocol/client", List.of("ping-timeout 42", "remote-host " + host(here),
                "remote-port " + brickPort, "remote-subvolume " + volume.subvolume(), "transport-type socket",
                "transport.address-family " + (six ? "inet6" : "inet"),
                "transport.socket.ssl-enabled " + (tls ? "on" : "off"),
                "transport.tcp-user-timeout 0", "transport.socket.keepalive-time 20",
                "transport.socket.keepalive-interval 2", "transport.socket.keepalive-count 9", "strict-locks off",
                "send-gids true"), "");
        return name;
    }

    /** A link-local address keeps its zone, which is that of this host; clients elsewhere name their own. */
    private static String host(InetAddress here) {
        return here.getHostAddress();
    }

    private String layer(StringBuilder out, String suffix, String type, String below, List<String> options) {
        String name = volume.name() + "-" + suffix;
        translator(out, name, type, options, below);
        return name;
    }

    private static void translator(StringBuilder out, String name, String type, List<String> options, String below) {
        out.append("volume ").append(name).append("\n    type ").append(type).append('\n');
        options.forEach(option -> out.append("    option ").append(option).append('\n'));
        if (!below.isEmpty()) {
            out.append("    subvolumes ").append(below).append('\n');
        }
        out.append("end-volume\n\n");
    }
}
