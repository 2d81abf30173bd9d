package io.brickyard.wire.rpc;

import io.brickyard.wire.xdr.MalformedMessageException;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * The header of a call.
 *
 * @param xid by which the reply is matched
 * @param program program number
 * @param version program version
 * @param procedure procedure number
 * @param credential who calls
 * @param verdict whether a server may go on with it
 */
public record RpcCall(int xid, int program, int version, int procedure, Credential credential, Verdict verdict) {
    /** The message type word of a call, behind the xid. */
    public static final int MESSAGE_TYPE = 0;

    private static final int RPC_VERSION = 2;
    private static final int MAX_VERIFIER_BYTES = 400;

    /** What a server does with a call, judged by its header alone. */
    public enum Verdict {
        /** Serve it. */
        ACCEPT,
        /** Deny it: the credential breaks its limits. Answer {@link RpcReply.Status#AUTH_ERROR}. */
        DENY,
        /** Say nothing, keep the connection: another RPC version or an overlong credential. */
        IGNORE
    }

    /** A call to send. */
    public RpcCall(int xid, int program, int version, int procedure, Credential credential) {
        this(xid, program, version, procedure, credential, Verdict.ACCEPT);
    }

    /** Reads a header from its first word on and leaves the reader at the arguments (if the verdict is ACCEPT). */
    public static RpcCall decode(XdrReader in) {
        int xid = in.getInt();
        int type = in.getInt();
        if (type != MESSAGE_TYPE) {
            throw new MalformedMessageException("message type " + type + " is no call");
        }
        return decodeBehindType(xid, in);
    }

    /** Reads a header whose first two words were read already. */
    public static RpcCall decodeBehindType(int xid, XdrReader in) {
        int rpcVersion = in.getInt();
        int program = in.getInt();
        int version = in.getInt();
        int procedure = in.getInt();
        int flavor = in.getInt();
        int length = in.getLength(Integer.MAX_VALUE);
        if (rpcVersion != RPC_VERSION || length > CredentialCodec.MAX_BODY_BYTES) {
            return new RpcCall(xid, program, version, procedure, Credential.NULL, Verdict.IGNORE);
        }
        int bodyEnd = in.remaining() - XdrReader.paddedLength(length);
        Credential credential;
        try {
            credential = CredentialCodec.decodeBody(flavor, in);
            if (in.remaining() < bodyEnd) {
                throw new MalformedMessageException("credential is longer than its length word says");
            }
        } catch (MalformedMessageException overLimits) {
            return new RpcCall(xid, program, version, procedure, Credential.NULL, Verdict.DENY);
        }
        in.skip(in.remaining() - bodyEnd);
        in.getInt();
        in.skip(XdrReader.paddedLength(in.getLength(MAX_VERIFIER_BYTES)));
        return new RpcCall(xid, program, version, procedure, credential, Verdict.ACCEPT);
    }

    /** Writes the header. */
    public void encode(XdrWriter out) {
        out.putInt(xid);
        out.putInt(MESSAGE_TYPE);
        out.putInt(RPC_VERSION);
        out.putInt(program);
        out.putInt(version);
        out.putInt(procedure);
        CredentialCodec.encode(credential, out);
        out.putInt(0);
        out.putInt(0);
    }
}
