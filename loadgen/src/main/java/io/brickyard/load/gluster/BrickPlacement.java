package io.brickyard.load.gluster;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import io.brickyard.client.BrickAddress;
import io.brickyard.client.Management;
import io.brickyard.client.Reach;
import io.brickyard.load.engine.EngineSettings;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.option.OptionException;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.type.Gfid;
import org.jspecify.annotations.Nullable;

/** One brick directly, whatever volume it belongs to. */
final class BrickPlacement implements Placement {
    private final EngineSettings settings;
    private final ClientStacks stacks;
    private final BrickAddress named;
    private @Nullable BrickLink connected;

    BrickPlacement(EngineSettings settings, ClientStacks stacks) {
        this.settings = settings;
        this.stacks = stacks;
        this.named = address(settings.job().text(LoadOption.BRICK));
    }

    private static BrickAddress address(String text) {
        try {
            return BrickAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new OptionException("brick: " + e.getMessage());
        }
    }

    private BrickLink link() throws IOException {
        BrickLink link = connected;
        if (link == null) {
            BrickAddress address = named.port() == 0 ? withPort() : named;
            String target = "brick-" + address.host() + "-" + address.port();
            ClientStack stack = stacks.of(settings.job().text(LoadOption.STATS_DIR), target,
                    List.of(new ClientStack.Remote(target + "-client-0", address)));
            try {
                link = BrickLink.connect(address, Dict.EMPTY, stack, 0, settings);
            } catch (IOException e) {
                throw Reach.unreachable("brick " + address, e);
            }
            connected = link;
        }
        return link;
    }

    private BrickAddress withPort() throws IOException {
        try (Management management = Management.connect(named.host(), settings.job().count(LoadOption.PORT))) {
            int port = management.portOf(named.subvolume());
            if (port == 0) {
                throw new IOException("the management daemon of " + named.host() + " knows no running brick "
                        + named.subvolume() + "; name its port: HOST:PORT/PATH");
            }
            return named.at(port);
        }
    }

    @Override
    public Optional<Found> find(String path) throws IOException {
        Names names = Names.of(path);
        BrickLink link = link();
        Optional<Gfid> parent = names.parent(link);
        if (parent.isEmpty()) {
            return Optional.empty();
        }
        Dict wishes = Placement.wishes().putUint(VolumePlacement.LINKTO, 0).build();
        Optional<LookupReply> reply = Names.lookup(link, parent.get(), names.last(), wishes);
        if (reply.isEmpty()) {
            return Optional.empty();
        }
        if (VolumePlacement.isLinkTo(reply.get())) {
            throw new IOException("on this brick is only distribute's pointer to the file; use --ioengine=gluster");
        }
        return Optional.of(Placement.usable(link, parent.get(), names.last(), reply.get()));
    }

    @Override
    public Vacant placeFor(String path) throws IOException {
        Names names = Names.of(path);
        Gfid parent = names.parent(link())
                .orElseThrow(() -> new IOException("the directory does not exist; make it"));
        return new Vacant(link(), parent, names.last());
    }

    @Override
    public void checkWritable() throws IOException {
        if (!settings.job().yes(LoadOption.ALLOW_DIVERGENCE)) {
            new DivergenceGuard(settings.job()).check(link());
        }
    }

    @Override
    public List<BrickLink> links() {
        return connected == null ? List.of() : List.of(connected);
    }

    @Override
    public void close() {
        if (connected != null) {
            connected.close();
        }
    }
}
