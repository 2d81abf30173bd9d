package io.brickyard.heal;

import io.brickyard.wire.type.Errno;

/**
 * An entry was not healed, or not wholly; what was not healed is still marked so. Says why, not where in the code: there may
 * be a million of them.
 */
public final class NotHealedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why, and the particulars in a few words. */
    public NotHealedException(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    /** A brick answered with an error. */
    public static NotHealedException of(int errno, String what) {
        Reason reason = switch (Errno.of(errno)) {
            case ENOSPC, EDQUOT -> Reason.NO_SPACE;
            case EROFS -> Reason.READ_ONLY;
            case ENOTCONN -> Reason.BRICK_DOWN;
            case ESTALE, ENOENT -> Reason.CHANGED;
            default -> Reason.ERROR;
        };
        return new NotHealedException(reason, what + ": " + Errno.describe(errno));
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** The particulars. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
