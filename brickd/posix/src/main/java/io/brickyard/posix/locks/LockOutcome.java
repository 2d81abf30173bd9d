package io.brickyard.posix.locks;

/** What became of a lock request at once. */
public enum LockOutcome {
    /** Locked, or unlocked. */
    GRANTED,
    /** In conflict and not to wait: EAGAIN. */
    AGAIN,
    /** In the queue: its waiter will be called. */
    QUEUED,
    /** No such lock to unlock, or a request without owner: EINVAL. */
    INVALID,
    /** Not granted because as many locks are held and waited for as there is memory for: ENOLCK. */
    NO_ROOM,
    /** Not granted because the client went while its call ran: ENOTCONN, though nobody hears it. */
    GONE
}
