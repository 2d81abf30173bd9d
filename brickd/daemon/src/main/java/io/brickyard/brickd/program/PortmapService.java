package io.brickyard.brickd.program;

import java.util.Optional;
import java.util.function.Predicate;

import io.brickyard.brickd.net.Connection;
import io.brickyard.brickd.net.Program;
import io.brickyard.wire.program.BrickByPortReply;
import io.brickyard.wire.program.PortByBrickReply;
import io.brickyard.wire.program.PortmapProgram;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.xdr.XdrReader;

/** The port map of this process's bricks. Nobody can register another: SIGNIN is not served. */
public final class PortmapService implements Program {
    private final VolumeMap volume;

    /** Tells where the volume's bricks listen that are served here. */
    public PortmapService(VolumeMap volume) {
        this.volume = volume;
    }

    @Override
    public String name() {
        return "Gluster Portmap";
    }

    @Override
    public int number() {
        return PortmapProgram.PROGRAM;
    }

    @Override
    public int version() {
        return PortmapProgram.VERSION;
    }

    @Override
    public void serve(RpcCall call, XdrReader arguments, Connection connection) {
        switch (call.procedure()) {
            case 1 -> {
                String path = PortmapProgram.PORTBYBRICK.request().apply(arguments).brick();
                connection.reply(call.xid(), find(brick -> brick.path().equals(path))
                        .map(brick -> new PortByBrickReply(0, 0, 0, brick.port()))
                        .orElseGet(() -> new PortByBrickReply(-1, 0, 0, 0)));
            }
            case 2 -> {
                int port = PortmapProgram.BRICKBYPORT.request().apply(arguments).port();
                connection.reply(call.xid(), find(brick -> brick.port() == port)
                        .map(brick -> new BrickByPortReply(0, 0, 0, brick.path()))
                        .orElseGet(() -> new BrickByPortReply(-1, 0, 0, "")));
            }
            default -> connection.reply(call.xid(), RpcReply.Status.PROC_UNAVAIL);
        }
    }

    private Optional<VolumeBrick> find(Predicate<VolumeBrick> wanted) {
        return volume.bricks().stream().filter(VolumeBrick::isHere).filter(wanted).findFirst();
    }
}
