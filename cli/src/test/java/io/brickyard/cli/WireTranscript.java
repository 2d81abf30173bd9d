package io.brickyard.cli;

import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictValue;
import io.brickyard.wire.fop.Dirent;
import io.brickyard.wire.fop.DirentPlus;
import io.brickyard.wire.fop.EntryReply;
import io.brickyard.wire.fop.Entrylk;
import io.brickyard.wire.fop.FdRequest;
import io.brickyard.wire.fop.Finodelk;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.Inodelk;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.fop.Readdir;
import io.brickyard.wire.fop.Readdirp;
import io.brickyard.wire.fop.StatfsReply;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.rpc.RpcCall;
import io.brickyard.wire.rpc.RpcReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Flock;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.type.LkOwner;
import io.brickyard.wire.xdr.XdrReader;
import org.jspecify.annotations.Nullable;

/**
 * What one connection said, a line for each FOP in the order they were asked: every argument, the error, every part of the
 * answer, every xdata key with its type, and values of changelogs. Gfids are named in the order in which they first appear,
 * so that transcripts of two sessions can be compared. Left out is what no two servers share: times, inode and device
 * numbers, fd numbers, lock owners, occupancy; and what is chance with one client already, for AFR unlocks after it has
 * answered: whether a lock is asked for with or without waiting, and how many locks there are at a moment.
 */
final class WireTranscript {
    private static final Set<String> PRIVATE = Set.of("fd", "pid");
    /** Of a lock request: whether it waits, and what {@link Flock} says as well. */
    private static final Set<String> LOCK_WORDS = Set.of("command", "type");
    /** What the directory is called to which healers move what is gone. */
    static final String ANONYMOUS = "anonymous";

    private static final String UNLOCKS = "unlocks ";
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final String CHANGELOG = "trusted.afr.";

    private final Map<Gfid, String> names;

    /** @param names of gfids known so far, shared by the transcripts of one session */
    WireTranscript(Map<Gfid, String> names) {
        this.names = names;
        names.putIfAbsent(Gfid.ROOT, "root");
        names.putIfAbsent(Gfid.NONE, "none");
    }

    /**
     * One FOP and its answer.
     *
     * @param fop which
     * @param subject the inode it is about: the directory for one that names an entry
     * @param bname the entry it names, "" where it names none
     * @param text the whole line
     */
    record Line(Fop fop, String subject, String bname, String text) {
        private static final Set<Fop> LOCKS = Set.of(Fop.INODELK, Fop.FINODELK, Fop.ENTRYLK, Fop.FENTRYLK);

        /** Whether it asks for a lock or gives one back. */
        boolean isLock() {
            return LOCKS.contains(fop);
        }

        /** Whether AFR sends it after it has answered the kernel, or the kernel tells it at its leisure. */
        boolean isBehindAnswer() {
            return fop == Fop.XATTROP || fop == Fop.FXATTROP || fop == Fop.RELEASE || fop == Fop.RELEASEDIR;
        }
    }

    /** Of a connection's records in both directions. */
    List<Line> of(List<byte[]> calls, List<byte[]> answers) {
        Map<Integer, FopReply> replies = replies(calls, answers);
        List<Line> lines = new ArrayList<>();
        for (byte[] bytes : calls) {
            var in = new XdrReader(ByteBuffer.wrap(bytes));
            RpcCall call = RpcCall.decode(in);
            Fop fop = fop(call);
            if (fop != null) {
                FopRequest request = fop.decodeRequest(in);
                FopReply reply = replies.get(call.xid());
                nameIndex(request, reply);
                String answer = reply == null ? "no answer" : answer(reply);
                lines.add(new Line(fop, subject(request), bname(request), record(request) + " -> " + answer));
            }
        }
        return lines;
    }

    private static @Nullable Fop fop(RpcCall call) {
        return call.program() == Fop.PROGRAM ? Fop.ofProcedure(call.procedure()) : null;
    }

    private static Map<Integer, FopReply> replies(List<byte[]> calls, List<byte[]> answers) {
        Map<Integer, Fop> asked = new HashMap<>();
        for (byte[] bytes : calls) {
            RpcCall call = RpcCall.decode(new XdrReader(ByteBuffer.wrap(bytes)));
            Fop fop = fop(call);
            if (fop != null) {
                asked.put(call.xid(), fop);
            }
        }
        Map<Integer, FopReply> replies = new HashMap<>();
        for (byte[] bytes : answers) {
            var in = new XdrReader(ByteBuffer.wrap(bytes));
            Fop fop = asked.get(in.getInt());
            if (in.getInt() != RpcCall.MESSAGE_TYPE && fop != null
                    && RpcReply.decodeStatus(in) == RpcReply.Status.SUCCESS) {
                replies.put(new XdrReader(ByteBuffer.wrap(bytes)).getInt(), fop.decodeReply(in));
            }
        }
        return replies;
    }

    private String subject(FopRequest request) {
        for (RecordComponent part : request.getClass().getRecordComponents()) {
            if (get(part, request) instanceof Gfid gfid && !gfid.equals(Gfid.NONE)) {
                return name(gfid);
            }
        }
        return "none";
    }

    private static String bname(FopRequest request) {
        for (RecordComponent part : request.getClass().getRecordComponents()) {
            if (part.getName().endsWith("bname")) {
                return String.valueOf(get(part, request));
            }
        }
        return "";
    }

    private String answer(FopReply reply) {
        String errno = reply.failed() ? Errno.describe(reply.opErrno()) : "ok";
        return reply instanceof StatfsReply ? errno : errno + " " + record(reply);
    }

