package io.brickyard.posix;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/** A file system of its own on a loop device, whose power can be cut. */
final class LoopFileSystem implements AutoCloseable {
    /** {@code _IOR('X', 125, __u32)}, from the kernel's public ext4 and xfs headers. */
    private static final long GOING_DOWN = 0x8004587dL;
    private static final int WITHOUT_FLUSHING_THE_LOG = 2;
    private static final long IMAGE_BYTES = 320L << 20;
    private static final long DEADLINE_SECONDS = 60;

    private final Path work;
    final Path mount;
    private boolean mounted;

    private LoopFileSystem(Path work) throws IOException {
        this.work = work;
        this.mount = Files.createDirectory(work.resolve("mnt"));
    }

    /** Makes and mounts one; the test is skipped where that is not possible, and in CI fails unless root or loop lack. */
    static LoopFileSystem make(String type) throws IOException {
        String mkfs = "/usr/sbin/mkfs." + type;
        boolean possible = "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/dev/loop-control"));
        Assumptions.assumeTrue(possible, "a file system on a loop device needs root and /dev/loop-control");
        boolean tool = Files.isExecutable(Path.of(mkfs));
        if (!tool && "true".equals(System.getenv("CI"))) {
            throw new IOException(mkfs + " is missing: install " + (type.equals("xfs") ? "xfsprogs" : "e2fsprogs"));
        }
        Assumptions.assumeTrue(tool, mkfs + " is missing");
        LoopFileSystem fs = new LoopFileSystem(Files.createTempDirectory("loop"));
        try (RandomAccessFile image = new RandomAccessFile(fs.image().toFile(), "rw")) {
            image.setLength(IMAGE_BYTES);
        }
        run(mkfs, "-q", type.equals("xfs") ? "-f" : "-F", fs.image().toString());
        fs.mount();
        return fs;
    }

    private Path image() {
        return work.resolve("image");
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.PIPE).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // Its output has ended, so it has, but for the time the kernel takes.
        if (process.onExit().orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS).join().exitValue() != 0) {
            throw new IOException(List.of(command) + ": " + said);
        }
    }

    private void mount() throws IOException {
        run("mount", "-o", "loop", image().toString(), mount.toString());
        mounted = true;
    }

    /** From now on nothing reaches the disk, not even the journal that is in memory. */
    void cutPower() throws SysException {
        int fd = LibcNames.openFollowing(TestBrickDir.bytes(mount.toString()), Libc.O_RDONLY | Libc.O_DIRECTORY, 0);
        try {
            Syscall s = Syscall.here();
            s.struct.set(ValueLayout.JAVA_INT, 0, WITHOUT_FLUSHING_THE_LOG);
            s.call(SyscallNumbers.IOCTL, fd, GOING_DOWN, s.struct.address(), 0);
        } finally {
            Libc.close(fd);
        }
    }

    /** Power is back: what was on the disk is mounted again. Nobody may have files open. */
    void restart() throws IOException {
        unmount();
        mount();
    }

    private void unmount() throws IOException {
        if (mounted) {
            run("umount", mount.toString());
            mounted = false;
        }
    }

    @Override
    public void close() throws IOException {
        unmount();
        TestBrick.delete(work);
    }
}
