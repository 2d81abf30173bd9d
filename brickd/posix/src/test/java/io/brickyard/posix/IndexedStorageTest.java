package io.brickyard.posix;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import io.brickyard.posix.index.HealIndex;
import io.brickyard.posix.index.IndexedStorage;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.FdReply;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Fxattrop;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.fop.Opendir;
import io.brickyard.wire.fop.Readdir;
import io.brickyard.wire.fop.ReaddirReply;
import io.brickyard.wire.fop.Rmdir;
import io.brickyard.wire.fop.Unlink;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.fop.Xattrop;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

class IndexedStorageTest {
    private TestBrick brick;
    private HealIndex index;
    private IndexedStorage storage;
    private Gfid dir;
    private TestBrick.Created file;

    @BeforeEach
    void makeBrick() throws Exception {
        brick = new TestBrick();
        index = new HealIndex(brick.root, List.of("trusted.afr.vol-"), List.of("trusted.afr.dirty"));
        storage = new IndexedStorage(brick.storage, index);
        dir = brick.mkdir(Gfid.ROOT, "dir");
        file = brick.create(dir, "file");
    }

    @AfterEach
    void removeBrick() throws Exception {
        index.close();
        brick.close();
    }

    private <R extends FopReply> R ok(FopRequest request, Class<R> shape) {
        FopReply reply = storage.execute(request, brick.caller);
        assertFalse(reply.failed(), () -> request + " " + reply);
        return assertInstanceOf(shape, reply);
    }

    private void xattrop(Gfid gfid, String key, int delta, Dict xdata) {
        byte[] operand = new byte[12];
        operand[0] = (byte) (delta >> 24);
        operand[1] = (byte) (delta >> 16);
        operand[2] = (byte) (delta >> 8);
        operand[3] = (byte) delta;
        ok(new Xattrop(gfid, 0, Dict.builder().putRaw(key, operand).build(), xdata), XattrReply.class);
    }

    private Set<String> onDisk(String set) throws Exception {
        Path path = brick.path.resolve(".glusterfs/indices").resolve(set);
        try (var names = Files.list(path)) {
            Set<String> all = new TreeSet<>();
            names.map(p -> p.getFileName().toString()).filter(n -> !n.startsWith(set + "-")).forEach(all::add);
            return all;
        }
    }

    private Gfid virtual(String key) {
        return ok(new Getxattr(Gfid.ROOT, 1, key, Dict.NULL), XattrReply.class).dict().getGfid(key);
    }

    private Set<String> list(Gfid directory, Dict xdata) {
        long fd = ok(new Opendir(directory, Dict.NULL), FdReply.class).fd();
        Set<String> names = new TreeSet<>();
        long offset = 0;
        while (true) {
            ReaddirReply reply = ok(new Readdir(directory, fd, offset, 100, xdata), ReaddirReply.class);
            if (reply.entries().isEmpty()) {
                brick.files.release(fd);
                return names;
            }
            for (var entry : reply.entries()) {
                names.add(entry.name() + " " + entry.type());
                offset = entry.offset();
            }
        }
    }

    @Test
    void shouldRefuseToOpenTheIndexMoreOftenThanMemoryAllows() {
        Opendir open = new Opendir(virtual("glusterfs.xattrop_index_gfid"), Dict.NULL);
        long first = ok(open, FdReply.class).fd();
        for (int i = 1; i < 1024; i++) {
            ok(open, FdReply.class);
        }
        FopReply refused = storage.execute(open, brick.caller);
        assertTrue(refused.failed());
        assertEquals(Errno.EMFILE.code(), refused.opErrno());
        brick.files.release(first);
        ok(open, FdReply.class);
    }

