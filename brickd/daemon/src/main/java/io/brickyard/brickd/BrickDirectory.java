package io.brickyard.brickd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.brickyard.brickd.glusterd.ManagedPlace;
import io.brickyard.posix.BrickException;
import io.brickyard.posix.BrickOptions;
import io.brickyard.posix.BrickRoot;
import io.brickyard.posix.KeySpace;
import io.brickyard.posix.LibcXattr;
import io.brickyard.posix.SysException;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.WireText;
import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.VolfileException;
import org.jspecify.annotations.Nullable;

/**
 * What has to be true of a brick directory before it is served, and how one is made.
 *
 * @param index of the brick in the volume, from 0
 * @param options to open it with
 * @param isNew whether it is yet to be made a brick
 */
record BrickDirectory(int index, BrickOptions options, boolean isNew) {
    private static final String VOLUME_ID = "trusted.glusterfs.volume-id";
    private static final String UNPRIVILEGED_VOLUME_ID = "user.brickyard." + VOLUME_ID;

    /**
     * Looks at the directories of all bricks here and changes nothing; they are of one volume.
     *
     * @param hostName what bricks shall say of where they are
     */
    static List<BrickDirectory> checkAll(BrickdOptions options, String hostName) throws BrickdException {
        if (options.init() && options.volumeId().isEmpty() && options.layout().hasPeers()) {
            throw new BrickdException("--init and --peer want --volume-id: bricks elsewhere carry the same id; uuidgen"
                    + " makes a new one");
        }
        List<BrickPlace> places = options.layout().bricks();
        Optional<Gfid> wanted = options.volumeId();
        List<BrickDirectory> all = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i) instanceof BrickPlace.Here here) {
                BrickDirectory one = check(options, wanted, i, here.directory());
                Gfid id = one.options().volumeId();
                all.add(one);
                wanted = Optional.of(id);
            }
        }
        return sharing(all, hostName);
    }

    /** Bricks on one file system share its room: each tells clients of its part, as with glusterd. */
    private static List<BrickDirectory> sharing(List<BrickDirectory> all, String hostName)
            throws BrickdException {
        Map<Object, Integer> bricks = new HashMap<>();
        List<BrickDirectory> shared = new ArrayList<>();
        try {
            for (BrickDirectory each : all) {
                bricks.merge(each.device(), 1, Integer::sum);
            }
            for (BrickDirectory each : all) {
                BrickOptions options = each.options;
                shared.add(new BrickDirectory(each.index,
                        options.withNode(hostName, Gfid.NONE).withSpace(options.reserve(),
                                bricks.getOrDefault(each.device(), 1)),
                        each.isNew));
            }
            return shared;
        } catch (IOException e) {
            throw new BrickdException("cannot tell which file system the bricks are on: " + e.getMessage(), e);
        }
    }

    private Object device() throws IOException {
        return Files.getAttribute(options.directory(), "unix:dev");
    }

    private static BrickDirectory check(BrickdOptions options, Optional<Gfid> wanted, int index, Path directory)
            throws BrickdException {
        if (!Files.isDirectory(directory)) {
            String way = Files.exists(directory) ? "is no directory"
                    : "does not exist; make it with mkdir " + directory;
            throw new BrickdException("brick " + directory + " " + way);
        }
        KeySpace space = options.unprivileged() ? KeySpace.UNPRIVILEGED : KeySpace.TRUSTED;
        requireKeySpace(directory, space);
        Gfid present = volumeId(directory, options.unprivileged());
        if (options.init() && present == null) {
            Gfid id = wanted.orElseGet(Gfid::random);
            return new BrickDirectory(index, BrickOptions.defaults(directory, id, space), true);
        }
        if (present == null) {
            throw new BrickdException("brick " + directory + " carries no volume-id, so it is no brick yet"
                    + " (or root must read it); make an empty directory one with --init");
        }
        if (options.init() && !isUnused(directory)) {
            throw new BrickdException("brick " + directory + " is in use by volume " + present
                    + " already; serve it without --init");
        }
        if (wanted.isPresent() && options.volumeId().isEmpty() && !wanted.get().equals(present)) {
            throw new BrickdException(
                    "brick " + directory + " belongs to volume " + present + ", not to " + wanted.get()
                            + " like the brick before it: all bricks are of one volume");
        }
        if (options.volumeId().isPresent() && !options.volumeId().get().equals(present)) {
            throw new BrickdException("brick " + directory + " belongs to volume " + present + ", not to "
                    + options.volumeId().get() + ": correct --volume-id or leave it out, or name that volume's brick");
        }
        return new BrickDirectory(index, BrickOptions.defaults(directory, present, space), false);
    }

    private static void requireKeySpace(Path directory, KeySpace space) throws BrickdException {
        try {
            BrickRoot.requireKeySpace(directory, space);
        } catch (BrickException e) {
            throw new BrickdException(String.valueOf(e.getMessage()), e);
        }
    }

    /** As glusterd wants it, where one manages the brick; else as it is. */
    BrickDirectory asManaged(BrickdOptions server, Optional<Volfile> named) throws VolfileException {
        if (server.managed().isEmpty() || named.isEmpty()) {
            return this;
        }
        ManagedPlace place = server.managed().get().place();
        return new BrickDirectory(index,
                PosixOptions.of(named.get(), options).withNode(place.hostname(), place.node()), isNew);
    }

    /** Makes it a brick of a volume with this layout if it is to be made one. */
    void makeIfNew(VolumeLayout layout) throws BrickException {
        if (isNew) {
            BrickRoot.init(options, HashRange.ofRoot(layout, index).map(it -> Map.of(HashRange.KEY, it.value()))
                    .orElse(Map.of()));
        }
    }

    /** Nothing but what a server puts there when it starts. */
    private static boolean isUnused(Path directory) throws BrickdException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .allMatch(name -> name.equals(".glusterfs") || name.equals("lost+found"));
        } catch (IOException e) {
            throw new BrickdException("brick " + directory + " cannot be listed: " + e.getMessage(), e);
        }
    }

    private static @Nullable Gfid volumeId(Path directory, boolean unprivileged) throws BrickdException {
        String key = unprivileged ? UNPRIVILEGED_VOLUME_ID : VOLUME_ID;
        byte[] value;
        try {
            value = LibcXattr.lget(WireText.encode(directory.toString()), key.getBytes(StandardCharsets.US_ASCII));
        } catch (SysException e) {
            throw new BrickdException("brick " + directory + ": its extended attributes cannot be read ("
                    + e.getMessage() + "); use a file system such as xfs or ext4", e);
        }
        return value == null || value.length != Gfid.BYTES ? null : Gfid.of(value);
    }
}
