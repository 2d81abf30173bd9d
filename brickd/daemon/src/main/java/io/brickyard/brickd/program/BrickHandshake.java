package io.brickyard.brickd.program;

import java.util.function.Consumer;

import io.brickyard.brickd.net.Connection;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.fop.BrickTimes;
import io.brickyard.wire.program.DictReply;
import io.brickyard.wire.program.GetSpecReply;
import io.brickyard.wire.program.HandshakeProgram;
import io.brickyard.wire.program.SetLkVerReply;
import io.brickyard.wire.program.SetLkVerRequest;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.xdr.XdrReader;
import org.jspecify.annotations.Nullable;

/** The handshake program as a brick serves it: SETVOLUME opens the way for file operations. */
public final class BrickHandshake extends Handshake {
    private final ServedVolume volume;
    private final Clients clients;
    private final Admission admission;
    private final Consumer<String> log;

    /** For one brick. */
    public BrickHandshake(ServedVolume volume, Clients clients, Admission admission, Consumer<String> log) {
        this.volume = volume;
        this.clients = clients;
        this.admission = admission;
        this.log = log;
    }

    @Override
    public void serve(RpcCall call, XdrReader arguments, Connection connection) {
        switch (call.procedure()) {
            case 1 -> setVolume(call, HandshakeProgram.SETVOLUME.request().apply(arguments).dict(), connection);
            case 2 -> {
                var reply = new GetSpecReply(-1, Errno.ENOSYS.code(), "", Dict.NULL);
                connection.reply(call.xid(), reply);
            }
            case 3 -> connection.reply(call.xid(), new DictReply(0, 0, Dict.NULL));
            case 4 -> {
                SetLkVerRequest request = HandshakeProgram.SET_LK_VER.request().apply(arguments);
                connection.reply(call.xid(), new SetLkVerReply(0, 0, request.version()));
            }
            default -> connection.reply(call.xid(), RpcReply.Status.PROC_UNAVAIL);
        }
    }

    private void setVolume(RpcCall call, Dict request, Connection connection) {
        if (connection.attachment() != null) {
            refuse(call, connection, new Admission.Refusal(Errno.EINVAL, "SETVOLUME was answered already"));
            return;
        }
        switch (admission.judge(request, connection.peerAddress().getAddress(), connection.commonName())) {
            case Admission.Refusal refusal -> refuse(call, connection, refusal);
            case Admission.Granted granted -> {
                Client client = clients.join(connection, granted, request.getLong(SetVolume.OPVERSION, 0));
                connection.introduced();
                if (client.session().isHealer()) {
                    connection.inBackground();
                }
                log.accept("client " + connection.peer() + " is " + quoted(granted.processName()) + " "
                        + client.identity() + certified(connection.commonName())
                        + (client.hasWholeVolume() ? "" : " below " + quoted(granted.subdirectory())));
                boolean timed = BrickTimes.areIn(request);
                if (timed) {
                    connection.clock().start();
                }
                connection.reply(call.xid(), new DictReply(0, 0, success(timed)));
            }
        }
    }

    private Dict success(boolean timed) {
        DictBuilder reply = Dict.builder().putText(SetVolume.ERROR, "Success")
                .putText(SetVolume.PROCESS_UUID, volume.processUuid())
                .putText(SetVolume.CHILD_UP, "1").putText(SetVolume.VOLUME_ID, volume.id().toString())
                .putText("clnt-lk-version", "0");
        return timed ? reply.putUint(BrickTimes.KEY, 1).build() : reply.build();
    }

    private void refuse(RpcCall call, Connection connection, Admission.Refusal refusal) {
        log.accept(
                "client " + connection.peer() + " refused: " + refusal.message() + certified(connection.commonName()));
        connection.reply(call.xid(), new DictReply(-1, refusal.errno().code(),
                Dict.builder().putText(SetVolume.ERROR, refusal.message()).build()));
    }

    private static String certified(@Nullable String commonName) {
        return commonName == null ? "" : " with the certificate of " + quoted(commonName);
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "unnamed" : text.replaceAll("[^\\x21-\\x7e]", "?");
    }

    @Override
    public void ended(Connection connection) {
        clients.leave(connection);
    }
}
