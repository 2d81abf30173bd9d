package io.brickyard.posix;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

import static io.brickyard.posix.SyscallNumbers.GETDENTS64;
import static io.brickyard.posix.SyscallNumbers.LSEEK;

/** Reading directories with the kernel's own positions (getdents64), which the JDK hides. */
public final class LibcDir {
    private static final int NAME_OFFSET = 19;
    private static final int SEEK_SET = 0;

    private LibcDir() {
    }

    /**
     * One directory entry: {@code next} is the position behind it, good for {@link #seek}; {@code type} is a DT_ value,
     * 0 where the file system does not tell.
     */
    public record Entry(long ino, long next, int type, byte[] name) {}

    /** The next batch of entries ({@code .} and {@code ..} among them); empty at the end. */
    public static List<Entry> next(int fd) throws SysException {
        Syscall s = Syscall.here();
        long length = s.call(GETDENTS64, fd, s.value.address(), Syscall.XATTR_MAX, 0);
        List<Entry> entries = new ArrayList<>();
        for (long at = 0; at < length;) {
            int size = s.value.get(ValueLayout.JAVA_SHORT, at + 16) & 0xffff;
            entries.add(new Entry(s.value.get(ValueLayout.JAVA_LONG, at), s.value.get(ValueLayout.JAVA_LONG, at + 8),
                    s.value.get(ValueLayout.JAVA_BYTE, at + 18) & 0xff, name(s.value, at + NAME_OFFSET, at + size)));
            at += size;
        }
        return entries;
    }

    private static byte[] name(MemorySegment buffer, long start, long limit) {
        long end = start;
        while (end < limit && buffer.get(ValueLayout.JAVA_BYTE, end) != 0) {
            end++;
        }
        return buffer.asSlice(start, end - start).toArray(ValueLayout.JAVA_BYTE);
    }

    /** Continues reading at a position that an entry gave; 0 is the start. */
    public static void seek(int fd, long position) throws SysException {
        Syscall.here().call(LSEEK, fd, position, SEEK_SET, 0);
    }

    /** Every name of a directory but {@code .} and {@code ..}. */
    public static List<Entry> list(int dirFd, byte[] name) throws SysException {
        int fd = LibcNames.openat(dirFd, name, Libc.O_RDONLY | Libc.O_DIRECTORY, 0);
        try {
            List<Entry> all = new ArrayList<>();
            for (List<Entry> batch = next(fd); !batch.isEmpty(); batch = next(fd)) {
                for (Entry e : batch) {
                    if (!isDots(e.name())) {
                        all.add(e);
                    }
                }
            }
            return all;
        } finally {
            Libc.close(fd);
        }
    }

    static boolean isDots(byte[] name) {
        return name.length <= 2 && name.length > 0 && name[0] == '.' && name[name.length - 1] == '.';
    }
}
