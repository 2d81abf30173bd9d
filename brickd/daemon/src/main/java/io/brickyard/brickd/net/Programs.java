package io.brickyard.brickd.net;

import java.util.List;

import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.xdr.MalformedMessageException;
import io.brickyard.wire.xdr.XdrReader;

/** The programs of one listener; answers for those that are not there as a stock brick does. */
public final class Programs {
    private final List<Program> programs;

    /** These, the most used first. */
    public Programs(List<Program> programs) {
        this.programs = List.copyOf(programs);
    }

    /** All of them. */
    public List<Program> all() {
        return programs;
    }

    void serve(RpcCall call, XdrReader arguments, Connection connection) {
        RpcReply.Status refusal = RpcReply.Status.PROG_UNAVAIL;
        for (Program program : programs) {
            if (program.number() == call.program()) {
                if (program.version() == call.version()) {
                    serve(program, call, arguments, connection);
                    return;
                }
                refusal = RpcReply.Status.PROG_MISMATCH;
            }
        }
        connection.reply(call.xid(), refusal);
    }

    private static void serve(Program program, RpcCall call, XdrReader arguments, Connection connection) {
        try {
            program.serve(call, arguments, connection);
        } catch (MalformedMessageException e) {
            connection.reply(call.xid(), RpcReply.Status.GARBAGE_ARGS);
        }
    }

    void ended(Connection connection) {
        for (Program program : programs) {
            program.ended(connection);
        }
    }
}
