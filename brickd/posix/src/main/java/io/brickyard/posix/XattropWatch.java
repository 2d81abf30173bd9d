package io.brickyard.posix;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.type.Gfid;

/**
 * Looks on while additions to 32-bit counters (ADD_ARRAY) change the xattrs of an inode, as features/index does. Both calls
 * run under the inode's monitor, so that a watcher sees the results in the order in which they happened.
 */
public interface XattropWatch {
    /** Watches nothing. */
    XattropWatch NONE = new XattropWatch() {
        @Override
        public void before(Gfid gfid, Dict operands, Dict xdata) {
            // nothing
        }

        @Override
        public void after(Gfid gfid, Dict operands, Dict values, Dict xdata) {
            // nothing
        }
    };

    /**
     * The inode is there and is about to be changed.
     *
     * @throws SysException if it must not be, with which the call fails
     */
    void before(Gfid gfid, Dict operands, Dict xdata) throws SysException;

    /** It has been changed, to these values. */
    void after(Gfid gfid, Dict operands, Dict values, Dict xdata);
}
