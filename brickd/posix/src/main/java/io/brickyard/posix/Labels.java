package io.brickyard.posix;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.WireText;
import org.jspecify.annotations.Nullable;

/** What is written on every inode: its gfid, and for non-directories each of its names (gfid2path). */
final class Labels {
    /** Stock stops naming at this many links, or the xattrs would outgrow the inode. */
    private static final int MAX_PATHS = 500;

    private Labels() {
    }

    /** The gfid, {@link Gfid#NONE} if there is none or it is damaged. */
    static Gfid gfid(Node node) throws SysException {
        byte @Nullable [] label = node.get(Keys.GFID);
        return label == null || label.length != Gfid.BYTES ? Gfid.NONE : Gfid.of(label);
    }

    /** The gfid2path key of a name. */
    static String pathKey(Gfid parent, String name) {
        return Keys.GFID2PATH + HexFormat.of().toHexDigits(Xxh64.hash(pathValue(parent, name)));
    }

    /** The gfid2path value of a name: parent gfid, slash, base name, no NUL. */
    static byte[] pathValue(Gfid parent, String name) {
        return WireText.encode(parent + "/" + name);
    }

    /** Adds the label of a name; whether it was new. */
    static boolean addPath(Node node, Gfid parent, String name, int links) throws SysException {
        return links <= MAX_PATHS && node.setIfAbsent(pathKey(parent, name), pathValue(parent, name));
    }

    /** Removes the label of a name if it is there. */
    static void removePath(Node node, Gfid parent, String name) throws SysException {
        node.removeIfThere(pathKey(parent, name));
    }

    /** All names that the labels know, as places. */
    static List<Place> paths(Node node) throws SysException {
        List<Place> places = new ArrayList<>();
        for (String key : node.list()) {
            byte @Nullable [] value = key.startsWith(Keys.GFID2PATH) ? node.get(key) : null;
            Place place = value == null ? null : parsePath(value);
            if (place != null) {
                places.add(place);
            }
        }
        return places;
    }

    /** Parent and name from a gfid2path value; null if it is none. */
    static @Nullable Place parsePath(byte[] value) {
        String text = WireText.decode(value, 0, value.length);
        int gfidText = 36;
        if (text.length() <= gfidText + 1 || text.charAt(gfidText) != '/') {
            return null;
        }
        try {
            return new Place(Gfid.parse(text.substring(0, gfidText)), text.substring(gfidText + 1));
        } catch (IllegalArgumentException notAGfid) {
            return null;
        }
    }
}
