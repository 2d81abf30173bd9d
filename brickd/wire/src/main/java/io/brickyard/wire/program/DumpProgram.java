package io.brickyard.wire.program;

/** GF-DUMP, on every server: which programs are there, and the heartbeat. */
public final class DumpProgram {
    /** Program number. */
    public static final int PROGRAM = 123451501;
    /** Program version. */
    public static final int VERSION = 1;
    /** The gfs_id that stock clients send. */
    public static final long STOCK_GFS_ID = 0xCAED;

    /** Which programs does the server serve? */
    public static final Procedure<DumpRequest, DumpReply> DUMP = new Procedure<>(PROGRAM, VERSION, 1,
            DumpRequest::decode, DumpReply::decode);
    /** The heartbeat of all stock clients; answer it ahead of everything. */
    public static final Procedure<NoArguments, DictReply> PING = new Procedure<>(PROGRAM, VERSION, 2,
            NoArguments::decode, DictReply::decode);

    private DumpProgram() {
    }
}
