package io.brickyard.wire.type;

/** The numbers in the command fields of LK, INODELK, FINODELK, ENTRYLK and FENTRYLK. */
public final class LockCommand {
    /** LK: ask who is in the way. */
    public static final int GETLK = 0;
    /** LK, INODELK: lock or unlock, fail with EAGAIN on conflict. */
    public static final int SETLK = 1;
    /** LK, INODELK: lock or unlock, the reply waits for the grant. */
    public static final int SETLKW = 2;

    /** ENTRYLK: lock, the reply waits for the grant. */
    public static final int ENTRY_LOCK = 0;
    /** ENTRYLK: unlock. */
    public static final int ENTRY_UNLOCK = 1;
    /** ENTRYLK: lock, fail with EAGAIN on conflict. */
    public static final int ENTRY_LOCK_NONBLOCKING = 2;
    /** ENTRYLK type: shared. */
    public static final int ENTRY_READ = 0;
    /** ENTRYLK type: exclusive. */
    public static final int ENTRY_WRITE = 1;

    private LockCommand() {
    }
}
