package io.brickyard.brickd.graph;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.Volume;

/**
 * Which changelogs the heal index watches: options {@code xattrop-pending-watchlist} and {@code xattrop-dirty-watchlist}
 * of features/index, beginnings of keys with commas between, as glusterd writes them. An option that is not there means
 * what replicate clients of the volume write: a brick that watches nothing never heals.
 *
 * @param pending keys that blame other bricks
 * @param dirty keys that say a transaction is running
 */
record WatchLists(List<String> pending, List<String> dirty) {
    private static final String INDEX = "features/index";

    static WatchLists of(Volfile volfile, String volumeName) {
        Optional<Volume> index = volfile.volumes().stream().filter(volume -> volume.type().equals(INDEX)).findFirst();
        return new WatchLists(list(index, "xattrop-pending-watchlist", "trusted.afr." + volumeName + "-"),
                list(index, "xattrop-dirty-watchlist", "trusted.afr.dirty"));
    }

    private static List<String> list(Optional<Volume> index, String key, String otherwise) {
        String text = index.map(volume -> volume.options().get(key)).orElse(otherwise);
        return Stream.of(text.split(",", -1)).map(String::strip).filter(prefix -> !prefix.isEmpty()).toList();
    }
}
