package io.brickyard.xlator.graph;

import java.util.List;
import java.util.Optional;

import io.brickyard.xlator.VolfileException;
import io.brickyard.xlator.Volume;
import io.brickyard.xlator.VolumeOptions;

/**
 * A type of GlusterFS's brick and client graphs that brickyard does not build and that can be left out: its calls pass to
 * the translator below. Some may be left out only while a switch of theirs is off.
 *
 * @param type as volfiles name it
 * @param switches options that must be off, none if it can always be left out; GlusterFS has them off by default
 * @param lost what is missing without it
 */
record SkippedType(String type, List<String> switches, String lost) {
    private static final List<SkippedType> ALL = List.of(
            always("debug/trace", "calls are not logged"),
            always("features/access-control", "permissions are left to storage/posix"),
            always("features/selinux", "security.selinux is stored under its own name"),
            new SkippedType("features/barrier", List.of("barrier"), "no barrier for snapshots"),
            new SkippedType("features/bitrot-stub", List.of("bitrot"), "files are not signed"),
            new SkippedType("features/changelog", List.of("changelog"), "no changelog for geo-replication"),
            new SkippedType("features/leases", List.of("leases"), "no leases are granted"),
            new SkippedType("features/marker", List.of("xtime", "quota", "inode-quota"),
                    "no accounting for quotas and geo-replication"),
            new SkippedType("features/quota", List.of("server-quota"), "no quotas"),
            new SkippedType("features/read-only", List.of("read-only"), "writes are not refused"),
            new SkippedType("features/trash", List.of("trash"), "deleted files are gone"),
            new SkippedType("features/upcall", List.of("cache-invalidation"), "clients hear of no changes by others"),
            new SkippedType("features/worm", List.of("worm", "worm-file-level"), "files can be changed again"));

    private static SkippedType always(String type, String lost) {
        return new SkippedType(type, List.of(), lost);
    }

    static Optional<SkippedType> of(String type) {
        return ALL.stream().filter(skipped -> skipped.type.equals(type)).findFirst();
    }

    /**
     * Checks that {@code volume} can be left out.
     *
     * @return what to tell the user
     * @throws VolfileException if a switch is on
     */
    String skip(Volume volume) throws VolfileException {
        VolumeOptions options = new VolumeOptions(volume);
        for (String name : switches) {
            if (options.flag(name, false)) {
                throw new VolfileException(volume.line(), "volume '" + volume.name() + "': option " + name
                        + " is on, and brickyard has no " + type + " (" + lost + "); turn the option off");
            }
        }
        return "line " + volume.line() + ": volume '" + volume.name() + "' of type " + type + " is left out: " + lost;
    }
}
