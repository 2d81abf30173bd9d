package io.brickyard.posix;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.fop.Fxattrop;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.fop.Xattrop;
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

    XattropFop(Brick brick) {
        this.brick = brick;
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
        DictBuilder results = Dict.builder();
        try (InodeTable.Entry entry = brick.inodes.use(gfid)) {
            synchronized (entry) {
                for (int i = 0; i < operands.size(); i++) {
                    apply(node, op, operands.keyAt(i), operands.valueAt(i).asBytes(), results);
                }
            }
        }
        Dict xdata = request.isNull() ? Dict.NULL
                : brick.xdata.answer(request, new XdataAnswer.Subject(gfid, node, node.stat()));
        return new XattrReply(0, 0, xdata, results.build(), Iatt.NONE, Iatt.NONE);
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
