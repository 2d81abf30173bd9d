package io.brickyard.brickd.program;

import java.net.InetAddress;
import java.util.List;

/**
 * The volume file that mounts and programs on gfapi get: the translators that glusterd puts on a client of such a volume,
 * in its order.
 */
final class ClientVolfile {
    private final VolumeMap volume;

    ClientVolfile(VolumeMap volume) {
        this.volume = volume;
    }

    /** The text for a client that came to this address. */
    String text(InetAddress here) {
        VolfileText out = new VolfileText(volume, here);
        List<String> sets = out.addBricks(List.of("send-gids true"), List.of());
        String below = out.add(volume.name() + "-dht", "cluster/distribute",
                List.of("lock-migration off", "force-migration off"), sets);
        below = layer(out, "utime", "features/utime", below, List.of("noatime on"));
        below = layer(out, "write-behind", "performance/write-behind", below, List.of());
        below = layer(out, "open-behind", "performance/open-behind", below, List.of());
        below = layer(out, "quick-read", "performance/quick-read", below, List.of());
        below = layer(out, "md-cache", "performance/md-cache", below, List.of());
        if (volume.replica() == 1) {
            // glusterd leaves it out above cluster/replicate, which it slows down.
            below = layer(out, "io-threads", "performance/io-threads", below, List.of());
        }
        out.add(volume.name(), "debug/io-stats", List.of("log-level INFO", "latency-measurement off",
                "count-fop-hits off", "global-threading off"), List.of(below));
        return out.toString();
    }

    private String layer(VolfileText out, String suffix, String type, String below, List<String> options) {
        return out.add(volume.name() + "-" + suffix, type, options, List.of(below));
    }
}
