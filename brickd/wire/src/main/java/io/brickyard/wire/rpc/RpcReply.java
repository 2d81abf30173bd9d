package io.brickyard.wire.rpc;

import io.brickyard.wire.xdr.MalformedMessageException;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * The header of a reply. Stock clients turn every status but SUCCESS into ENOTCONN, so servers answer what they do not
 * support in the result body instead.
 *
 * @param xid that of the call
 * @param status whether results follow
 */
public record RpcReply(int xid, Status status) {
    /** The message type word of a reply, behind the xid. */
    public static final int MESSAGE_TYPE = 1;
    /** Size of a SUCCESS header. */
    public static final int SUCCESS_BYTES = 24;

    private static final int ACCEPTED = 0;
    private static final int DENIED = 1;
    private static final int MAX_VERIFIER_BYTES = 400;

    /** How the call was received. */
    public enum Status {
        /** Results follow. */
        SUCCESS(ACCEPTED, 0),
        /** The program is not served here. */
        PROG_UNAVAIL(ACCEPTED, 1),
        /** The program is, but not in this version. */
        PROG_MISMATCH(ACCEPTED, 2),
        /** The program has no such procedure. */
        PROC_UNAVAIL(ACCEPTED, 3),
        /** The arguments do not decode, or a file operation came before SETVOLUME. */
        GARBAGE_ARGS(ACCEPTED, 4),
        /** The server failed. */
        SYSTEM_ERR(ACCEPTED, 5),
        /** RPC version other than 2. */
        RPC_MISMATCH(DENIED, 0),
        /** The credential was not accepted. */
        AUTH_ERROR(DENIED, 1);

        private final int replyState;
        private final int code;

        Status(int replyState, int code) {
            this.replyState = replyState;
            this.code = code;
        }
    }

    /** Reads a header from its first word on and leaves the reader at the results. */
    public static RpcReply decode(XdrReader in) {
        int xid = in.getInt();
        int type = in.getInt();
        if (type != MESSAGE_TYPE) {
            throw new MalformedMessageException("message type " + type + " is no reply");
        }
        return new RpcReply(xid, decodeStatus(in));
    }

    /** Reads the rest of a header whose xid and message type were read already. */
    public static Status decodeStatus(XdrReader in) {
        int replyState = in.getInt();
        if (replyState == ACCEPTED) {
            in.getInt();
            in.skip(XdrReader.paddedLength(in.getLength(MAX_VERIFIER_BYTES)));
        }
        int code = in.getInt();
        if (replyState == ACCEPTED && code == Status.SUCCESS.code) {
            return Status.SUCCESS;
        }
        for (Status status : Status.values()) {
            if (status.replyState == replyState && status.code == code) {
                return status;
            }
        }
        throw new MalformedMessageException("reply state " + replyState + " with code " + code + " is unknown");
    }

    /** Writes the header of a reply with results. */
    public static void encodeSuccess(int xid, XdrWriter out) {
        new RpcReply(xid, Status.SUCCESS).encode(out);
    }

    /**
     * Writes the header, which for all but SUCCESS is the whole reply: as a stock 10.3 brick does, zeros follow a
     * mismatch or denial where versions or a reason could be told.
     */
    public void encode(XdrWriter out) {
        out.putInt(xid);
        out.putInt(MESSAGE_TYPE);
        out.putInt(status.replyState);
        if (status.replyState == ACCEPTED) {
            out.putLong(0);
        }
        out.putInt(status.code);
        switch (status) {
            case PROG_MISMATCH, RPC_MISMATCH -> out.putLong(0);
            case AUTH_ERROR -> out.putInt(0);
            default -> {
                // nothing follows
            }
        }
    }
}
