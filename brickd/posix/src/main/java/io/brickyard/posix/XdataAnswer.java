package io.brickyard.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import org.jspecify.annotations.Nullable;

/**
 * Answers what the xdata of a request asks for: xattrs by name or pattern, whole small files, counts. A key that cannot
 * be answered is left out, it never fails the FOP.
 */
final class XdataAnswer {
    private static final String DOMAIN_PREFIX = "glusterfs.inodelk-dom-prefix:";
    /** Without this one a stock brick does not look at the others. */
    private static final String SEVERAL_DOMAINS = "glusterfs.multi-dom-lk-cnt-req";
    private static final long MAX_CONTENT = 1 << 20;
    /** Names have 255 characters at most. */
    private static final int MAX_PATTERN = 1024;

    private final InodeTable inodes;
    private final LockCounts counts;

    XdataAnswer(InodeTable inodes, LockCounts counts) {
        this.inodes = inodes;
        this.counts = counts;
    }

    /** The inode asked about; parent and name where the request named it so. */
    record Subject(Gfid gfid, Node node, InodeStat stat, @Nullable Gfid parent, @Nullable String name) {
        Subject(Gfid gfid, Node node, InodeStat stat) {
            this(gfid, node, stat, null, null);
        }
    }

    /** The reply's xdata: {@link Dict#NULL} where the request had none. */
    Dict answer(Dict request, Subject subject) throws SysException {
        if (request.isEmpty()) {
            return request.isNull() ? Dict.NULL : Dict.EMPTY;
        }
        DictBuilder reply = Dict.builder();
        answer(request, subject, reply);
        return reply.build();
    }

    void answer(Dict request, Subject subject, DictBuilder reply) throws SysException {
        @Nullable
        List<String> names = null;
        for (int i = 0; i < request.size(); i++) {
            String key = request.keyAt(i);
            if (key.equals("list-xattr") || isPattern(key)) {
                names = names == null ? subject.node.list() : names;
                putMatching(key, names, subject.node, reply);
            } else if (Keys.isXattr(key)) {
                putXattr(key, subject.node, reply);
            } else {
                putVirtual(key, request, subject, reply);
            }
        }
    }

    /** What can be said of a name that does not exist. */
    Dict answerAbsent(Dict request) {
        return request.contains("link-count")
                ? Dict.builder().putInt("link-count", counts.isBacklogged() ? 1 : 0).build()
                : Dict.NULL;
    }

    private static boolean isPattern(String key) {
        return Keys.isXattr(key) && key.length() <= MAX_PATTERN
                && (key.indexOf('*') >= 0 || key.indexOf('?') >= 0 || key.indexOf('[') >= 0);
    }

    private static void putMatching(String key, List<String> names, Node node, DictBuilder reply) throws SysException {
        Fnmatch pattern = key.equals("list-xattr") ? null : Fnmatch.compile(key);
        for (String name : names) {
            if (!Keys.isHidden(name) && (pattern == null || pattern.matches(name))) {
                putXattr(name, node, reply);
            }
        }
    }

    private static void putXattr(String key, Node node, DictBuilder reply) throws SysException {
        if (Keys.isBooks(key)) {
            return;
        }
        try {
            byte @Nullable [] value = node.get(key);
            if (value != null) {
                reply.putRaw(key, value);
            }
        } catch (SysException e) {
            // system.posix_acl_* on a file system without ACLs, a name the kernel does not take: not there.
            if (!e.is(Errno.EOPNOTSUPP) && !e.is(Errno.EINVAL) && !e.is(Errno.ERANGE)) {
                throw e;
            }
        }
    }

    private void putVirtual(String key, Dict request, Subject s, DictBuilder reply) throws SysException {
        switch (key) {
            case "glusterfs.content" -> putContent(request.getLong(key, 0), s, reply);
            case "glusterfs.open-fd-count", "glusterfs.open-active-fd-count" ->
                reply.putUint(key, inodes.openFds(s.gfid));
            case "glusterfs.inodelk-count" -> reply.putInt(key, counts.inodelks(s.gfid));
            case "glusterfs.entrylk-count" -> reply.putInt(key, counts.entrylks(s.gfid));
            case "glusterfs.posixlk-count" -> reply.putInt(key, counts.posixlks(s.gfid));
            case "glusterfs.inodelk-dom-count" -> {
                String domain = request.getText(key);
                reply.putInt("glusterfs.inodelk-count", counts.inodelks(s.gfid, domain == null ? "" : domain));
            }
            case "glusterfs.parent-entrylk" -> {
                if (s.parent != null && s.name != null) {
                    reply.putInt(key, counts.isNameLocked(s.parent, s.name) ? 1 : 0);
                }
            }
            case "link-count" -> reply.putInt(key, counts.isBacklogged() ? 1 : 0);
            case "get-size" -> {
                if (s.stat.isRegular()) {
                    reply.putUint(key, s.stat.size());
                }
            }
            case Keys.REQUEST_LINK_COUNT -> echo(key, request, reply);
            default -> {
                if (key.startsWith(DOMAIN_PREFIX) && request.contains(SEVERAL_DOMAINS)) {
                    reply.putInt(key, counts.inodelks(s.gfid, key.substring(DOMAIN_PREFIX.length())));
                }
            }
        }
    }

    private static void echo(String key, Dict request, DictBuilder reply) {
        var value = request.get(key);
        if (value != null) {
            reply.put(key, value);
        }
    }

    private static void putContent(long limit, Subject s, DictBuilder reply) throws SysException {
        long size = s.stat.size();
        if (!s.stat.isRegular() || size > limit || size > MAX_CONTENT) {
            return;
        }
        int fd = s.node.open(Libc.O_RDONLY);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(Math.max(1, size));
            int read = 0;
            while (read < size) {
                int n = Libc.pread(fd, buffer, read, (int) size - read, read);
                if (n == 0) {
                    break;
                }
                read += n;
            }
            reply.putRaw("glusterfs.content", buffer.asSlice(0, read).toArray(ValueLayout.JAVA_BYTE));
        } finally {
            Libc.close(fd);
        }
    }
}
