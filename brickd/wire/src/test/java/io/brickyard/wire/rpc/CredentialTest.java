package io.brickyard.wire.rpc;

import java.util.stream.IntStream;

import io.brickyard.wire.rpc.Credential.Flavor;
import io.brickyard.wire.rpc.RpcCall.Verdict;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.wire.xdr.MalformedMessageException;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

class CredentialTest {
    private static final int[] GROUPS = {7, 8, 9};

    private static RpcCall through(RpcCall call) {
        XdrWriter out = new XdrWriter();
        call.encode(out);
        out.putInt(12345);
        XdrReader in = new XdrReader(out.buffer().flip());
        RpcCall back = RpcCall.decode(in);
        if (back.verdict() == Verdict.ACCEPT) {
            assertEquals(12345, in.getInt());
            assertEquals(0, in.remaining());
        }
        return back;
    }

    private static RpcCall header(int flavor, int... words) {
        XdrWriter out = new XdrWriter();
        for (int word : new int[]{1, 0, 2, 3, 4, 5, flavor, 4 * words.length}) {
            out.putInt(word);
        }
        IntStream.of(words).forEach(out::putInt);
        out.putLong(0);
        return RpcCall.decode(new XdrReader(out.buffer().flip()));
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void shouldComeBackWhenEncoded(Flavor flavor) {
        boolean own = flavor != Flavor.NULL && flavor != Flavor.SYS;
        boolean ids = flavor != Flavor.NULL;
        boolean v3 = flavor == Flavor.GLUSTER_V3;
        Credential credential = new Credential(flavor, own ? -6 : 0, ids ? 1000 : 0, ids ? 100 : 0, v3 ? 31 : 0,
                v3 ? 5 : 0, v3 ? 6 : 0, ids ? GROUPS : new int[0],
                own ? LkOwner.of(0x1122334455667788L) : LkOwner.NONE);
        RpcCall call = new RpcCall(77, 1, 2, 3, credential);
        assertEquals(call, through(call));
    }

    @ParameterizedTest
    @CsvSource({"GLUSTER_V2, 4, 91", "GLUSTER_V2, 8, 87", "GLUSTER_V3, 4, 87", "GLUSTER_V3, 8, 83"})
    void shouldCutGroupsAsStockDoesWhenThereAreTooMany(Flavor flavor, int ownerBytes, int sent) {
        int[] many = IntStream.range(0, 120).toArray();
        Credential credential = new Credential(flavor, 1, 2, 3, 0, 0, 0, many, LkOwner.of(new byte[ownerBytes]));
        Credential back = through(new RpcCall(1, 1, 1, 1, credential)).credential();
        assertEquals(sent, back.groups().length);
    }

    @Test
    void shouldBeDeniedWhenLimitsAreBroken() {
        assertEquals(Verdict.DENY, header(390040, 0, 0, 0, 0, 0, 0, 0, 92).verdict());
        assertEquals(Verdict.DENY, header(390039, 0, 0, 0, 0, 93).verdict());
        assertEquals(Verdict.DENY, header(390040, 0, 0).verdict());
    }

    @Test
    void shouldBeNobodyWhenTheFlavorIsUnknown() {
        RpcCall call = header(424242, 1, 2, 3);
        assertEquals(Verdict.ACCEPT, call.verdict());
        assertSame(Credential.NULL, call.credential());
    }

    @Test
    void shouldBeIgnoredWhenOverlongOrOfAnotherRpcVersion() {
        assertEquals(Verdict.IGNORE, header(390040, new int[101]).verdict());
        XdrWriter out = new XdrWriter();
        for (int word : new int[]{1, 0, 3, 3, 4, 5, 0, 0, 0, 0}) {
            out.putInt(word);
        }
        assertEquals(Verdict.IGNORE, RpcCall.decode(new XdrReader(out.buffer().flip())).verdict());
    }

    @Test
    void shouldRefuseAReplyWhereACallBelongs() {
        XdrWriter out = new XdrWriter();
        RpcReply.encodeSuccess(9, out);
        assertThrows(MalformedMessageException.class, () -> RpcCall.decode(new XdrReader(out.buffer().flip())));
    }

    @ParameterizedTest
    @EnumSource(RpcReply.Status.class)
    void shouldTellReplyStatusesApart(RpcReply.Status status) {
        XdrWriter out = new XdrWriter();
        RpcReply reply = new RpcReply(5, status);
        reply.encode(out);
        assertEquals(reply, RpcReply.decode(new XdrReader(out.buffer().flip())));
    }
}
