package io.brickyard.peers;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A file system of its own on a loop device, whose power can be cut. Closing unmounts it, and the loop device goes. */
public final class LoopFileSystem implements AutoCloseable {
    /** {@code _IOR('X', 125, __u32)}, from the kernel's public ext4 and xfs headers. */
    private static final long GOING_DOWN = 0x8004587dL;
    private static final int WITHOUT_FLUSHING_THE_LOG = 2;
    private static final int O_DIRECTORY = "aarch64".equals(System.getProperty("os.arch")) ? 040000 : 0200000;
    private static final long IMAGE_BYTES = 320L << 20;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Those that can be cut off. */
    public enum Type {
        EXT4(Peer.MKFS_EXT4, "-F", "loop"),
        /** The kernel takes one and its copy for the same. */
        XFS(Peer.MKFS_XFS, "-f", "loop,nouuid");

        private final Peer maker;
        private final String force;
        private final String mountOptions;

        Type(Peer maker, String force, String mountOptions) {
            this.maker = maker;
            this.force = force;
            this.mountOptions = mountOptions;
        }

        /** What the machine must have, for {@link Peers#require}. */
        public Peer[] needs() {
            return new Peer[]{Peer.ROOT, Peer.LOOP, maker};
        }
    }

    private final Type type;
    private final Path mount;
    private Path image;
    private int restarts;

    private LoopFileSystem(Type type, Path image, Path mount) {
        this.type = type;
        this.image = image;
        this.mount = mount;
        Leftovers.add(this);
    }

    /** Makes and mounts one; its image and mount point lie in a directory. */
    public static LoopFileSystem make(Type type, Path directory) {
        Path image = directory.resolve("disk.image");
        Path mount = directory.resolve("disk");
        try {
            Files.createDirectory(mount);
            try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
                file.setLength(IMAGE_BYTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Command.check(LIMIT, List.of(type.maker.path().toString(), "-q", type.force, image.toString()));
        LoopFileSystem disk = new LoopFileSystem(type, image, mount);
        disk.mount();
        return disk;
    }

    /** Where it is mounted. */
    public Path path() {
        return mount;
    }

    /** From now on nothing reaches the disk, not even the journal that is in memory. */
    public void cutPower() {
        Linker linker = Linker.nativeLinker();
        MethodHandle open = handle(linker, "open", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
        MethodHandle ioctl = handle(linker, "ioctl", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG, ValueLayout.ADDRESS), Linker.Option.firstVariadicArg(2));
        MethodHandle close = handle(linker, "close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int descriptor = (int) open.invokeExact(arena.allocateFrom(mount.toString()), O_DIRECTORY);
            MemorySegment how = arena.allocateFrom(ValueLayout.JAVA_INT, WITHOUT_FLUSHING_THE_LOG);
            int result = (int) ioctl.invokeExact(descriptor, GOING_DOWN, how);
            int closed = (int) close.invokeExact(descriptor);
            if (result != 0 || closed != 0) {
                throw new AssertionError(mount + " cannot be cut off from its disk");
            }
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(Linker linker, String name, FunctionDescriptor type, Linker.Option... options) {
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
    }

    /**
     * Power is back: what was on the disk is mounted again. Nobody may have files open. It is a copy that is mounted: a mount
     * namespace that somebody made meanwhile, of which nobody here can know, keeps the file system that was cut off.
     */
    public void restart() {
        Command.check(LIMIT, List.of("umount", mount.toString()));
        Path old = image;
        image = old.resolveSibling("disk.image-" + ++restarts);
        Command.check(LIMIT, List.of("cp", "--sparse=always", old.toString(), image.toString()));
        try {
            Files.delete(old);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mount();
    }

    private void mount() {
        Command.check(LIMIT, List.of("mount", "-o", type.mountOptions, image.toString(), mount.toString()));
    }

    @Override
    public void close() {
        Mounts.detach(mount);
        Leftovers.remove(this);
    }

    @Override
    public String toString() {
        return mount.toString();
    }
}
