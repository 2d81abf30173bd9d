package io.brickyard.posix.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.brickyard.posix.Caller;
import io.brickyard.posix.OpenFile;
import io.brickyard.posix.PosixStorage;
import io.brickyard.posix.SysException;
import io.brickyard.posix.XattropWatch;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Dirent;
import io.brickyard.wire.fop.FdReply;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.IattReply;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.fop.Opendir;
import io.brickyard.wire.fop.PrePostReply;
import io.brickyard.wire.fop.Readdir;
import io.brickyard.wire.fop.ReaddirReply;
import io.brickyard.wire.fop.Rmdir;
import io.brickyard.wire.fop.Stat;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import org.jspecify.annotations.Nullable;

/**
 * A storage with its heal index: xattrops go through the index, requests about its virtual directories are answered
 * here, everything else passes. Runs on the calling thread.
 */
public final class IndexedStorage implements XattropWatch {
    private static final int ENTRY_BYTES = 40;
    private static final long MAX_BYTES = 128 << 10;
    /** Each holds a whole listing in memory and, unlike other descriptors, none of the kernel's, which would bound them. */
    private static final int MAX_OPEN = 1024;

    private final PosixStorage storage;
    private final HealIndex index;
    private final VirtualDirectory pending;
    private final VirtualDirectory dirty;
    private final VirtualDirectory entryChanges;
    private final Map<Gfid, VirtualDirectory> byGfid = new ConcurrentHashMap<>();
    private final Map<String, VirtualDirectory> bySubset = new ConcurrentHashMap<>();
    private final Map<OpenFile, List<String>> listings = new ConcurrentHashMap<>();

    public IndexedStorage(PosixStorage storage, HealIndex index) {
        this.storage = storage;
        this.index = index;
        pending = register(new VirtualDirectory(Gfid.random(), index.pending, null, false, false));
        dirty = register(new VirtualDirectory(Gfid.random(), index.dirty, null, false, false));
        entryChanges = register(new VirtualDirectory(Gfid.random(), index.entryChanges, null, true, true));
        storage.watchXattrops(this);
    }

    private VirtualDirectory register(VirtualDirectory directory) {
        byGfid.put(directory.gfid(), directory);
        return directory;
    }

    /** Executes one FOP. */
    public FopReply execute(FopRequest request, Caller caller) {
        try {
            FopReply reply = switch (request) {
                case Getxattr r -> getxattr(r);
                case Lookup r -> lookup(r);
                case Stat r -> stat(r);
                case Opendir r -> opendir(r, caller);
                case Readdir r -> readdir(r, caller);
                case Unlink r -> unlink(r);
                case Rmdir r -> rmdir(r);
                default -> null;
            };
            return reply == null ? storage.execute(request, caller) : reply;
        } catch (SysException e) {
            return request.fop().failure(e.errno());
        }
    }

    @Override
    public void before(Gfid gfid, Dict operands, Dict xdata) throws SysException {
        index.before(gfid, operands, xdata);
    }

    @Override
    public void after(Gfid gfid, Dict operands, Dict values, Dict xdata) {
        try {
            if (index.after(gfid, operands, values, xdata)) {
                forget(gfid.toString());
            }
        } catch (SysException e) {
            // The counters have changed: a failure now would have the client blame this brick for nothing.
            System.getLogger(IndexedStorage.class.getName()).log(System.Logger.Level.WARNING,
                    "heal index: cannot bring {0} up to date: {1}; the next crawl will", gfid, e.getMessage());
        }
    }

    private void forget(String subset) {
        VirtualDirectory names = bySubset.remove(subset);
        if (names != null) {
            byGfid.remove(names.gfid());
        }
    }

    private static @Nullable FopReply none() {
        return null;
    }

    private @Nullable FopReply getxattr(Getxattr r) throws SysException {
        Dict answer = switch (r.name()) {
            case "glusterfs.xattrop_index_gfid" -> gfid(r.name(), pending);
            case "glusterfs.xattrop_dirty_gfid" -> gfid(r.name(), dirty);
            case "glusterfs.xattrop_entry_changes_gfid" -> gfid(r.name(), entryChanges);
            case "glusterfs.xattrop_index_count" -> count(r.name(), index.pending);
            case "glusterfs.xattrop_dirty_count" -> count(r.name(), index.dirty);
            default -> null;
        };
        return answer == null ? none()
                : new XattrReply(answer.valueAt(0).asBytes().length, 0, emptyLike(r.xdata()), answer,
                        Iatt.NONE, Iatt.NONE);
    }

    private static Dict gfid(String key, VirtualDirectory directory) {
        return Dict.builder().putRaw(key, directory.gfid().toBytes()).build();
    }

    private static Dict count(String key, LinkSet set) throws SysException {
        return Dict.builder().putUint(key, set.names().size()).build();
    }

    private static Dict emptyLike(Dict request) {
        return request.isNull() ? Dict.NULL : Dict.EMPTY;
    }

