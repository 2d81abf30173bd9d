package io.brickyard.wire.type;

import java.util.Arrays;

/**
 * Error numbers in op_errno. The protocol's portable numbers are those of Linux on x86 (and of every Linux port with
 * the generic table), so a number from a system call there goes out as it is; 1024 and above mean an unknown error.
 */
public enum Errno {
    /** Operation not permitted. */
    EPERM(1, "operation not permitted"),
    /** No such file or directory. */
    ENOENT(2, "no such file or directory"),
    /** No such process. */
    ESRCH(3, "no such process"),
    /** Interrupted. */
    EINTR(4, "interrupted"),
    /** Input/output error. */
    EIO(5, "input/output error"),
    /** No such device or address. */
    ENXIO(6, "no such device or address"),
    /** Argument list too long. */
    E2BIG(7, "argument list too long"),
    /** Bad file descriptor. */
    EBADF(9, "bad file descriptor"),
    /** Would block. */
    EAGAIN(11, "would block"),
    /** Out of memory. */
    ENOMEM(12, "out of memory"),
    /** Permission denied. */
    EACCES(13, "permission denied"),
    /** Bad address. */
    EFAULT(14, "bad address"),
    /** Not a block device. */
    ENOTBLK(15, "not a block device"),
    /** Busy. */
    EBUSY(16, "busy"),
    /** Exists already. */
    EEXIST(17, "exists already"),
    /** Crosses file systems. */
    EXDEV(18, "crosses file systems"),
    /** No such device. */
    ENODEV(19, "no such device"),
    /** Not a directory. */
    ENOTDIR(20, "not a directory"),
    /** Is a directory. */
    EISDIR(21, "is a directory"),
    /** Invalid argument. */
    EINVAL(22, "invalid argument"),
    /** Too many open files in the system. */
    ENFILE(23, "too many open files in the system"),
    /** Too many open files. */
    EMFILE(24, "too many open files"),
    /** Not a terminal. */
    ENOTTY(25, "not a terminal"),
    /** Executable is in use. */
    ETXTBSY(26, "executable is in use"),
    /** File too large. */
    EFBIG(27, "file too large"),
    /** No space left. */
    ENOSPC(28, "no space left"),
    /** Cannot seek. */
    ESPIPE(29, "cannot seek"),
    /** Read-only file system. */
    EROFS(30, "read-only file system"),
    /** Too many links. */
    EMLINK(31, "too many links"),
    /** Broken pipe. */
    EPIPE(32, "broken pipe"),
    /** Argument out of domain. */
    EDOM(33, "argument out of domain"),
    /** Result out of range. */
    ERANGE(34, "result out of range"),
    /** Deadlock avoided. */
    EDEADLK(35, "deadlock avoided"),
    /** Name too long. */
    ENAMETOOLONG(36, "name too long"),
    /** No locks available. */
    ENOLCK(37, "no locks available"),
    /** Not implemented. */
    ENOSYS(38, "not implemented"),
    /** Directory not empty. */
    ENOTEMPTY(39, "directory not empty"),
    /** Too many symbolic links. */
    ELOOP(40, "too many symbolic links"),
    /** No such extended attribute. */
    ENODATA(61, "no such extended attribute"),
    /** Protocol error. */
    EPROTO(71, "protocol error"),
    /** Bad message. */
    EBADMSG(74, "bad message"),
    /** Value too large. */
    EOVERFLOW(75, "value too large"),
    /** Descriptor in a bad state. */
    EBADFD(77, "descriptor in a bad state"),
    /** Invalid byte sequence. */
    EILSEQ(84, "invalid byte sequence"),
    /** Message too long. */
    EMSGSIZE(90, "message too long"),
    /** Not supported. */
    EOPNOTSUPP(95, "not supported"),
    /** Address family not supported. */
    EAFNOSUPPORT(97, "address family not supported"),
    /** Address in use. */
    EADDRINUSE(98, "address in use"),
    /** Network down. */
    ENETDOWN(100, "network down"),
    /** Network unreachable. */
    ENETUNREACH(101, "network unreachable"),
    /** Connection aborted. */
    ECONNABORTED(103, "connection aborted"),
    /** Connection reset. */
    ECONNRESET(104, "connection reset"),
    /** No buffer space. */
    ENOBUFS(105, "no buffer space"),
    /** Not connected. */
    ENOTCONN(107, "not connected"),
    /** Timed out. */
    ETIMEDOUT(110, "timed out"),
    /** Connection refused. */
    ECONNREFUSED(111, "connection refused"),
    /** Host down. */
    EHOSTDOWN(112, "host down"),
    /** No route to host. */
    EHOSTUNREACH(113, "no route to host"),
    /** Already in progress. */
    EALREADY(114, "already in progress"),
    /** In progress. */
    EINPROGRESS(115, "in progress"),
    /** Stale file handle. */
    ESTALE(116, "stale file handle"),
    /** Quota exceeded. */
    EDQUOT(122, "quota exceeded"),
    /** Canceled. */
    ECANCELED(125, "canceled"),
    /** Unknown error. */
    UNKNOWN(1024, "unknown error");

    private static final Errno[] BY_CODE = byCode();

    private final int code;
    private final String text;

    Errno(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** What it means, a few words. */
    public String text() {
        return text;
    }

    /** The constant for a number; {@link #UNKNOWN} if there is none. */
    public static Errno of(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : UNKNOWN;
    }

    /** For messages: name, number and meaning. */
    public static String describe(int code) {
        Errno errno = of(code);
        return errno == UNKNOWN ? "error " + code : errno.name() + " (" + code + ", " + errno.text + ")";
    }

    private static Errno[] byCode() {
        Errno[] table = new Errno[EDQUOT.code + 64];
        Arrays.fill(table, UNKNOWN);
        for (Errno errno : values()) {
            if (errno != UNKNOWN) {
                table[errno.code] = errno;
            }
        }
        return table;
    }
}