    @Test
    void shouldRememberAnInodeWhileItsChangelogIsNotZero() throws Exception {
        assertFalse(index.isBacklogged());
        xattrop(file.gfid(), "trusted.afr.vol-client-1", 0, Dict.NULL);
        xattrop(file.gfid(), "trusted.afr.other-client-1", 1, Dict.NULL);
        assertEquals(Set.of(), onDisk("xattrop"));
        xattrop(file.gfid(), "trusted.afr.vol-client-1", 1, Dict.NULL);
        xattrop(file.gfid(), "trusted.afr.dirty", 1, Dict.NULL);
        assertTrue(index.isBacklogged());
        assertEquals(Set.of(file.gfid().toString()), onDisk("xattrop"));
        assertEquals(Set.of(file.gfid().toString()), onDisk("dirty"));
        Gfid pending = virtual("glusterfs.xattrop_index_gfid");
        assertEquals(Set.of(". 0", ".. 0", file.gfid() + " 0"), list(pending, Dict.NULL));
        assertTrue(list(pending, Dict.builder().putInt("get-gfid-type", 1).build()).contains(file.gfid() + " 8"));
        Dict count = ok(new Getxattr(Gfid.ROOT, 1, "glusterfs.xattrop_index_count", Dict.NULL), XattrReply.class)
                .dict();
        assertEquals(1, count.getLong("glusterfs.xattrop_index_count", -1));
        LookupReply found = ok(new Lookup(pending, Gfid.NONE, 0, "",
                Dict.builder().putInt("glusterfs.index-ia-type-get-req", 1).build()), LookupReply.class);
        assertEquals(-1, found.stat().ino());
        assertEquals(1, found.xdata().getLong("glusterfs.index-ia-type-get-rsp", -1));
        xattrop(file.gfid(), "trusted.afr.vol-client-1", -1, Dict.NULL);
        assertEquals(Set.of(), onDisk("xattrop"));
        assertFalse(index.isBacklogged());
        ok(new Unlink(virtual("glusterfs.xattrop_dirty_gfid"), file.gfid().toString(), 0, Dict.NULL), FopReply.class);
        assertEquals(Set.of(), onDisk("dirty"));
    }

    @Test
    void shouldRememberChangedNamesUntilTheyArePurged() throws Exception {
        String key = "trusted.afr.vol-client-1";
        xattrop(dir, key, 1, Dict.builder().putText("glusterfs.xattrop-entry-create", "one").build());
        xattrop(dir, key, 1, Dict.builder().putText("glusterfs.xattrop-entry-create", "two").build());
        xattrop(dir, key, 0, Dict.builder().putText("glusterfs.xattrop-entry-delete", "one").build());
        Gfid changes = virtual("glusterfs.xattrop_entry_changes_gfid");
        LookupReply names = ok(new Lookup(Gfid.NONE, changes, 0, dir.toString(), Dict.NULL), LookupReply.class);
        assertEquals(Set.of(". 0", ".. 0", "two 0"), list(names.stat().gfid(), Dict.NULL));
        Lookup shouted = new Lookup(Gfid.NONE, changes, 0, dir.toString().toUpperCase(Locale.ROOT), Dict.NULL);
        assertEquals(names.stat().gfid(), ok(shouted, LookupReply.class).stat().gfid(),
                "or every spelling would be kept");
        assertTrue(list(changes, Dict.NULL).stream().anyMatch(n -> n.startsWith("entry-changes-")));
        FopReply bad = storage.execute(new Xattrop(dir, 0, Dict.builder().putRaw(key, new byte[12]).build(),
                Dict.builder().putText("glusterfs.xattrop-entry-create", "../../x").build()), brick.caller);
        assertEquals(Errno.EINVAL.code(), bad.opErrno());
        xattrop(dir, key, -2, Dict.builder().putInt("glusterfs.xattrop-purge-index", 1).build());
        assertEquals(Set.of(), onDisk("entry-changes"));
        assertEquals(Errno.ENOENT.code(),
                storage.execute(new Lookup(Gfid.NONE, changes, 0, dir.toString(), Dict.NULL), brick.caller).opErrno());
        xattrop(dir, key, 1, Dict.builder().putText("glusterfs.xattrop-entry-create", "three").build());
        ok(new Rmdir(changes, 1, dir.toString(), Dict.NULL), FopReply.class);
        assertEquals(Set.of(), onDisk("entry-changes"));
        assertEquals(Errno.ENOENT.code(),
                storage.execute(new Unlink(changes, "../../../evil", 0, Dict.NULL), brick.caller).opErrno());
    }

