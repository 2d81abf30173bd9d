package io.brickyard.brickd.program;

import java.net.InetAddress;
import java.util.List;

/** The volume file that a self-heal daemon gets, as glusterd's {@code shd/VOLUME}: all sets side by side. */
final class SelfHealVolfile {
    private final VolumeMap volume;

    SelfHealVolfile(VolumeMap volume) {
        this.volume = volume;
    }

    /** The text for a daemon that came to this address. */
    String text(InetAddress here) {
        VolfileText out = new VolfileText(volume, here);
        List<String> sets = out.addBricks(List.of(),
                List.of("background-self-heal-count 0", "metadata-self-heal on", "data-self-heal on",
                        "entry-self-heal on", "self-heal-daemon enable", "iam-self-heal-daemon yes"));
        out.add(volume.name(), "debug/io-stats", List.of("log-level INFO"), sets);
        return out.toString();
    }
}
