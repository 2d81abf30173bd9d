package io.brickyard.brickd.program;

import java.net.InetAddress;
import java.util.Optional;

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
    /** Before a volume's name: the volume file of its self-heal daemon. */
    private static final String SELF_HEAL = "shd/";
    /** Where distributions have glusterfs' run directory, on the daemon's host. */
    private static final String RUN_DIRECTORY = "/var/run/gluster/";

    private final VolumeMap volume;

    /** For one volume. */
    public ManagementHandshake(VolumeMap volume) {
        this.volume = volume;
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
        return reply(request.key(), connection.localAddress().getAddress());
    }

    /** The answer to a request for a volume file by its key, to a client that came to this address. */
    GetSpecReply reply(String key, InetAddress here) {
        return volfile(key, here)
                .map(text -> new GetSpecReply(WireText.encode(text).length, 0, text, besides(key)))
                .orElseGet(() -> new GetSpecReply(-1, Errno.ENOENT.code(), "", Dict.NULL));
    }

    /** A process that is called glustershd throws a volume file away with which it is not told where its pid goes. */
    private Dict besides(String key) {
        return key.startsWith(SELF_HEAL)
                ? Dict.builder().putText("pidfile", RUN_DIRECTORY + volume.name() + "-shd.pid").build()
                : Dict.NULL;
    }

    /** The volume file by its key, for a client that came to this address; empty if there is none. */
    Optional<String> volfile(String key, InetAddress here) {
        if (volume.isNamed(key)) {
            return Optional.of(new ClientVolfile(volume).text(here));
        }
        boolean heals = volume.replica() > 1 && key.equals(SELF_HEAL + volume.name());
        return heals ? Optional.of(new SelfHealVolfile(volume).text(here)) : Optional.empty();
    }

    private InfoReply volumeInfo(Dict request) {
        String name = request.getText("volname");
        if (name == null || !volume.isNamed(name)) {
            return new InfoReply(-1, Errno.EINVAL.code(), "Volume " + name + " does not exist", Dict.NULL);
        }
        DictBuilder answer = Dict.builder();
        if (request.getLong("flags", 0) == 1) {
            answer.putText("volume_id", volume.id().toString());
        }
        return new InfoReply(0, 0, "", answer.build());
    }
}
