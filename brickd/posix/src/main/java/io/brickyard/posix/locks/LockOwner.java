package io.brickyard.posix.locks;

import io.brickyard.wire.type.LkOwner;

/**
 * Who owns a lock: the client identity (process-uuid of its SETVOLUME) and the lk_owner of the credential. The same
 * owner bytes from another client are another owner.
 */
public record LockOwner(String client, LkOwner lkOwner) {
    /** A request without lk_owner cannot own a lock: EINVAL. */
    public boolean isAnonymous() {
        return lkOwner.length() == 0;
    }
}
