package io.brickyard.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a test may need from the machine: a program of stock software, root, or FUSE. */
public enum Peer {
    GLUSTERFSD("glusterfsd", "glusterfs-server"),
    GLUSTERFS("glusterfs", "glusterfs-client"),
    GLUSTERD("glusterd", "glusterfs-server"),
    GLUSTER("gluster", "glusterfs-server"),
    GLFSHEAL("glfsheal", "glusterfs-server"),
    FIO("fio", "fio"),
    SETFATTR("setfattr", "attr"),
    TSHARK("tshark", "tshark"),
    CHROMIUM("chromium", "chromium"),
    PYTHON3("python3", "python3"),
    GIT("git", "git"),
    SETFACL("setfacl", "acl"),
    OPENSSL("openssl", "openssl"),
    MKFS_EXT4("mkfs.ext4", "e2fsprogs"),
    MKFS_XFS("mkfs.xfs", "xfsprogs"),
    ROOT("root", ""),
    LOOP("/dev/loop-control", ""),
    FUSE("/dev/fuse", "");

    private static final List<Path> BIN_DIRECTORIES = Stream.concat(
            Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1)).filter(s -> !s.isEmpty()),
            Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")).distinct().map(Path::of).toList();

    private final String program;
    private final String debianPackage;

    Peer(String program, String debianPackage) {
        this.program = program;
        this.debianPackage = debianPackage;
    }

    /** Whether this machine has it, for the user that runs the test. */
    public boolean isPresent() {
        return switch (this) {
            case ROOT -> isRoot();
            case FUSE, LOOP -> Files.exists(Path.of(program));
            default -> find().isPresent();
        };
    }

    /**
     * The program's absolute path.
     *
     * @throws IllegalStateException if it is not installed: call {@link Peers#require} first
     */
    public Path path() {
        return find().orElseThrow(() -> new IllegalStateException(program + " is not installed; " + howToGet()));
    }

    /** What to do about a missing peer, as a phrase for messages. */
    public String howToGet() {
        return switch (this) {
            case ROOT -> "run the tests as root";
            case LOOP -> "load the kernel module: modprobe loop (in a container: run it privileged)";
            case FUSE -> "load the kernel module: modprobe fuse (in a container: pass --device /dev/fuse)";
            default -> "install it: apt-get install " + debianPackage;
        };
    }

    @Override
    public String toString() {
        return program;
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Path> find() {
        Stream<Path> places = switch (this) {
            case GLFSHEAL -> helperDirectories();
            // The distribution's: one that a developer's PATH prefers may lack modules, or be a slow wrapper.
            case PYTHON3 -> Stream.concat(Stream.of(Path.of("/usr/bin")), BIN_DIRECTORIES.stream());
            default -> BIN_DIRECTORIES.stream();
        };
        return places.map(d -> d.resolve(program)).filter(Files::isExecutable).findFirst();
    }

    /** Debian keeps GlusterFS's internal programs below its library directory, others below libexec. */
    private static Stream<Path> helperDirectories() {
        Path lib = Path.of("/usr/lib");
        Stream<Path> fixed = Stream.of(Path.of("/usr/libexec/glusterfs"), lib.resolve("glusterfs"));
        if (!Files.isDirectory(lib)) {
            return fixed;
        }
        try (Stream<Path> below = Files.list(lib)) {
            List<Path> perArchitecture = below.map(d -> d.resolve("glusterfs")).filter(Files::isDirectory).toList();
            return Stream.concat(fixed, perArchitecture.stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
