package io.brickyard.heal.replica;

import java.util.List;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;

/** Which xattrs are the same on all replicas, and which a brick keeps for itself. */
public final class ReplicatedXattrs {
    /** The xattr with the times that all bricks agree in; set by a healer, it only moves them forward. */
    public static final String MDATA = "trusted.glusterfs.mdata";
    private static final List<String> NAMESPACES = List.of("user.", "trusted.", "security.", "system.");
    private static final List<String> OWN = List.of("trusted.afr.", "trusted.gfid", "trusted.glusterfs.volume-id",
            "trusted.glusterfs.quota.", "trusted.pgfid.", "security.selinux", "trusted.glusterfs.selinux");

    private ReplicatedXattrs() {
    }

    /** Whether a healer copies this one. */
    public static boolean isCopied(String key) {
        return NAMESPACES.stream().anyMatch(key::startsWith) && OWN.stream().noneMatch(key::startsWith);
    }

    /** Whether replicas that differ in it are to be healed. Times may differ: nothing ever makes them equal for good. */
    public static boolean mustAgree(String key) {
        return isCopied(key) && !key.equals(MDATA);
    }

    /** The pairs of a dict that a healer copies. */
    public static Dict copied(Dict all) {
        DictBuilder copied = Dict.builder();
        all.forEach((key, value) -> {
            if (isCopied(key)) {
                copied.put(key, value);
            }
        });
        return copied.build();
    }
}
