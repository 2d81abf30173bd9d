package io.brickyard.wire.program;

import io.brickyard.wire.xdr.XdrReader;

import org.jspecify.annotations.Nullable;

/**
 * A call from server to client on the client's own connection. It is never answered, carries no credential, and its xid
 * counts for itself from 1.
 */
public sealed interface Callback extends Message permits CacheInvalidation, ChildDown, ChildUp, EntrylkContention,
        EventNotify, FetchSpec, GetSnaps, InodeFlush, InodelkContention, RecallLease, StateDump {
    /** Program number. */
    int PROGRAM = 52743234;
    /** Program version. */
    int VERSION = 1;

    /** Procedure number. */
    int procedure();

    /** Reads the body of a callback; null if the procedure is unknown, which clients ignore. */
    static @Nullable Callback decode(int procedure, XdrReader in) {
        return switch (procedure) {
            case 1 -> FetchSpec.decode(in);
            case 2 -> InodeFlush.decode(in);
            case 3 -> EventNotify.decode(in);
            case 4 -> GetSnaps.decode(in);
            case 5 -> CacheInvalidation.decode(in);
            case 6 -> ChildUp.decode(in);
            case 7 -> ChildDown.decode(in);
            case 8 -> RecallLease.decode(in);
            case 9 -> StateDump.decode(in);
            case 10 -> InodelkContention.decode(in);
            case 11 -> EntrylkContention.decode(in);
            default -> null;
        };
    }
}
