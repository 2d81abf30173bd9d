package io.brickyard.wire.program;

/**
 * Gluster brick operations, which glusterd calls on a brick process through its control socket, and the brick alone
 * serves. The procedure number is the operation. Seen with GlusterFS 10.3.
 */
public final class BrickOpProgram {
    /** Program number. */
    public static final int PROGRAM = 4867634;
    /** Program version. */
    public static final int VERSION = 2;

    /** End one brick, or the process with its last. */
    public static final int TERMINATE = 1;
    /** What io-stats counted: {@code volume profile}, {@code volume top}. */
    public static final int XLATOR_INFO = 2;
    /** Clients, memory, inodes, files, calls: {@code volume status}. */
    public static final int STATUS = 4;
    /** Hold changes back for a snapshot: {@code volume barrier}. */
    public static final int BARRIER = 10;
    /** Serve one more brick in the same process: brick multiplexing. */
    public static final int ATTACH = 12;

    private BrickOpProgram() {
    }

    /** An operation and how to read its messages, which are the same for all. */
    public static Procedure<BrickOpRequest, BrickOpReply> operation(int number) {
        return new Procedure<>(PROGRAM, VERSION, number, BrickOpRequest::decode, BrickOpReply::decode);
    }
}
