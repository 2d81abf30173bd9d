package io.brickyard.load.gluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.brickyard.client.BrickAddress;
import io.brickyard.client.Management;
import io.brickyard.client.Reach;
import io.brickyard.load.engine.EngineSettings;
import io.brickyard.load.gluster.VolumeMap.Replica;
import io.brickyard.load.gluster.VolumeMap.Subvolume;
import io.brickyard.load.option.LoadOption;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.type.Gfid;
import org.jspecify.annotations.Nullable;

/**
 * A whole volume. A file is found by asking every subvolume: what distribute's hash says about its place would be right
 * only most of the time, and pointers to files elsewhere are known by their xattr. New files go where the hash says.
 */
final class VolumePlacement implements Placement {
    /** The xattr that makes a file distribute's pointer to another subvolume. */
    static final String LINKTO = "trusted.glusterfs.dht.linkto";
    private static final int MODE_BITS = 07777;
    private static final int STICKY = 01000;

    private final EngineSettings settings;
    private final ClientStacks stacks;
    private final String volume;
    private final List<ReplicaSet> sets = new ArrayList<>();
    private @Nullable VolumeMap known;

    VolumePlacement(EngineSettings settings, ClientStacks stacks) {
        this.settings = settings;
        this.stacks = stacks;
        this.volume = settings.job().text(LoadOption.VOLUME);
    }

    /** Whether a reply shows a pointer and no data. */
    static boolean isLinkTo(LookupReply reply) {
        return reply.xdata().contains(LINKTO) && (reply.stat().mode() & MODE_BITS) == STICKY;
    }

    private VolumeMap map() throws IOException {
        VolumeMap map = known;
        if (map == null) {
            String host = settings.job().text(LoadOption.BRICK);
            int port = settings.job().count(LoadOption.PORT);
            try (Management management = Management.connect(host, port)) {
                map = VolumeMap.of(management.volfile(volume));
            }
            known = map;
            connect(map, port);
        }
        return map;
    }

    private void connect(VolumeMap map, int managementPort) {
        List<ClientStack.Remote> remotes = new ArrayList<>();
        for (Replica replica : map.bricks()) {
            remotes.add(new ClientStack.Remote(replica.brick().name(), withPort(replica, managementPort)));
        }
        ClientStack stack = stacks.of(settings.job().text(LoadOption.STATS_DIR), volume, remotes);
        var choice = ReplicaChoice.of(settings.job().text(LoadOption.READ_REPLICA));
        int branch = 0;
        for (Subvolume subvolume : map.subvolumes()) {
            List<ReplicaSet.Member> members = new ArrayList<>();
            for (Replica replica : subvolume.replicas()) {
                members.add(member(replica, remotes.get(branch).address(), stack, branch));
                branch++;
            }
            sets.add(new ReplicaSet(subvolume.name(), members, choice));
        }
    }

    /** Asks for a brick's port; it stays 0 if nobody tells, or the brick is not running. */
    private static BrickAddress withPort(Replica replica, int managementPort) {
        try {
            return replica.brick().located(managementPort);
        } catch (IOException e) {
            return replica.brick().address();
        }
    }

    private ReplicaSet.Member member(Replica replica, BrickAddress address, ClientStack stack, int branch) {
        try {
            if (address.port() == 0) {
                throw new IOException("its management daemon gives no port: it is not running");
            }
            return new ReplicaSet.Member(replica,
                    BrickLink.connect(address, replica.brick().login(), stack, branch, settings), null);
        } catch (IOException e) {
            return new ReplicaSet.Member(replica, null, Reach.unreachable("brick " + address, e));
        }
    }

    @Override
    public Optional<Found> find(String path) throws IOException {
        Names names = Names.of(path);
        map();
        IOException unsure = null;
        Optional<Found> found = Optional.empty();
        for (ReplicaSet set : sets) {
            try {
                Optional<Found> here = set.find(names);
                if (here.isPresent() && found.isPresent()) {
                    throw new IOException("is on " + found.get().link().address() + " and on "
                            + here.get().link().address() + " as well; let GlusterFS put that right first");
                }
                found = here.isPresent() ? here : found;
            } catch (ReplicaSet.UnavailableException e) {
                unsure = e;
            }
        }
        if (found.isEmpty() && unsure != null) {
            throw unsure;
        }
        return found;
    }

    @Override
    public Vacant placeFor(String path) throws IOException {
        Names names = Names.of(path);
        map();
        int hash = DhtHash.of(names.last());
        Dict wishes = Dict.builder().putUint(DhtRange.KEY, 0).build();
        boolean missing = false;
        for (ReplicaSet set : sets) {
            BrickLink link = set.first();
            Optional<Gfid> parent = names.parent(link);
            if (parent.isEmpty()) {
                missing = true;
                continue;
            }
            DhtRange range = DhtRange.of(Names.directory(link, parent.get(), wishes).xdata());
            if (sets.size() == 1 || (range != null && range.holds(hash))) {
                return new Vacant(link, parent.get(), names.last());
            }
        }
        throw new IOException(missing ? "the directory does not exist; make it"
                : "distribute has given this name to no brick of volume " + volume
                        + "; write any file there through a mount first");
    }

    @Override
    public void checkWritable() throws IOException {
        VolumeMap map = map();
        String why = map.replicated() ? "is replicated, and load would write to one replica only"
                : map.sharded() ? "cuts files into shards, which load does not do"
                        : map.readOnly() ? "is read-only" : "";
        if (!why.isEmpty()) {
            throw new IOException("volume " + volume + " " + why + "; mount it and use --ioengine=file "
                    + "--directory=MOUNT");
        }
    }

    @Override
    public List<BrickLink> links() {
        return sets.stream().flatMap(set -> set.links().stream()).toList();
    }

    @Override
    public void close() {
        links().forEach(BrickLink::close);
    }
}
