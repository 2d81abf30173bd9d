package io.brickyard.posix.index;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.posix.SysException;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import org.jspecify.annotations.Nullable;

/**
 * A directory that exists on the wire only: one of the three sets, or the changed names of one directory.
 *
 * @param gfid random, of this run
 * @param set what it shows
 * @param subset for the changed names of one directory: that directory's gfid as text
 * @param holdsDirectories whether its entries are directories
 * @param showsBases whether names of base files are listed, as stock does for entry-changes
 */
record VirtualDirectory(Gfid gfid, LinkSet set, @Nullable String subset, boolean holdsDirectories, boolean showsBases) {
    private static final int MODE = 0040600;
    /** Which attributes it claims to have, as features/index does. */
    private static final int FLAGS = 0x6FF;

    Iatt iatt() {
        return Iatt.builder().gfid(gfid).ino(-1).mode(MODE).nlink(2).flags(FLAGS).build();
    }

    /** What READDIR lists. */
    List<String> names() throws SysException {
        List<String> names = new ArrayList<>(List.of(".", ".."));
        if (subset != null) {
            names.addAll(set.allNames(subset));
        } else {
            names.addAll(showsBases ? set.allNames() : set.names());
        }
        return names;
    }
}
