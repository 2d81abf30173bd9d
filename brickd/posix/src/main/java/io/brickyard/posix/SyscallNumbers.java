package io.brickyard.posix;

import java.util.Locale;

/**
 * System call numbers of the two architectures brickyard runs on. Facts from the kernel's public ABI tables
 * ({@code asm/unistd_64.h} and {@code asm-generic/unistd.h}).
 */
enum SyscallNumbers {
    OPENAT(257, 56),
    OPENAT2(437, 437),
    CLOSE(3, 57),
    PREAD64(17, 67),
    PWRITE64(18, 68),
    PREADV2(327, 286),
    FSYNC(74, 82),
    FDATASYNC(75, 83),
    FTRUNCATE(77, 46),
    FALLOCATE(285, 47),
    LSEEK(8, 62),
    COPY_FILE_RANGE(326, 285),
    STATX(332, 291),
    FSTATFS(138, 44),
    LINKAT(265, 37),
    SYMLINKAT(266, 36),
    READLINKAT(267, 78),
    MKNODAT(259, 33),
    MKDIRAT(258, 34),
    UNLINKAT(263, 35),
    RENAMEAT2(316, 276),
    UTIMENSAT(280, 88),
    FCHOWNAT(260, 54),
    FCHMODAT(268, 53),
    FCHMOD(91, 52),
    FCHOWN(93, 55),
    FACCESSAT2(439, 439),
    GETDENTS64(217, 61),
    LSETXATTR(189, 6),
    FSETXATTR(190, 7),
    LGETXATTR(192, 9),
    FGETXATTR(193, 10),
    LLISTXATTR(195, 12),
    FLISTXATTR(196, 13),
    LREMOVEXATTR(198, 15),
    FREMOVEXATTR(199, 16),
    SETFSUID(122, 151),
    SETFSGID(123, 152),
    SETGROUPS(116, 159),
    UMASK(95, 166),
    SCHED_YIELD(24, 124),
    FLOCK(73, 32),
    FCNTL(72, 25),
    IOCTL(16, 29),
    SETXATTRAT(463, 463),
    GETXATTRAT(464, 464),
    LISTXATTRAT(465, 465),
    REMOVEXATTRAT(466, 466);

    private static final boolean ARM64 = isArm64();

    private final int x64;
    private final int arm64;

    SyscallNumbers(int x64, int arm64) {
        this.x64 = x64;
        this.arm64 = arm64;
    }

    /** The number on this machine. */
    long number() {
        return ARM64 ? arm64 : x64;
    }

    private static boolean isArm64() {
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return switch (arch) {
            case "amd64", "x86_64" -> false;
            case "aarch64" -> true;
            default ->
                throw new UnsupportedOperationException("brickyard runs on Linux x86_64 and aarch64, not on " + arch);
        };
    }
}
