package io.brickyard.wire.program;

/**
 * GlusterFS Handshake, on bricks (SETVOLUME, PING, SET_LK_VER) and on glusterd (GETSPEC, EVENT_NOTIFY and the infos).
 */
public final class HandshakeProgram {
    /** Program number. */
    public static final int PROGRAM = 14398633;
    /** Program version. */
    public static final int VERSION = 2;

    /** Tells a brick who the client is and which translator it wants; opens the way for file operations. */
    public static final Procedure<DictRequest, DictReply> SETVOLUME = new Procedure<>(PROGRAM, VERSION, 1,
            DictRequest::decode, DictReply::decode);
    /** Fetches a volume file. */
    public static final Procedure<GetSpecRequest, GetSpecReply> GETSPEC = new Procedure<>(PROGRAM, VERSION, 2,
            GetSpecRequest::decode, GetSpecReply::decode);
    /** Not the heartbeat: that is {@link DumpProgram#PING}. */
    public static final Procedure<NoArguments, DictReply> PING = new Procedure<>(PROGRAM, VERSION, 3,
            NoArguments::decode, DictReply::decode);
    /** Sets a lock version; unused. */
    public static final Procedure<SetLkVerRequest, SetLkVerReply> SET_LK_VER = new Procedure<>(PROGRAM, VERSION, 4,
            SetLkVerRequest::decode, SetLkVerReply::decode);
    /** Counters of rebalance for glusterd. */
    public static final Procedure<EventNotifyRequest, DictReply> EVENT_NOTIFY = new Procedure<>(PROGRAM, VERSION, 5,
            EventNotifyRequest::decode, DictReply::decode);
    /** The id of a volume. */
    public static final Procedure<DictRequest, InfoReply> GET_VOLUME_INFO = new Procedure<>(PROGRAM, VERSION, 6,
            DictRequest::decode, InfoReply::decode);
    /** The snapshots of a volume. */
    public static final Procedure<DictRequest, InfoReply> GET_SNAPSHOT_INFO = new Procedure<>(PROGRAM, VERSION, 7,
            DictRequest::decode, InfoReply::decode);

    private HandshakeProgram() {
    }
}
