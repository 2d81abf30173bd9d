package io.brickyard.stats.advice;

import java.util.List;

/** What a FOP does, as far as it matters for what helps. */
enum FopKind {
    /** Reads data. */
    READ("READ RCHECKSUM SEEK"),
    /** Changes data. */
    WRITE("WRITE TRUNCATE FTRUNCATE FALLOCATE DISCARD ZEROFILL COPY_FILE_RANGE"),
    /** Waits until data is safe. */
    SYNC("FSYNC FSYNCDIR FLUSH"),
    /** Asks about files. */
    LOOKUP("LOOKUP STAT FSTAT ACCESS READLINK GETXATTR FGETXATTR STATFS OPEN OPENDIR DISCOVER"),
    /** Lists directories. */
    LIST("READDIR READDIRP"),
    /** Changes names and attributes. */
    CHANGE("CREATE MKNOD MKDIR UNLINK RMDIR RENAME LINK SYMLINK ICREATE NAMELINK PUT"
            + " SETATTR FSETATTR SETXATTR FSETXATTR REMOVEXATTR FREMOVEXATTR"),
    /** Takes locks, or marks what copies lack. */
    LOCK("LK INODELK FINODELK ENTRYLK FENTRYLK"
            + " XATTROP FXATTROP LEASE GETACTIVELK SETACTIVELK"),
    /** Any of them, and all others. */
    ANY("");

    /** Names with blanks in between. */
    private final String fops;

    FopKind(String fops) {
        this.fops = fops;
    }

    /** The kind of {@code fop}; {@link #ANY} where none is known. */
    static FopKind of(String fop) {
        for (FopKind kind : values()) {
            if (List.of(kind.fops.split(" ")).contains(fop)) {
                return kind;
            }
        }
        return ANY;
    }
}
