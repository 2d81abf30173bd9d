package io.brickyard.posix;

import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.xdr.WireText;

/** Checks of base names that come from clients, so that none leads out of its directory. */
public final class FileName {
    private static final int NAME_MAX = 255;
    private static final String DOT_GLUSTERFS = ".glusterfs";

    private FileName() {
    }

    /** A single component, neither {@code .} nor {@code ..}, and no longer than a file system takes. */
    public static boolean isPlain(String name) {
        return !name.isEmpty() && !".".equals(name) && !"..".equals(name) && name.indexOf('/') < 0
                && name.indexOf('\0') < 0;
    }

    /** The bytes of a name below a parent; EINVAL, ENAMETOOLONG, or EPERM for a slash and the brick's own {@code .glusterfs}. */
    static byte[] checked(Gfid parent, String name) throws SysException {
        if (!isPlain(name)) {
            throw SysException.of(name.indexOf('/') >= 0 ? Errno.EPERM : Errno.EINVAL);
        }
        if (parent.equals(Gfid.ROOT) && DOT_GLUSTERFS.equals(name)) {
            throw SysException.of(Errno.EPERM);
        }
        byte[] bytes = WireText.encode(name);
        if (bytes.length > NAME_MAX) {
            throw SysException.of(Errno.ENAMETOOLONG);
        }
        return bytes;
    }

    static boolean isBrickOwn(Gfid parent, String name) {
        return parent.equals(Gfid.ROOT) && DOT_GLUSTERFS.equals(name);
    }
}
