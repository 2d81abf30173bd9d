package io.brickyard.posix;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.fop.Fxattrop;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.fop.Xattrop;
import io.brickyard.wire.fop.XattropOp;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/**
 * XATTROP and FXATTROP: arithmetic on counters in xattrs, which AFR builds its changelog of. The whole request runs under
 * the inode's monitor; keys are done in order, and the first that fails ends the call with the earlier ones changed, as
 * on a stock brick.
 */
final class XattropFop {
    private final Brick brick;
    private volatile XattropWatch watch = XattropWatch.NONE;

    XattropFop(Brick brick) {
        this.brick = brick;
    }

    void watch(XattropWatch watcher) {
        watch = watcher;
    }

    XattrReply xattrop(Xattrop r) throws SysException {
        try (Node node = brick.handles.find(r.gfid())) {
            return run(r.gfid(), node, r.op(), r.values(), r.xdata());
        }
    }

    XattrReply fxattrop(Fxattrop r, Caller caller) throws SysException {
        try (OpenFile file = brick.file(r, caller)) {
            return run(file.gfid(), brick.node(file), r.op(), r.values(), r.xdata());
        }
    }

    private XattrReply run(Gfid gfid, Node node, int op, Dict operands, Dict request) throws SysException {
        Dict values;
        try (InodeTable.Entry entry = brick.inodes.use(gfid)) {
            synchronized (entry) {
                values = op == XattropOp.ADD_ARRAY ? watched(gfid, node, operands, request)
                        : changed(node, op, operands);
            }
        }
        Dict xdata = request.isNull() ? Dict.NULL
                : brick.xdata.answer(request, new XdataAnswer.Subject(gfid, node, node.stat()));
        return new XattrReply(0, 0, xdata, values, Iatt.NONE, Iatt.NONE);
    }

    private Dict watched(Gfid gfid, Node node, Dict operands, Dict request) throws SysException {
        XattropWatch watcher = watch;
        watcher.before(gfid, operands, request);
        Dict values = changed(node, XattropOp.ADD_ARRAY, operands);
        watcher.after(gfid, operands, values, request);
        return values;
    }

    private static Dict changed(Node node, int op, Dict operands) throws SysException {
        DictBuilder results = Dict.builder();
        for (int i = 0; i < operands.size(); i++) {
            apply(node, op, operands.keyAt(i), operands.valueAt(i).asBytes(), results);
        }
        return results.build();
    }

    private static void apply(Node node, int op, String key, byte[] operand, DictBuilder results) throws SysException {
        if (!Keys.isXattr(key)) {
            throw SysException.of(Errno.EOPNOTSUPP);
        }
        if (Keys.isBooks(key) || key.equals(Keys.MDATA)) {
            throw SysException.of(Errno.EPERM);
        }
        XattropArithmetic.Result result = XattropArithmetic.apply(op, node.get(key), operand);
        if (result.store() != null) {
            node.set(key, result.store(), 0);
        }
        if (result.reply() != null) {
            results.putRaw(key, result.reply());
        }
    }
}
