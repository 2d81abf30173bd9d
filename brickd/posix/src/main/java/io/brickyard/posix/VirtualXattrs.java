package io.brickyard.posix;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictValue;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.WireText;
import org.jspecify.annotations.Nullable;

/** Keys that GETXATTR answers without an xattr: where an inode is, by what names, on which node. */
final class VirtualXattrs {
    private static final String REAL_FILENAME = "glusterfs.get_real_filename:";
    private static final int MAX_DEPTH = 4096;

    private final Brick brick;

    VirtualXattrs(Brick brick) {
        this.brick = brick;
    }

    /** The answer for a virtual key; null where the key is a plain one. */
    @Nullable
    Dict get(Gfid gfid, Node node, String name) throws SysException {
        return switch (name) {
            case Keys.PATHINFO, "trusted.glusterfs.pathinfo" -> text(name, pathinfo(gfid, node));
            case Keys.NODE_UUID -> text(name, brick.options.glusterdUuid().toString());
            case "glusterfs.gfid2path" -> text(name, currentPath(gfid, node));
            case "glusterfs.gfidtopath" -> text(name, allPaths(gfid, node));
            case "glusterfs.ancestry.path" -> text(name, ancestry(gfid, node));
            case Keys.IO_STATS_DUMP, "trusted.glusterfs.lockinfo" -> throw SysException.of(Errno.ENODATA);
            default -> name.startsWith(REAL_FILENAME)
                    ? text(name, realFilename(gfid, name.substring(REAL_FILENAME.length())))
                    : null;
        };
    }

    private static Dict text(String key, String value) {
        return Dict.of(key, DictValue.text(value));
    }

    private String pathinfo(Gfid gfid, Node node) throws SysException {
        String path = pathOrNull(gfid, node);
        String real = path == null ? brick.root.directory() + "/.glusterfs/" + WireText.decode(Handles.path(gfid), 0,
                Handles.path(gfid).length) : brick.root.directory() + path;
        return "<POSIX(" + brick.root.directory() + "):" + brick.options.hostname() + ":" + real + ">";
    }

    private String currentPath(Gfid gfid, Node node) throws SysException {
        String path = pathOrNull(gfid, node);
        return path == null ? "<gfid:" + gfid + ">" : path;
    }

    /** Directories only, as in stock unless quota or trash count names per parent. */
    private String ancestry(Gfid gfid, Node node) throws SysException {
        String path = node.stat().isDirectory() ? pathOrNull(gfid, node) : null;
        if (path == null) {
            throw SysException.of(Errno.ENODATA);
        }
        return path;
    }

    private @Nullable String pathOrNull(Gfid gfid, Node node) throws SysException {
        if (gfid.equals(Gfid.ROOT)) {
            return "/";
        }
        if (node.stat().isDirectory()) {
            return directoryPath(gfid);
        }
        List<Place> places = Labels.paths(node);
        return places.isEmpty() ? null : childPath(places.getFirst());
    }

    private String allPaths(Gfid gfid, Node node) throws SysException {
        if (gfid.equals(Gfid.ROOT) || node.stat().isDirectory()) {
            return currentPath(gfid, node);
        }
        StringBuilder all = new StringBuilder();
        for (Place place : Labels.paths(node)) {
            String path = childPath(place);
            if (path != null) {
                all.append(all.isEmpty() ? "" : ":").append(path);
            }
        }
        if (all.isEmpty()) {
            throw SysException.of(Errno.ENODATA);
        }
        return all.toString();
    }

    private @Nullable String childPath(Place place) throws SysException {
        String parent = directoryPath(place.parent());
        return parent == null ? null : (parent.equals("/") ? "" : parent) + "/" + place.name();
    }

    private @Nullable String directoryPath(Gfid gfid) throws SysException {
        Deque<String> names = new ArrayDeque<>();
        Gfid at = gfid;
        while (!at.equals(Gfid.ROOT)) {
            Place place = brick.handles.place(at);
            if (place == null || names.size() > MAX_DEPTH) {
                return null;
            }
            names.push(place.name());
            at = place.parent();
        }
        return names.stream().collect(Collectors.joining("/", "/", ""));
    }

    private String realFilename(Gfid gfid, String wanted) throws SysException {
        String folded = wanted.toLowerCase(Locale.ROOT);
        int fd = brick.handles.openDirectory(gfid);
        try {
            for (LibcDir.Entry entry : LibcDir.list(fd, LibcNames.here())) {
                String name = WireText.decode(entry.name(), 0, entry.name().length);
                if (name.toLowerCase(Locale.ROOT).equals(folded) && !FileName.isBrickOwn(gfid, name)) {
                    return name;
                }
            }
        } finally {
            Libc.close(fd);
        }
        throw SysException.of(Errno.ENOENT);
    }
}