    private @Nullable FopReply lookup(Lookup r) throws SysException {
        if (r.bname().isEmpty()) {
            VirtualDirectory directory = byGfid.get(r.gfid());
            return directory == null ? none() : found(r, directory);
        }
        VirtualDirectory parent = byGfid.get(r.pargfid());
        if (parent == null) {
            return none();
        }
        // One text for each gfid: every other spelling would be remembered too, without end.
        String subset = text(r.bname());
        if (!parent.equals(entryChanges) || !index.entryChanges.contains(subset)) {
            throw SysException.of(Errno.ENOENT);
        }
        VirtualDirectory names = bySubset.computeIfAbsent(subset,
                s -> register(new VirtualDirectory(Gfid.random(), index.entryChanges, s, false, true)));
        return found(r, names);
    }

    /** Only gfids name entries of the index: nothing else can lead out of it. */
    private static String text(String gfid) throws SysException {
        try {
            return Gfid.parse(gfid).toString();
        } catch (IllegalArgumentException notAGfid) {
            throw SysException.of(Errno.ENOENT);
        }
    }

    private static LookupReply found(Lookup r, VirtualDirectory directory) {
        Dict xdata = emptyLike(r.xdata());
        if (r.xdata().contains("glusterfs.index-ia-type-get-req")) {
            xdata = Dict.builder().putUint("glusterfs.index-ia-type-get-rsp", directory.holdsDirectories() ? 2 : 1)
                    .build();
        }
        return new LookupReply(0, 0, xdata, directory.iatt(), Iatt.NONE);
    }

    private @Nullable FopReply stat(Stat r) {
        VirtualDirectory directory = byGfid.get(r.gfid());
        return directory == null ? none() : new IattReply(0, 0, emptyLike(r.xdata()), directory.iatt());
    }

    private @Nullable FopReply opendir(Opendir r, Caller caller) throws SysException {
        VirtualDirectory directory = byGfid.get(r.gfid());
        if (directory == null) {
            return none();
        }
        if (listings.size() >= MAX_OPEN) {
            throw SysException.of(Errno.EMFILE);
        }
        OpenFile[] self = new OpenFile[1];
        self[0] = OpenFile.virtualDirectory(r.gfid(), () -> listings.remove(self[0]));
        listings.put(self[0], directory.names());
        return new FdReply(0, 0, emptyLike(r.xdata()), caller.files().add(self[0]));
    }

    private @Nullable FopReply readdir(Readdir r, Caller caller) throws SysException {
        if (r.fd() < 0) {
            return none();
        }
        try (OpenFile file = caller.files().lease(r.fd())) {
            VirtualDirectory directory = byGfid.get(file.gfid());
            if (directory == null || !listings.containsKey(file)) {
                return none();
            }
            List<String> names = listings.getOrDefault(file, List.of());
            if (r.offset() == 0) {
                names = directory.names();
                listings.put(file, names);
            }
            return list(r, names, caller);
        }
    }

    private ReaddirReply list(Readdir r, List<String> names, Caller caller) {
        boolean wantsType = r.xdata().getLong("get-gfid-type", 0) != 0;
        long budget = Math.min(r.sizeBytes(), MAX_BYTES);
        List<Dirent> entries = new ArrayList<>();
        int at = (int) Math.min(Math.max(0, r.offset()), names.size());
        for (; at < names.size(); at++) {
            String name = names.get(at);
            budget -= ENTRY_BYTES + name.length();
            if (budget < 0) {
                break;
            }
            entries.add(new Dirent(-1, at + 1L, wantsType ? type(name, caller) : 0, name));
        }
        int errno = at == names.size() ? Errno.ENOENT.code() : 0;
        return new ReaddirReply(entries.size(), errno, Dict.NULL, entries);
    }

    /** The DT_ value of the inode behind a gfid, 0 where there is none. */
    private int type(String name, Caller caller) {
        try {
            FopReply reply = storage.execute(new Stat(Gfid.parse(name), Dict.NULL), caller);
            return reply instanceof IattReply iatt && !reply.failed() ? iatt.stat().mode() >>> 12 : 0;
        } catch (IllegalArgumentException notAGfid) {
            return 0;
        }
    }

    private @Nullable FopReply unlink(Unlink r) throws SysException {
        VirtualDirectory parent = byGfid.get(r.pargfid());
        if (parent == null) {
            return none();
        }
        if (parent.subset() == null) {
            if (!index.drop(parent.set(), text(r.bname()))) {
                throw SysException.of(Errno.ENOENT);
            }
        } else {
            index.dropName(parent.subset(), r.bname());
        }
        return new PrePostReply(0, 0, emptyLike(r.xdata()), parent.iatt(), parent.iatt());
    }

    private @Nullable FopReply rmdir(Rmdir r) throws SysException {
        VirtualDirectory parent = byGfid.get(r.pargfid());
        if (parent == null) {
            return none();
        }
        if (!parent.equals(entryChanges)) {
            throw SysException.of(Errno.ENOTDIR);
        }
        index.entryChanges.removeSubset(text(r.bname()));
        forget(r.bname());
        return new PrePostReply(0, 0, emptyLike(r.xdata()), parent.iatt(), parent.iatt());
    }
}
