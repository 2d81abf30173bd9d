package io.brickyard.brickd.program;

import java.util.List;
import java.util.function.Supplier;

import io.brickyard.brickd.net.Connection;
import io.brickyard.brickd.net.Program;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.program.DictReply;
import io.brickyard.wire.program.DumpProgram;
import io.brickyard.wire.program.DumpReply;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.xdr.XdrReader;

/** GF-DUMP: which programs are here, and the heartbeat of stock clients, answered ahead of everything. */
public final class DumpService implements Program {
    private final Supplier<List<Program>> programs;

    /** Tells of these programs. */
    public DumpService(Supplier<List<Program>> programs) {
        this.programs = programs;
    }

    @Override
    public String name() {
        return "GF-DUMP";
    }

    @Override
    public int number() {
        return DumpProgram.PROGRAM;
    }

    @Override
    public int version() {
        return DumpProgram.VERSION;
    }

    @Override
    public void serve(RpcCall call, XdrReader arguments, Connection connection) {
        switch (call.procedure()) {
            // Stock accepts DUMP without its argument, which means nothing.
            case 1 -> connection.reply(call.xid(), dump());
            case 2 -> connection.reply(call.xid(), new DictReply(0, 0, Dict.NULL));
            default -> connection.reply(call.xid(), RpcReply.Status.PROC_UNAVAIL);
        }
    }

    private DumpReply dump() {
        return new DumpReply(0, 0, 0, programs.get().stream().filter(Program::isListed)
                .map(program -> new DumpReply.Program(program.name(), program.number(), program.version())).toList());
    }
}
