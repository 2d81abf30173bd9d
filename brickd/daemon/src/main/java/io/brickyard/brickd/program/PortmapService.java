package io.brickyard.brickd.program;

import io.brickyard.brickd.net.Connection;
import io.brickyard.brickd.net.Program;
import io.brickyard.wire.program.BrickByPortReply;
import io.brickyard.wire.program.PortByBrickReply;
import io.brickyard.wire.program.PortmapProgram;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.xdr.XdrReader;

/** The port map of one brick. Nobody can register another: SIGNIN is not served. */
public final class PortmapService implements Program {
    private final ServedVolume volume;
    private final int brickPort;

    /** Tells where the brick listens. */
    public PortmapService(ServedVolume volume, int brickPort) {
        this.volume = volume;
        this.brickPort = brickPort;
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
                String brick = PortmapProgram.PORTBYBRICK.request().apply(arguments).brick();
                boolean known = brick.equals(volume.subvolume());
                connection.reply(call.xid(), new PortByBrickReply(known ? 0 : -1, 0, 0, known ? brickPort : 0));
            }
            case 2 -> {
                boolean known = PortmapProgram.BRICKBYPORT.request().apply(arguments).port() == brickPort;
                connection.reply(call.xid(),
                        new BrickByPortReply(known ? 0 : -1, 0, 0, known ? volume.subvolume() : ""));
            }
            default -> connection.reply(call.xid(), RpcReply.Status.PROC_UNAVAIL);
        }
    }
}
