package io.brickyard.wire.fop;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.xdr.XdrReader;
import org.jspecify.annotations.Nullable;

/**
 * The table of file operations: procedure number on the wire, number in the older enumeration that statistics and
 * volume files use (they differ from 41 on), how to read request and reply. A new operation is a new record and a line
 * here. Procedure 49, COMPOUND, is dead and missing on purpose.
 */
@SuppressWarnings("ImmutableEnumChecker") // its functions are references to static methods
public enum Fop {
    /** Attributes of an inode. */
    STAT(1, 1, Stat::decode, IattReply::decode, IattReply::failure),
    /** The target of a symbolic link. */
    READLINK(2, 2, Readlink::decode, ReadlinkReply::decode, ReadlinkReply::failure),
    /** Makes a node of any type but directory. */
    MKNOD(3, 3, Mknod::decode, EntryReply::decode, EntryReply::failure),
    /** Makes a directory. */
    MKDIR(4, 4, Mkdir::decode, EntryReply::decode, EntryReply::failure),
    /** Removes a name that is no directory. */
    UNLINK(5, 5, Unlink::decode, PrePostReply::decode, PrePostReply::failure),
    /** Removes a directory. */
    RMDIR(6, 6, Rmdir::decode, PrePostReply::decode, PrePostReply::failure),
    /** Makes a symbolic link. */
    SYMLINK(7, 7, Symlink::decode, EntryReply::decode, EntryReply::failure),
    /** Moves a name. */
    RENAME(8, 8, Rename::decode, RenameReply::decode, RenameReply::failure),
    /** Gives an inode one more name. */
    LINK(9, 9, Link::decode, EntryReply::decode, EntryReply::failure),
    /** Sets the size of a file by gfid. */
    TRUNCATE(10, 10, Truncate::decode, PrePostReply::decode, PrePostReply::failure),
    /** Opens a file. */
    OPEN(11, 11, Open::decode, FdReply::decode, FdReply::failure),
    /** Reads from a file. */
    READ(12, 12, Read::decode, ReadReply::decode, ReadReply::failure),
    /** Writes to a file. */
    WRITE(13, 13, Write::decode, PrePostReply::decode, PrePostReply::failure),
    /** Size and occupancy of the brick's file system. */
    STATFS(14, 14, StatfsCall::decode, StatfsReply::decode, StatfsReply::failure),
    /** Drops the caller's POSIX locks. */
    FLUSH(15, 15, Flush::decode, StatusReply::decode, StatusReply::failure),
    /** Makes content durable. */
    FSYNC(16, 16, Fsync::decode, PrePostReply::decode, PrePostReply::failure),
    /** Sets extended attributes by gfid. */
    SETXATTR(17, 17, Setxattr::decode, StatusReply::decode, StatusReply::failure),
    /** Reads one or all extended attributes by gfid. */
    GETXATTR(18, 18, Getxattr::decode, XattrReply::decode, XattrReply::failure),
    /** Removes an extended attribute by gfid. */
    REMOVEXATTR(19, 19, Removexattr::decode, StatusReply::decode, StatusReply::failure),
    /** Opens a directory. */
    OPENDIR(20, 20, Opendir::decode, FdReply::decode, FdReply::failure),
    /** Makes a directory durable. */
    FSYNCDIR(21, 21, Fsyncdir::decode, StatusReply::decode, StatusReply::failure),
    /** May the caller do this?. */
    ACCESS(22, 22, Access::decode, StatusReply::decode, StatusReply::failure),
    /** Makes and opens a regular file. */
    CREATE(23, 23, Create::decode, CreateReply::decode, CreateReply::failure),
    /** Sets the size of an open file. */
    FTRUNCATE(24, 24, Ftruncate::decode, PrePostReply::decode, PrePostReply::failure),
    /** Attributes of an open file. */
    FSTAT(25, 25, Fstat::decode, IattReply::decode, IattReply::failure),
    /** POSIX byte range locks. */
    LK(26, 26, Lk::decode, LkReply::decode, LkReply::failure),
    /** Finds an inode: by parent and name, or by gfid when the name is empty. */
    LOOKUP(27, 27, Lookup::decode, LookupReply::decode, LookupReply::failure),
    /** Lists an open directory. */
    READDIR(28, 28, Readdir::decode, ReaddirReply::decode, ReaddirReply::failure),
    /** Byte range lock of one client against others, by gfid. */
    INODELK(29, 29, Inodelk::decode, StatusReply::decode, StatusReply::failure),
    /** Byte range lock of one client against others, on an open file. */
    FINODELK(30, 30, Finodelk::decode, StatusReply::decode, StatusReply::failure),
    /** Lock on a name in a directory or the whole of it, by gfid. */
    ENTRYLK(31, 31, Entrylk::decode, StatusReply::decode, StatusReply::failure),
    /** Lock on a name in an open directory or the whole of it. */
    FENTRYLK(32, 32, Fentrylk::decode, StatusReply::decode, StatusReply::failure),
    /** Adds to counters in extended attributes, atomically, by gfid. */
    XATTROP(33, 33, Xattrop::decode, XattrReply::decode, XattrReply::failure),
    /** Adds to counters in extended attributes, atomically, on an open file. */
    FXATTROP(34, 34, Fxattrop::decode, XattrReply::decode, XattrReply::failure),
    /** Reads one or all extended attributes of an open file. */
    FGETXATTR(35, 35, Fgetxattr::decode, XattrReply::decode, XattrReply::failure),
    /** Sets extended attributes of an open file. */
    FSETXATTR(36, 36, Fsetxattr::decode, StatusReply::decode, StatusReply::failure),
    /** Checksums of a range. */
    RCHECKSUM(37, 37, Rchecksum::decode, RchecksumReply::decode, RchecksumReply::failure),
    /** Sets attributes by gfid. */
    SETATTR(38, 38, Setattr::decode, PrePostReply::decode, PrePostReply::failure),
    /** Sets attributes of an open file. */
    FSETATTR(39, 39, Fsetattr::decode, PrePostReply::decode, PrePostReply::failure),
    /** Lists an open directory with attributes. */
    READDIRP(40, 40, Readdirp::decode, ReaddirpReply::decode, ReaddirpReply::failure),
    /** Closes a file. */
    RELEASE(41, 42, Release::decode, StatusReply::decode, StatusReply::failure),
    /** Closes a directory. */
    RELEASEDIR(42, 43, Releasedir::decode, StatusReply::decode, StatusReply::failure),
    /** Removes an extended attribute of an open file. */
    FREMOVEXATTR(43, 45, Fremovexattr::decode, StatusReply::decode, StatusReply::failure),
    /** Allocates space. */
    FALLOCATE(44, 46, Fallocate::decode, PrePostReply::decode, PrePostReply::failure),
    /** Punches a hole, keeps the size. */
    DISCARD(45, 47, Discard::decode, PrePostReply::decode, PrePostReply::failure),
    /** Makes a range read as zeros. */
    ZEROFILL(46, 48, Zerofill::decode, PrePostReply::decode, PrePostReply::failure),
    /** A message for a translator. */
    IPC(47, 49, Ipc::decode, StatusReply::decode, StatusReply::failure),
    /** The next data or hole. */
    SEEK(48, 50, Seek::decode, SeekReply::decode, SeekReply::failure),
    /** Gets, sets or returns a lease. */
    LEASE(50, 51, Lease::decode, LeaseReply::decode, LeaseReply::failure),
    /** Lists the locks on an inode, for moving them. */
    GETACTIVELK(51, 53, Getactivelk::decode, GetactivelkReply::decode, GetactivelkReply::failure),
    /** Installs locks on an inode, for moving them. */
    SETACTIVELK(52, 54, Setactivelk::decode, StatusReply::decode, StatusReply::failure),
    /** Makes an inode without a name. */
    ICREATE(53, 56, Icreate::decode, IattReply::decode, IattReply::failure),
    /** Gives an inode its first name. */
    NAMELINK(54, 57, Namelink::decode, PrePostReply::decode, PrePostReply::failure),
    /** Makes a file with content in one call. */
    PUT(55, 55, Put::decode, EntryReply::decode, EntryReply::failure),
    /** Copies between two open files of the brick. */
    COPY_FILE_RANGE(56, 58, CopyFileRange::decode, CopyFileRangeReply::decode, CopyFileRangeReply::failure);

