package io.brickyard.brickd.glusterd;

import java.util.function.Consumer;

import io.brickyard.brickd.net.Connection;
import io.brickyard.brickd.net.Program;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.program.BrickOpProgram;
import io.brickyard.wire.program.BrickOpReply;
import io.brickyard.wire.program.BrickOpRequest;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.xdr.XdrReader;

/**
 * glusterd's brick operations. Promises: every one is answered at once, what is not done here with an error and a text;
 * a brick that owes glusterd an answer would hold up every command on the volume.
 */
public final class BrickOperations implements Program {
    private final ManagedPlace place;
    private final ProfileAnswer profile;
    private final StatusAnswer status;
    private final Runnable terminate;
    private final Consumer<String> log;

    /**
     * For one brick.
     *
     * @param terminate ends the process soon; must not wait
     */
    public BrickOperations(ManagedPlace place, ProfileAnswer profile, StatusAnswer status, Runnable terminate,
            Consumer<String> log) {
        this.place = place;
        this.profile = profile;
        this.status = status;
        this.terminate = terminate;
        this.log = log;
    }

    @Override
    public String name() {
        return "Gluster Brick operations";
    }

    @Override
    public int number() {
        return BrickOpProgram.PROGRAM;
    }

    @Override
    public int version() {
        return BrickOpProgram.VERSION;
    }

    @Override
    public void serve(RpcCall call, XdrReader arguments, Connection connection) {
        connection.introduced();
        // glusterd hears of a request that does not decode here too, as GARBAGE_ARGS.
        BrickOpRequest request = BrickOpProgram.operation(call.procedure()).request().apply(arguments);
        connection.reply(call.xid(), answer(call.procedure(), request));
    }

    private BrickOpReply answer(int operation, BrickOpRequest request) {
        return switch (operation) {
            case BrickOpProgram.TERMINATE -> terminate(request);
            case BrickOpProgram.XLATOR_INFO -> isThisBrick(request) ? done(profile.of(request.input()))
                    : notHere(request);
            case BrickOpProgram.STATUS -> done(status.of(request.input().getLong("cmd", 0)));
            case BrickOpProgram.BARRIER -> refused(operation, "brickd has no features/barrier");
            case BrickOpProgram.ATTACH -> refused(operation,
                    "brickd serves no further brick in this process; switch cluster.brick-multiplex off");
            default -> refused(operation, "brickd knows no brick operation " + operation);
        };
    }

    private BrickOpReply terminate(BrickOpRequest request) {
        if (!isThisBrick(request)) {
            return notHere(request);
        }
        log.accept("glusterd ends this brick");
        terminate.run();
        return done(Dict.EMPTY);
    }

    private boolean isThisBrick(BrickOpRequest request) {
        return request.name().equals(place.brick().toString());
    }

    private static BrickOpReply done(Dict output) {
        return new BrickOpReply(0, 0, output, "");
    }

    private static BrickOpReply notHere(BrickOpRequest request) {
        return new BrickOpReply(-1, Errno.ENOENT.code(), Dict.EMPTY, "brickd does not serve " + request.name());
    }

    private BrickOpReply refused(int operation, String why) {
        log.accept("glusterd asked for brick operation " + operation + ", which was refused: " + why);
        return new BrickOpReply(-1, Errno.EOPNOTSUPP.code(), Dict.EMPTY, why);
    }
}
