package io.brickyard.wire.fop;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.wire.type.Flock;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * A lock in GETACTIVELK and SETACTIVELK.
 *
 * @param flock the lock
 * @param clientUid identity of the client that holds it
 * @param lockFlags flags of the lock
 */
public record ActiveLock(Flock flock, String clientUid, int lockFlags) {
    static List<ActiveLock> decodeList(XdrReader in) {
        List<ActiveLock> locks = new ArrayList<>();
        while (in.getBoolean()) {
            locks.add(new ActiveLock(Flock.decode(in), in.getString(FopLimits.MAX_TEXT_BYTES), in.getInt()));
        }
        return locks;
    }

    static void encodeList(List<ActiveLock> locks, XdrWriter out) {
        for (ActiveLock lock : locks) {
            out.putBoolean(true);
            lock.flock.encode(out);
            out.putString(lock.clientUid);
            out.putInt(lock.lockFlags);
        }
        out.putBoolean(false);
    }
}
