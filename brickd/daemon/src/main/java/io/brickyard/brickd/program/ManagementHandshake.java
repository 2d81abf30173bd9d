package io.brickyard.brickd.program;

import io.brickyard.brickd.net.Connection;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.program.GetSpecReply;
import io.brickyard.wire.program.GetSpecRequest;
import io.brickyard.wire.program.HandshakeProgram;
import io.brickyard.wire.program.InfoReply;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.xdr.WireText;
import io.brickyard.wire.xdr.XdrReader;

/** The handshake program as glusterd serves it: volume files and the volume's id. */
public final class ManagementHandshake extends Handshake {
    private final ServedVolume volume;
    private final ClientVolfile volfile;

    /** For one volume. */
    public ManagementHandshake(ServedVolume volume, ClientVolfile volfile) {
        this.volume = volume;
        this.volfile = volfile;
    }

    @Override
    public void serve(RpcCall call, XdrReader arguments, Connection connection) {
        connection.introduced();
        switch (call.procedure()) {
            case 2 -> connection.reply(call.xid(),
                    getSpec(HandshakeProgram.GETSPEC.request().apply(arguments), connection));
            case 6 -> connection.reply(call.xid(),
                    volumeInfo(HandshakeProgram.GET_VOLUME_INFO.request().apply(arguments).dict()));
            case 7 -> connection.reply(call.xid(),
                    new InfoReply(-1, Errno.EOPNOTSUPP.code(), "no snapshots", Dict.NULL));
            default -> connection.reply(call.xid(), RpcReply.Status.PROC_UNAVAIL);
        }
    }

    private GetSpecReply getSpec(GetSpecRequest request, Connection connection) {
        if (!request.key().equals(volume.name()) && !request.key().equals("/" + volume.name())) {
            return new GetSpecReply(-1, Errno.ENOENT.code(), "", Dict.NULL);
        }
        String text = volfile.text(connection.localAddress().getAddress());
        return new GetSpecReply(WireText.encode(text).length, 0, text, Dict.NULL);
    }

    private InfoReply volumeInfo(Dict request) {
        String name = request.getText("volname");
        if (name == null || !(name.equals(volume.name()) || name.equals("/" + volume.name()))) {
            return new InfoReply(-1, Errno.EINVAL.code(), "Volume " + name + " does not exist", Dict.NULL);
        }
        DictBuilder answer = Dict.builder();
        if (request.getLong("flags", 0) == 1) {
            answer.putText("volume_id", volume.id().toString());
        }
        return new InfoReply(0, 0, "", answer.build());
    }
}