    /** The program that these are procedures of. */
    public static final int PROGRAM = 1298437;
    /** The version of that program. */
    public static final int VERSION = 400;
    /** All operations in order of their procedures. */
    public static final List<Fop> ALL = List.of(values());

    private static final @Nullable Fop[] BY_PROCEDURE = byProcedure();

    private final int procedure;
    private final int number;
    private final Function<XdrReader, FopRequest> requestDecoder;
    private final Function<XdrReader, FopReply> replyDecoder;
    private final BiFunction<Integer, Dict, FopReply> failure;

    Fop(int procedure, int number, Function<XdrReader, FopRequest> requestDecoder,
            Function<XdrReader, FopReply> replyDecoder, BiFunction<Integer, Dict, FopReply> failure) {
        this.procedure = procedure;
        this.number = number;
        this.requestDecoder = requestDecoder;
        this.replyDecoder = replyDecoder;
        this.failure = failure;
    }

    /** Procedure number on the wire. */
    public int procedure() {
        return procedure;
    }

    /** Number in GlusterFS's enumeration of operations; never on the wire. */
    public int number() {
        return number;
    }

    /** The operation of a procedure number; null if there is none. */
    public static @Nullable Fop ofProcedure(int procedure) {
        return procedure >= 0 && procedure < BY_PROCEDURE.length ? BY_PROCEDURE[procedure] : null;
    }

    /** Reads a request. Bytes behind it stay unread, as stock leaves them. */
    public FopRequest decodeRequest(XdrReader in) {
        return requestDecoder.apply(in);
    }

    /** Reads a reply. Bytes behind it stay unread. */
    public FopReply decodeReply(XdrReader in) {
        return replyDecoder.apply(in);
    }

    /** The reply that says -1 and an error number, complete and otherwise zero, as clients need it. */
    public FopReply failure(int errno) {
        return failure(errno, Dict.NULL);
    }

    /** As {@link #failure(int)}, with xdata. */
    public FopReply failure(int errno, Dict xdata) {
        return failure.apply(errno, xdata);
    }

    private static @Nullable Fop[] byProcedure() {
        Fop[] all = values();
        @Nullable
        Fop[] table = new Fop[Arrays.stream(all).mapToInt(Fop::procedure).max().orElse(0) + 1];
        for (Fop fop : all) {
            table[fop.procedure] = fop;
        }
        return table;
    }
}
