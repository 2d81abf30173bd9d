package io.brickyard.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.brickyard.wire.type.Errno;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.brickyard.posix.TestBrickDir.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LibcTest {
    private Path path;
    private int dir;

    @BeforeEach
    void makeDirectory() throws Exception {
        path = TestBrickDir.create();
        dir = LibcNames.openFollowing(bytes(path.toString()), Libc.O_PATH | Libc.O_DIRECTORY, 0);
    }

    @AfterEach
    void removeDirectory() throws Exception {
        Libc.close(dir);
        try (var files = Files.walk(path)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        }
    }

    private static Errno errnoOf(org.junit.jupiter.api.function.Executable e) {
        return Errno.of(assertThrows(SysException.class, e).errno());
    }

    @Test
    void shouldWriteAndReadWhenUsingNativeBuffers() throws Exception {
        int fd = LibcNames.openat(dir, bytes("f"), Libc.O_CREAT | Libc.O_RDWR, 0640);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(64);
            MemorySegment.copy(bytes("hello, brick"), 0, buffer, ValueLayout.JAVA_BYTE, 0, 12);
            assertEquals(12, Libc.pwrite(fd, buffer, 0, 12, 100));
            assertEquals(5, Libc.pread(fd, buffer, 20, 5, 107));
            assertEquals("brick",
                    new String(buffer.asSlice(20, 5).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.US_ASCII));
            assertEquals(0, Libc.pread(fd, buffer, 0, 8, 112));
            assertEquals(12, Libc.preadCached(fd, buffer, 0, 64, 100));
            InodeStat stat = Libc.fstat(fd);
            assertEquals(112, stat.size());
            assertEquals(0100640, stat.mode());
            assertEquals(Files.getAttribute(path.resolve("f"), "unix:ino"), stat.ino());
            assertEquals(Files.getAttribute(path.resolve("f"), "unix:dev"), stat.dev());
            Libc.fsync(fd);
            Libc.fdatasync(fd);
            Libc.ftruncate(fd, 1 << 20);
            Libc.fallocate(fd, Libc.FALLOC_PUNCH_HOLE | Libc.FALLOC_KEEP_SIZE, 0, 4096);
            assertEquals(Errno.ENXIO, errnoOf(() -> Libc.lseek(fd, 1 << 20, Libc.SEEK_DATA)));
            assertEquals(0, Libc.lseek(fd, 0, Libc.SEEK_HOLE));
            assertEquals(-Errno.EBADF.code(), Libc.preadCached(-1, buffer, 0, 1, 0));
        }
        Libc.close(fd);
    }

    @Test
    void shouldCopyInsideTheKernelWhenAskedForARange() throws Exception {
        Files.write(path.resolve("a"), bytes("0123456789"));
        int from = LibcNames.openat(dir, bytes("a"), Libc.O_RDONLY, 0);
        int to = LibcNames.openat(dir, bytes("b"), Libc.O_CREAT | Libc.O_WRONLY, 0600);
        assertEquals(4, Libc.copyFileRange(from, 3, to, 1, 4));
        assertEquals("\0003456", Files.readString(path.resolve("b")));
        Libc.close(from);
        Libc.close(to);
    }

    @Test
    void shouldChangeNamesWhenRelativeToADescriptor() throws Exception {
        LibcNames.mkdirat(dir, bytes("d"), 0750);
        LibcNames.mknodat(dir, bytes("fifo"), InodeStat.S_IFIFO | 0600, 0);
        LibcNames.mknodat(dir, bytes("dev"), InodeStat.S_IFCHR | 0600, (300L << 8) | 7);
        assertEquals((300L << 32) | 7, LibcNames.lstatat(dir, bytes("dev")).rdev());
        LibcNames.symlinkat(bytes("../nowhere"), dir, bytes("s"));
        assertArrayEquals(bytes("../nowhere"), LibcNames.readlinkat(dir, bytes("s")));
        assertTrue(LibcNames.lstatat(dir, bytes("s")).isSymlink());
        LibcNames.linkat(dir, bytes("s"), dir, bytes("s2"));
        assertEquals(2, LibcNames.lstatat(dir, bytes("s2")).nlink());
        LibcNames.renameat(dir, bytes("s2"), dir, bytes("d2"));
        assertEquals(Errno.EEXIST, errnoOf(() -> LibcNames.renameNoReplace(dir, bytes("d2"), dir, bytes("s"))));
        LibcNames.unlinkat(dir, bytes("d2"));
        assertEquals(Errno.ENOENT, errnoOf(() -> LibcNames.lstatat(dir, bytes("d2"))));
        LibcNames.fchownat(dir, bytes("d"), 7, 8);
        LibcNames.fchmodat(dir, bytes("d"), 0711);
        LibcNames.utimensat(dir, bytes("d"), new LibcNames.Times(1, 2, 3, 999_999_999));
        InodeStat stat = LibcNames.lstatat(dir, bytes("d"));
        assertEquals(7, stat.uid());
        assertEquals(8, stat.gid());
        assertEquals(040711, stat.mode());
        assertEquals(2, stat.atimeNanos());
        assertEquals(999_999_999, stat.mtimeNanos());
        LibcNames.rmdirat(dir, bytes("d"));
        assertEquals(Errno.ELOOP, errnoOf(() -> LibcNames.openat(dir, bytes("s"), Libc.O_RDONLY, 0)));
    }

    @Test
    void shouldStayBeneathWhenALinkLeadsOutside() throws Exception {
        LibcNames.symlinkat(bytes("/etc"), dir, bytes("absolute"));
        LibcNames.symlinkat(bytes("../.."), dir, bytes("up"));
        LibcNames.mkdirat(dir, bytes("d"), 0700);
        LibcNames.symlinkat(bytes("d"), dir, bytes("inside"));
        int flags = Libc.O_PATH | Libc.O_DIRECTORY;
        assertEquals(Errno.EXDEV, errnoOf(() -> LibcNames.openBeneath(dir, bytes("absolute"), flags)));
        assertEquals(Errno.EXDEV, errnoOf(() -> LibcNames.openBeneath(dir, bytes("up"), flags)));
        Libc.close(LibcNames.openBeneath(dir, bytes("inside"), flags));
    }

    @Test
    void shouldKnowWhatIsInMemoryWhenItWasLookedAt() throws Exception {
        Libc.close(LibcNames.openat(dir, bytes("f"), Libc.O_CREAT | Libc.O_RDWR, 0640));
        LibcNames.symlinkat(bytes("f"), dir, bytes("link"));
        assertTrue(LibcNames.isInMemory(dir, bytes("f")));
        // The first look at a link notes the time of access, which may wait.
        Libc.close(LibcNames.openBeneath(dir, bytes("link"), Libc.O_RDONLY));
        assertTrue(LibcNames.isInMemory(dir, bytes("link")));
        assertFalse(LibcNames.isInMemory(dir, bytes("none")));
    }

    @Test
    void shouldLinkANamelessFileWhenItIsReady() throws Exception {
        int fd = LibcNames.openat(dir, bytes("."), Libc.O_TMPFILE | Libc.O_RDWR, 0600);
        LibcNames.linkFd(fd, dir, bytes("named"));
        assertEquals(1, Libc.fstat(fd).nlink());
        Libc.close(fd);
    }

    @Test
    void shouldKeepXattrsWhenSetByPathAndDescriptor() throws Exception {
        byte[] key = bytes("trusted.gfid");
        byte[] file = bytes(path.resolve("x").toString());
        int fd = LibcNames.openat(dir, bytes("x"), Libc.O_CREAT | Libc.O_RDWR, 0600);
        assertNull(LibcXattr.lget(file, key));
        LibcXattr.lset(file, key, new byte[16], LibcXattr.XATTR_CREATE);
        assertEquals(Errno.EEXIST, errnoOf(() -> LibcXattr.fset(fd, key, new byte[16], LibcXattr.XATTR_CREATE)));
        LibcXattr.fset(fd, key, bytes("v"), LibcXattr.XATTR_REPLACE);
        assertArrayEquals(bytes("v"), LibcXattr.lget(LibcNames.procPath(dir, bytes("x")), key));
        LibcXattr.fset(fd, bytes("user.empty"), new byte[0], 0);
        assertArrayEquals(new byte[0], LibcXattr.fget(fd, bytes("user.empty")));
        Set<String> names = new TreeSet<>();
        for (byte[] name : LibcXattr.flist(fd)) {
            names.add(new String(name, StandardCharsets.US_ASCII));
        }
        assertEquals(Set.of("trusted.gfid", "user.empty"), names);
        LibcXattr.lremove(file, key);
        LibcXattr.fremove(fd, bytes("user.empty"));
        assertEquals(0, LibcXattr.llist(file).size());
        assertEquals(Errno.ENODATA, errnoOf(() -> LibcXattr.fremove(fd, key)));
        Libc.close(fd);
    }

    @Test
    void shouldGoOnWhereItStoppedWhenSeekingInADirectory() throws Exception {
        for (int i = 0; i < 50; i++) {
            Files.createFile(path.resolve("file" + i));
        }
        int fd = LibcNames.openat(dir, bytes("."), Libc.O_RDONLY | Libc.O_DIRECTORY, 0);
        var first = LibcDir.next(fd);
        assertEquals(52, first.size());
        LibcDir.seek(fd, first.get(39).next());
        assertArrayEquals(first.get(40).name(), LibcDir.next(fd).get(0).name());
        Libc.close(fd);
        assertEquals(50, LibcDir.list(dir, bytes(".")).size());
    }

    @Test
    void shouldRefuseWhenNamesHoldNulOrAreTooLong() {
        assertEquals(Errno.EINVAL, errnoOf(() -> LibcNames.lstatat(dir, new byte[]{'a', 0, 'b'})));
        assertEquals(Errno.ENAMETOOLONG, errnoOf(() -> LibcNames.lstatat(dir, new byte[5000])));
        assertEquals(Errno.ENAMETOOLONG, errnoOf(() -> LibcNames.mkdirat(dir, bytes("n".repeat(256)), 0700)));
    }

    @Test
    void shouldChangeIdsOfOneThreadOnlyWhenActingAsAnother() throws Exception {
        LibcNames.mkdirat(dir, bytes("d"), 0770);
        LibcNames.fchownat(dir, bytes("d"), 0, 2000);
        LibcNames.fchmodat(dir, bytes("d"), 0770);
        LibcNames.fchmodat(LibcNames.AT_FDCWD, bytes(path.toString()), 0755);
        assertEquals(Errno.EACCES, errnoOf(
                () -> LibcIds.as(1000, 1000, new int[]{1000},
                        () -> LibcNames.openat(dir, bytes("d"), Libc.O_RDONLY, 0))));
        AtomicInteger other = new AtomicInteger(-1);
        // Started before the switch: a thread made during it would inherit the borrowed ids.
        CountDownLatch go = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try {
                go.await();
                LibcNames.mkdirat(dir, bytes("by-other-thread"), 0700);
                other.set(LibcNames.lstatat(dir, bytes("by-other-thread")).uid());
            } catch (SysException e) {
                other.set(-e.errno());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        LibcIds.as(1000, 1000, new int[]{2000}, () -> {
            LibcIds.faccessat(dir, bytes("d"), 7);
            go.countDown();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 0;
        });
        assertEquals(0, other.get());
        Files.createDirectory(path.resolve("root-again"));
        assertEquals(0, Files.getAttribute(path.resolve("root-again"), "unix:uid", LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void shouldGiveStatvfsNumbersWhenAskedForTheFileSystem() throws Exception {
        int fd = LibcNames.openat(dir, bytes("."), Libc.O_RDONLY | Libc.O_DIRECTORY, 0);
        Libc.StatFs fs = Libc.fstatfs(fd);
        assertEquals(Files.getFileStore(path).getTotalSpace(), fs.blocks() * fs.frsize());
        assertEquals(255, fs.nameMax());
        Libc.close(fd);
    }
}