    /** Directories of the index have another gfid on each brick. */
    private void nameIndex(FopRequest request, @Nullable FopReply reply) {
        if (reply instanceof XattrReply xattrs && request instanceof Getxattr get && get.name().endsWith("_gfid")) {
            names.put(xattrs.dict().getGfid(get.name()), get.name());
        }
        if (reply instanceof LookupReply found && request instanceof Lookup lookup
                && names.getOrDefault(lookup.pargfid(), "").endsWith("_gfid")) {
            names.put(found.stat().gfid(), "changes of " + withoutIds(lookup.bname()));
        }
        if (bname(request).startsWith(".glusterfs-anonymous") && reply != null && !reply.failed()) {
            if (reply instanceof LookupReply found) {
                names.put(found.stat().gfid(), ANONYMOUS);
            } else if (reply instanceof EntryReply made) {
                names.put(made.stat().gfid(), ANONYMOUS);
            }
        }
    }

    private String record(Object record) {
        StringBuilder text = new StringBuilder(kind(record)).append('[');
        boolean isLock = record instanceof Inodelk || record instanceof Finodelk;
        if (record instanceof Entrylk lock) {
            text.append(lock.command() == 1 ? UNLOCKS : "locks ");
            isLock = true;
        }
        boolean isListing = record instanceof Readdir || record instanceof Readdirp;
        for (RecordComponent part : record.getClass().getRecordComponents()) {
            boolean isPlace = isListing && part.getName().equals("offset");
            boolean isWay = isLock && LOCK_WORDS.contains(part.getName());
            // Of a LOOKUP by gfid it is whatever the client's memory held.
            isPlace |= record instanceof Lookup lookup && lookup.bname().isEmpty() && part.getName().equals("pargfid");
            if (!isPlace && !isWay && !PRIVATE.contains(part.getName()) && !part.getName().startsWith("op")) {
                // The changelog changes after AFR has answered.
                Object value = get(part, record);
                text.append(' ').append(part.getName()).append('=').append(
                        value instanceof Dict dict ? dict(dict, record instanceof LookupReply) : value(value));
            }
        }
        return text.append(" ]").toString();
    }

    /** The kernel asks for attributes with or without an fd as it likes. */
    private static String kind(Object record) {
        return record instanceof FdRequest r && r.fop() == Fop.FSTAT ? "Stat" : record.getClass().getSimpleName();
    }

    private String value(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Gfid gfid -> name(gfid);
            case LkOwner owner -> "owner";
            case Iatt iatt -> iatt(iatt);
            case Dict dict -> dict(dict, false);
            // Stock tells attributes of what is above, even above the brick; no client looks at them.
            case DirentPlus plus when plus.entry().name().equals("..") -> value(plus.entry());
            case ByteBuffer data -> data.remaining() + " bytes " + Integer.toHexString(data.duplicate().hashCode());
            case Dirent entry -> withoutIds(entry.name()) + " of type " + entry.type();
            // In which order a directory lists its entries is its file system's affair.
            case List<?> list -> list.stream().map(this::value).sorted().toList().toString();
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            case Flock lock -> (lock.type() == Flock.UNLOCK ? UNLOCKS : "locks ") + lock.start() + "+" + lock.length();
            case Record record -> record(record);
            case String text -> withoutIds(text);
            default -> value.toString();
        };
    }

    private String iatt(Iatt iatt) {
        if (iatt.equals(Iatt.NONE)) {
            return "-";
        }
        return "(%s %o size=%d blocks=%d nlink=%d %d:%d rdev=%x mask=%x flags=%x)".formatted(name(iatt.gfid()),
                iatt.mode(), isDirectory(iatt) ? 0 : iatt.size(), isDirectory(iatt) ? 0 : iatt.blocks(), iatt.nlink(),
                iatt.uid(), iatt.gid(), iatt.rdev(), iatt.attributesMask(), iatt.flags());
    }

    private static boolean isDirectory(Iatt iatt) {
        return iatt.mode() >>> 12 == 4;
    }

    private String dict(Dict dict, boolean isLookup) {
        if (dict.isNull()) {
            return "null";
        }
        List<String> pairs = new ArrayList<>();
        dict.forEach((key, value) -> pairs.add(key + ":" + shown(key, value, isLookup)));
        return pairs.stream().sorted(Comparator.naturalOrder()).collect(Collectors.joining(" ", "{", "}"));
    }

    /** Names of files that are gone are gfids, those of index files random. */
    private String withoutIds(String text) {
        return UUID.matcher(text).replaceAll(id -> names.getOrDefault(Gfid.parse(id.group()), "uuid"));
    }

    private static String shown(String key, DictValue value, boolean isLookup) {
        String type = value.getClass().getSimpleName();
        boolean isChangelog = key.startsWith(CHANGELOG);
        boolean isLockCount = key.endsWith("lk-count") || key.contains("lk-dom-prefix:") || key.endsWith("-entrylk");
        boolean isChance = isLockCount || (isLookup && isChangelog);
        boolean isNumber = value instanceof DictValue.Int || value instanceof DictValue.Uint;
        return !isChance && (isChangelog || isNumber) ? type + "=" + HexFormat.of().formatHex(value.asBytes()) : type;
    }

    private String name(Gfid gfid) {
        return names.computeIfAbsent(gfid, g -> "inode-" + names.size());
    }

    private static @Nullable Object get(RecordComponent part, Object record) {
        try {
            return part.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(part.toString(), e);
        }
    }
}
