package io.brickyard.posix;

import io.brickyard.wire.xdr.WireText;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys that clients know live on disk. With CAP_SYS_ADMIN they are stored as they are, so that glusterfsd can
 * take the brick over; without, everything but {@code user.*} moves to {@code user.brickyard.*}, which any owner may
 * write.
 */
public enum KeySpace {
    /** glusterfsd's own format: {@code trusted.*} and all others as they are. */
    TRUSTED {
        @Override
        byte[] onDisk(String key) {
            return WireText.encode(key);
        }

        @Override
        @Nullable
        String fromDisk(byte[] name) {
            return WireText.decode(name, 0, name.length);
        }
    },
    /**
     * For a brickd that is not root: {@code trusted.gfid} is stored as {@code user.brickyard.trusted.gfid}. Linux lets
     * only regular files and directories carry {@code user.*}, so symlinks, fifos, sockets and devices cannot be labelled;
     * making one is refused with EOPNOTSUPP. A label kept in a file beside the handle would not be one inode's with its
     * name: a crash, or a name moved behind the brick's back, could leave the two apart, and nothing would tell.
     */
    UNPRIVILEGED {
        @Override
        byte[] onDisk(String key) {
            return WireText.encode(key.startsWith("user.") ? key : PREFIX + key);
        }

        @Override
        @Nullable
        String fromDisk(byte[] name) {
            String text = WireText.decode(name, 0, name.length);
            if (text.startsWith(PREFIX)) {
                return text.substring(PREFIX.length());
            }
            return text.startsWith("user.") ? text : null;
        }
    };

    /** What keys are moved behind in unprivileged mode. */
    static final String PREFIX = "user.brickyard.";

    /** The name on disk. */
    abstract byte[] onDisk(String key);

    /** The key that a name on disk stands for; null for names that are none of ours to show. */
    abstract @Nullable String fromDisk(byte[] name);
}
