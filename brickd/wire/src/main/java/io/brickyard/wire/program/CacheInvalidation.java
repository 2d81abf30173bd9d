package io.brickyard.wire.program;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.OldDict;
import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Callback 5: another client changed an inode.
 *
 * @param gfid the inode, as text
 * @param event 1
 * @param flags what changed: 1 nlink, 2 mode, 4 owner, 8 size, 0x10 times, 0x20 atime, 0x40 permissions, and more
 * @param expireSeconds how long the brick remembers who looked
 * @param stat the inode
 * @param parentStat its parent
 * @param oldParentStat its parent before
 * @param xdata further values
 */
public record CacheInvalidation(String gfid, int event, int flags, int expireSeconds, OldIatt stat, OldIatt parentStat,
        OldIatt oldParentStat, Dict xdata) implements Callback {
    static CacheInvalidation decode(XdrReader in) {
        return new CacheInvalidation(in.getString(ProgramLimits.MAX_TEXT_BYTES), in.getInt(), in.getInt(), in.getInt(),
                OldIatt.decode(in), OldIatt.decode(in), OldIatt.decode(in), OldDict.decodeOpaque(in));
    }

    @Override
    public int procedure() {
        return 5;
    }

    @Override
    public void encode(XdrWriter out) {
        out.putString(gfid);
        out.putInt(event);
        out.putInt(flags);
        out.putInt(expireSeconds);
        stat.encode(out);
        parentStat.encode(out);
        oldParentStat.encode(out);
        OldDict.encodeOpaque(xdata, out);
    }
}