    @Test
    void shouldFailAndBlameNobodyWhenAChangedNameCannotBeRecorded() throws Exception {
        Path changes = brick.path.resolve(".glusterfs/indices/entry-changes");
        Files.delete(changes);
        Files.createFile(changes);
        byte[] operand = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
        String key = "trusted.afr.vol-client-1";
        FopReply reply = storage.execute(new Xattrop(dir, 0, Dict.builder().putRaw(key, operand).build(),
                Dict.builder().putText("glusterfs.xattrop-entry-create", "one").build()), brick.caller);
        assertEquals(Errno.ENOTDIR.code(), reply.opErrno());
        FopReply left = storage.execute(new Getxattr(dir, 1, key, Dict.NULL), brick.caller);
        assertEquals(Errno.ENODATA.code(), left.opErrno());
    }

    @Test
    void shouldPutAnInodeBackWhenAnXattropFindsItsChangelogNotZero() throws Exception {
        xattrop(file.gfid(), "trusted.afr.vol-client-1", 1, Dict.NULL);
        Gfid pending = virtual("glusterfs.xattrop_index_gfid");
        var unlink = new Unlink(pending, file.gfid().toString(), 0, Dict.NULL);
        ok(unlink, FopReply.class);
        assertEquals(Errno.ENOENT.code(), storage.execute(unlink, brick.caller).opErrno());
        xattrop(file.gfid(), "trusted.afr.vol-client-1", 0, Dict.NULL);
        assertEquals(Set.of(file.gfid().toString()), onDisk("xattrop"));
    }

    @Test
    void shouldForgetChangedNamesWhenADirectoryIsHealedWithoutXdata() throws Exception {
        String key = "trusted.afr.vol-client-1";
        xattrop(dir, key, 1, Dict.builder().putText("glusterfs.xattrop-entry-create", "one").build());
        xattrop(dir, key, 0, Dict.NULL);
        xattrop(dir, key, -1, Dict.builder().putInt("other", 1).build());
        assertEquals(Set.of(dir.toString()), onDisk("entry-changes"));
        xattrop(dir, key, 0, Dict.NULL);
        assertEquals(Set.of(), onDisk("entry-changes"));
    }

    @Test
    void shouldLeaveNothingInTheIndexWhenThereIsNoSuchInode() throws Exception {
        Dict operands = Dict.builder().putRaw("trusted.afr.vol-client-1", new byte[]{0, 0, 0, 1}).build();
        Dict xdata = Dict.builder().putText("glusterfs.xattrop-entry-create", "one").build();
        assertEquals(Errno.ESTALE.code(),
                storage.execute(new Xattrop(Gfid.random(), 0, operands, xdata), brick.caller).opErrno());
        assertEquals(Errno.EBADF.code(),
                storage.execute(new Fxattrop(file.gfid(), 77, 0, operands, xdata), brick.caller).opErrno());
        assertEquals(Set.of(), onDisk("xattrop"));
        assertEquals(Set.of(), onDisk("entry-changes"));
        assertFalse(index.isBacklogged());
    }

    @Test
    void shouldFindTheBacklogAgainWhenTheBrickRestarts() throws Exception {
        xattrop(file.gfid(), "trusted.afr.vol-client-1", 1, Dict.NULL);
        try (HealIndex next = new HealIndex(brick.root, List.of("trusted.afr.vol-"), List.of("trusted.afr.dirty"))) {
            assertTrue(next.isBacklogged());
        }
    }
}
