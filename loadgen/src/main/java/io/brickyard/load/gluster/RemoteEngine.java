package io.brickyard.load.gluster;

import java.io.IOException;
import java.util.Optional;

import io.brickyard.load.engine.Engine;
import io.brickyard.load.engine.EngineFile;
import io.brickyard.load.engine.EngineLostException;
import io.brickyard.load.engine.EngineSettings;
import io.brickyard.load.engine.FileState;
import io.brickyard.load.engine.IoUnit;
import io.brickyard.load.gluster.Placement.Found;
import io.brickyard.load.gluster.Placement.Vacant;
import io.brickyard.load.option.LoadOption;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Create;
import io.brickyard.wire.fop.CreateReply;
import io.brickyard.wire.fop.FdReply;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Open;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Setxattr;
import io.brickyard.wire.fop.StatusReply;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.type.WireFd;
import org.jspecify.annotations.Nullable;

/**
 * Bricks over the network without any GlusterFS on this machine. Each job has a connection of its own to each brick; the
 * thread of that connection takes the replies and starts what comes next, so that replies that come together cost one
 * system call for their successors too.
 */
public final class RemoteEngine implements Engine {
    private static final int READ_ONLY = 0;
    private static final int READ_WRITE = 2;
    private static final int CREATE = 0100;
    private static final int O_DIRECT = 040000;
    private static final int NEW_FILE_MODE = Iatt.TYPE_REGULAR | 0644;
    private static final int UMASK = 022;

    private final EngineSettings settings;
    private final Placement placement;
    private final @Nullable UnitCall[] calls;

    private RemoteEngine(EngineSettings settings, Placement placement) {
        this.settings = settings;
        this.placement = placement;
        this.calls = new @Nullable UnitCall[settings.depth()];
    }

    /** For one brick. */
    public static RemoteEngine brick(EngineSettings settings, ClientStacks stacks) {
        return new RemoteEngine(settings, new BrickPlacement(settings, stacks));
    }

    /** For a volume. */
    public static RemoteEngine gluster(EngineSettings settings, ClientStacks stacks) {
        return new RemoteEngine(settings, new VolumePlacement(settings, stacks));
    }

    @Override
    public void submit(IoUnit unit) {
        UnitCall call = calls[unit.slot];
        if (call == null) {
            call = new UnitCall(unit, settings.clock());
            calls[unit.slot] = call;
        }
        call.start();
    }

    @Override
    public boolean completesInline() {
        return false;
    }

    @Override
    public FileState state(String path) throws IOException {
        if (settings.job().writes()) {
            placement.checkWritable();
        }
        return placement.find(path).map(it -> new FileState(true, false, it.stat().size(), it.laidOut()))
                .orElse(FileState.NONE);
    }

    @Override
    public EngineFile layOut(String path) throws IOException {
        placement.checkWritable();
        Optional<Found> found = placement.find(path);
        RemoteFile file = found.isPresent() ? open(found.get(), READ_WRITE, true) : create(placement.placeFor(path));
        Dict mark = Dict.builder().putRaw(Placement.MARK, new byte[]{'1'}).build();
        check(file.link(), "SETXATTR",
                file.link().call(new Setxattr(file.gfid(), 0, mark, Dict.EMPTY), StatusReply.class));
        return file;
    }

    private static RemoteFile create(Vacant place) throws IOException {
        Dict wanted = Dict.builder().putGfid("gfid-req", Gfid.random()).build();
        CreateReply reply = place.link().call(new Create(place.parent(), READ_WRITE | CREATE, NEW_FILE_MODE, UMASK,
                place.name(), wanted), CreateReply.class);
        check(place.link(), "CREATE", reply);
        return new RemoteFile(place.link(), reply.stat().gfid(), reply.fd(), READ_WRITE, true);
    }

    @Override
    public EngineFile open(String path, boolean writes) throws IOException {
        Found found = placement.find(path).orElseThrow(() -> new IOException("does not exist any more"));
        int direct = settings.job().yes(LoadOption.DIRECT) ? O_DIRECT : 0;
        int flags = (writes ? READ_WRITE : READ_ONLY) | direct;
        return settings.job().yes(LoadOption.ANONYMOUS_FD)
                ? new RemoteFile(found.link(), found.stat().gfid(), WireFd.ANONYMOUS, flags, writes)
                : open(found, flags, writes);
    }

    private static RemoteFile open(Found found, int flags, boolean writes) throws IOException {
        FdReply reply = found.link().call(new Open(found.stat().gfid(), flags, Dict.EMPTY), FdReply.class);
        check(found.link(), "OPEN", reply);
        return new RemoteFile(found.link(), found.stat().gfid(), reply.fd(), flags, writes);
    }

    @Override
    public void unlink(String path) throws IOException {
        Optional<Found> found;
        try {
            found = placement.find(path);
        } catch (EngineLostException e) {
            // The run has told of it; the file stays.
            return;
        }
        if (found.isPresent()) {
            BrickLink link = found.get().link();
            check(link, "UNLINK",
                    link.call(new Unlink(found.get().parent(), found.get().name(), 0, Dict.EMPTY), PrePostReply.class));
        }
    }

    private static void check(BrickLink link, String what, FopReply reply) throws IOException {
        if (reply.failed()) {
            IOException why = link.failure(reply.opErrno());
            throw new IOException(what + " on " + link.address() + ": " + why.getMessage(), why);
        }
    }

    @Override
    public String cacheState() {
        return settings.job().yes(LoadOption.DIRECT) ? "no cache on this machine, O_DIRECT on the brick"
                : "no cache on this machine; the bricks' page caches in use";
    }

    @Override
    public void close() {
        for (BrickLink link : placement.links()) {
            settings.uses().accept(link.readerUse());
        }
    }

    @Override
    public void release() {
        placement.close();
    }
}
