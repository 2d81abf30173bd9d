package io.brickyard.wire.client;

import java.io.IOException;
import java.util.List;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Namelink;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.program.DictReply;
import io.brickyard.wire.program.DumpProgram;
import io.brickyard.wire.program.DumpReply;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What a brick must never get from this client. */
@Timeout(60)
class BrickClientTest {
    private static final Stat STAT = new Stat(Gfid.ROOT, Dict.NULL);

    private static void brick(ScriptedServer.Connection connection) throws IOException {
        XdrReader record = new XdrReader();
        while (connection.next(record)) {
            RpcCall call = RpcCall.decode(record);
            XdrWriter out = connection.replies.begin();
            RpcReply.encodeSuccess(call.xid(), out);
            if (call.program() == Fop.PROGRAM) {
                Fop.STAT.failure(Errno.EIO.code()).encode(out);
            } else if (call.program() == DumpProgram.PROGRAM) {
                new DumpReply(0, 0, 0, List.of(new DumpReply.Program("fops", Fop.PROGRAM, Fop.VERSION))).encode(out);
            } else {
                new DictReply(0, 0, Dict.EMPTY).encode(out);
            }
            connection.replies.end();
            connection.flush();
        }
    }

    private static void assertUnsendable(String reason, FopRequest request, Credential credential) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(BrickClientTest::brick);
                BrickClient client = BrickClient.connect(server.address(), 10_000,
                        SetVolume.request("/brick", "identity", "test").build(), RpcClientOptions.DEFAULT,
                        ClientListener.NONE)) {
            IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class,
                    () -> client.call(request, credential, FopReply.class));
            assertEquals(reason, refusal.getMessage());
            assertEquals(0, client.rpc().outstanding());
            assertEquals(Errno.EIO.code(), client.call(STAT, Credential.root(1), FopReply.class).opErrno());
        }
    }

    @Test
    void shouldSendNoFileOperationWhenTheCredentialWouldBeTakenForRoot() throws IOException {
        Credential user = new Credential(Credential.Flavor.GLUSTER_V2, 1, 1000, 1000, 0, 0, 0, new int[0],
                Credential.opening().lkOwner());
        assertUnsendable("a GLUSTER_V2 credential makes root of any caller at some bricks; use GLUSTER_V3", STAT, user);
    }

    @Test
    void shouldSendNoNamelinkWhenStockBricksDieOfIt() throws IOException {
        assertUnsendable("NAMELINK crashes stock bricks", new Namelink(Gfid.ROOT, "name", Dict.NULL),
                Credential.root(1));
    }
}
