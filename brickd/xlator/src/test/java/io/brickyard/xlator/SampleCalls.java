package io.brickyard.xlator;

import java.nio.ByteBuffer;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.rpc.Credential;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/** Calls and replies of every operation, for tests that do not care what is in them. */
public final class SampleCalls {
    private static final int ENOUGH_BYTES = 1024;

    private SampleCalls() {
    }

    /** A client's stay. */
    public static Session session(String identity) {
        return new Session(identity, "test", "127.0.0.1:49151");
    }

    /** A request whose fields are all zero. */
    public static FopRequest request(Fop fop) {
        return fop.decodeRequest(new XdrReader(ByteBuffer.allocate(ENOUGH_BYTES)));
    }

    /** A call of a user's process. */
    public static Call call(Fop fop, Session session) {
        return call(fop, session, 4711);
    }

    /** A call of the process {@code pid}. */
    public static Call call(Fop fop, Session session, int pid) {
        return new Call(request(fop), session, Credential.root(pid), System.nanoTime());
    }

    /** A reply that says success, with so much as its count. */
    public static FopReply success(Fop fop, int opRet) {
        XdrWriter out = new XdrWriter();
        fop.failure(0).encode(out);
        ByteBuffer bytes = out.buffer().flip();
        bytes.putInt(0, opRet);
        return fop.decodeReply(new XdrReader(bytes));
    }
}
