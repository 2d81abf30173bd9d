package io.brickyard.xlator;

import java.util.Map;
import java.util.Set;

/** Writes a graph in the volfile grammar. */
public final class VolfileText {
    private VolfileText() {
    }

    /**
     * The text of {@code volfile}, bottom first.
     *
     * @param keys which options are written, and no others: volfiles hold passwords
     */
    public static String of(Volfile volfile, Set<String> keys) {
        StringBuilder out = new StringBuilder();
        for (Volume volume : volfile.volumes()) {
            out.append("volume ").append(quoted(volume.name())).append("\n    type ").append(quoted(volume.type()))
                    .append('\n');
            for (Map.Entry<String, String> option : volume.options().entrySet()) {
                if (keys.contains(option.getKey())) {
                    out.append("    option ").append(option.getKey()).append(' ').append(quoted(option.getValue()))
                            .append('\n');
                }
            }
            if (!volume.subvolumes().isEmpty()) {
                out.append("    subvolumes");
                volume.subvolumes().forEach(below -> out.append(' ').append(quoted(below)));
                out.append('\n');
            }
            out.append("end-volume\n\n");
        }
        return out.toString();
    }

    private static String quoted(String word) {
        // The grammar knows no way to write these two.
        String safe = word.replaceAll("[\"`]", "_");
        return safe.matches("[^\\s#]+") ? safe : '"' + safe + '"';
    }
}
