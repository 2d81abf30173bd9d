package io.brickyard.posix;

import java.util.ArrayList;
import java.util.List;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Dirent;
import io.brickyard.wire.fop.DirentPlus;
import io.brickyard.wire.fop.Readdir;
import io.brickyard.wire.fop.ReaddirReply;
import io.brickyard.wire.fop.Readdirp;
import io.brickyard.wire.fop.ReaddirpReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import io.brickyard.wire.xdr.WireText;

/**
 * READDIR and READDIRP.
 *
 * <p>Promises: an entry's offset is its ordinal in this reading of the directory, 1, 2, 3, ..., since clients damage big
 * cookies; the kernel's own positions are kept per descriptor, so that reading goes on exactly behind an entry however
 * much was added or removed meanwhile; a descriptor that has not read so far (after a reconnect) counts from the start.
 */
final class ReaddirFops {
    /** What stock counts for an entry besides its name. */
    private static final int ENTRY_BYTES = 40;
    private static final int PLUS_BYTES = 200;
    private static final long MAX_BYTES = 128 << 10;
    private static final byte[] HERE = LibcNames.here();

    private final Brick brick;

    ReaddirFops(Brick brick) {
        this.brick = brick;
    }

    private record Batch(List<Numbered> entries, boolean end) {}

    private record Numbered(long offset, LibcDir.Entry entry, String name) {}

    ReaddirReply readdir(Readdir r, Caller caller) throws SysException {
        try (OpenFile file = directory(r, caller)) {
            Batch batch = read(file, r.offset(), r.sizeBytes(), ENTRY_BYTES);
            List<Dirent> entries = batch.entries.stream()
                    .map(n -> new Dirent(n.entry.ino(), n.offset, n.entry.type(), n.name)).toList();
            return new ReaddirReply(entries.size(), batch.end ? Errno.ENOENT.code() : 0, Dict.NULL, entries);
        }
    }

    ReaddirpReply readdirp(Readdirp r, Caller caller) throws SysException {
        try (OpenFile file = directory(r, caller)) {
            Batch batch = read(file, r.offset(), r.sizeBytes(), PLUS_BYTES);
            List<DirentPlus> entries = new ArrayList<>(batch.entries.size());
            for (Numbered n : batch.entries) {
                entries.add(plus(file, n, r.xdata()));
            }
            return new ReaddirpReply(entries.size(), batch.end ? Errno.ENOENT.code() : 0, emptyLike(r.xdata()),
                    entries);
        }
    }

    private static Dict emptyLike(Dict request) {
        return request.isNull() ? Dict.NULL : Dict.EMPTY;
    }

    private OpenFile directory(io.brickyard.wire.fop.FdRequest r, Caller caller) throws SysException {
        OpenFile file = brick.file(r, caller);
        if (file.isDirectory()) {
            return file;
        }
        file.close();
        throw SysException.of(Errno.ENOTDIR);
    }

    private Batch read(OpenFile file, long offset, long sizeBytes, int entryBytes) throws SysException {
        synchronized (file) {
            List<Long> positions = file.positions();
            if (offset == 0) {
                positions.clear();
            }
            if (!seek(file, positions, offset)) {
                return new Batch(List.of(), true);
            }
            long budget = Math.min(sizeBytes, MAX_BYTES);
            List<Numbered> taken = new ArrayList<>();
            while (true) {
                List<LibcDir.Entry> more = LibcDir.next(file.fd());
                if (more.isEmpty()) {
                    return new Batch(taken, true);
                }
                for (LibcDir.Entry entry : more) {
                    String name = WireText.decode(entry.name(), 0, entry.name().length);
                    if (FileName.isBrickOwn(file.gfid(), name)) {
                        continue;
                    }
                    budget -= entryBytes + entry.name().length;
                    if (budget < 0) {
                        return new Batch(taken, false);
                    }
                    long ordinal = offset + taken.size() + 1;
                    remember(positions, ordinal, entry.next());
                    taken.add(new Numbered(ordinal, entry, name));
                }
            }
        }
    }

    private static void remember(List<Long> positions, long ordinal, long next) {
        if (ordinal <= positions.size()) {
            positions.set((int) ordinal - 1, next);
        } else {
            positions.add(next);
        }
    }

    /** Goes behind the entry with this ordinal; false where the directory has no so many entries. */
    private boolean seek(OpenFile file, List<Long> positions, long ordinal) throws SysException {
        if (ordinal < 0) {
            throw SysException.of(Errno.EINVAL);
        }
        int known = (int) Math.min(ordinal, positions.size());
        LibcDir.seek(file.fd(), known == 0 ? 0 : positions.get(known - 1));
        while (positions.size() < ordinal) {
            List<LibcDir.Entry> more = LibcDir.next(file.fd());
            if (more.isEmpty()) {
                return false;
            }
            for (LibcDir.Entry entry : more) {
                if (!FileName.isBrickOwn(file.gfid(), WireText.decode(entry.name(), 0, entry.name().length))) {
                    positions.add(entry.next());
                }
                if (positions.size() == ordinal) {
                    LibcDir.seek(file.fd(), entry.next());
                    return true;
                }
            }
        }
        return true;
    }

    private DirentPlus plus(OpenFile file, Numbered n, Dict request) throws SysException {
        Dirent dirent = new Dirent(n.entry.ino(), n.offset, n.entry.type(), n.name);
        if (n.name.equals("..")) {
            return new DirentPlus(dirent, Iatt.NONE, Dict.EMPTY);
        }
        Node node = new Node.Named(brick.root.space(), file.fd(), n.name.equals(".") ? HERE : n.entry.name());
        try {
            InodeStat stat = node.stat();
            Gfid gfid = Labels.gfid(node);
            if (gfid.isNone()) {
                return new DirentPlus(dirent, Iatt.NONE, Dict.EMPTY);
            }
            Dict xdata = brick.xdata.answer(request, new XdataAnswer.Subject(gfid, node, stat));
            return new DirentPlus(new Dirent(gfid.low(), n.offset, n.entry.type(), n.name),
                    brick.times.iatt(gfid, node, stat),
                    xdata.isNull() ? Dict.EMPTY : xdata);
        } catch (SysException e) {
            // Removed since its name was read, at whatever step: a failure would pass for the end of the directory.
            if (e.is(Errno.ENOENT)) {
                return new DirentPlus(dirent, Iatt.NONE, Dict.EMPTY);
            }
            throw e;
        }
    }
}
