package io.brickyard.brickd.graph;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Open;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Session;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Of all operations those pass that leave the brick as it is, and only those. */
class ReadOnlyTest {
    private static final int ENOUGH_BYTES = 4096;
    private static final Errno PASSED = Errno.ENOTCONN;
    private static final Set<Fop> HARMLESS = EnumSet.of(Fop.STAT, Fop.READLINK, Fop.OPEN, Fop.READ, Fop.STATFS,
            Fop.FLUSH, Fop.FSYNC, Fop.GETXATTR, Fop.OPENDIR, Fop.FSYNCDIR, Fop.ACCESS, Fop.FSTAT, Fop.LK, Fop.LOOKUP,
            Fop.READDIR, Fop.INODELK, Fop.FINODELK, Fop.ENTRYLK, Fop.FENTRYLK, Fop.FGETXATTR, Fop.RCHECKSUM,
            Fop.READDIRP, Fop.RELEASE, Fop.RELEASEDIR, Fop.IPC, Fop.SEEK, Fop.LEASE, Fop.GETACTIVELK,
            Fop.SETACTIVELK);

    private final ReadOnly layer = new ReadOnly((call, up) -> up.unwind(call.failure(PASSED.code())));

    private int errno(FopRequest request) {
        List<FopReply> replies = new ArrayList<>();
        Session session = new Session("identity", "test", "127.0.0.1:49151");
        layer.wind(new Call(request, session, Credential.root(-6), 0), replies::add);
        assertEquals(1, replies.size());
        return replies.getFirst().opErrno();
    }

    @Test
    void shouldRefuseWhateverChangesTheBrickEvenWhenAHealAsks() {
        for (Fop fop : Fop.ALL) {
            FopRequest request = fop.decodeRequest(new XdrReader(ByteBuffer.allocate(ENOUGH_BYTES)));
            assertEquals(HARMLESS.contains(fop) ? PASSED.code() : Errno.EROFS.code(), errno(request), fop::toString);
        }
    }

    @Test
    void shouldRefuseToOpenForAnythingButReading() {
        for (int flags : new int[]{01, 02, 03, 01000, 0102001}) {
            assertEquals(Errno.EROFS.code(), errno(new Open(Gfid.ROOT, flags, Dict.NULL)), "flags " + flags);
        }
        for (int flags : new int[]{0, 0100000, 040000, 010000, 040}) {
            assertEquals(PASSED.code(), errno(new Open(Gfid.ROOT, flags, Dict.NULL)), "flags " + flags);
        }
    }
}
