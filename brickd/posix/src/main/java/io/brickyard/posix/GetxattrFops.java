package io.brickyard.posix;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.fop.Fgetxattr;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import org.jspecify.annotations.Nullable;

/** GETXATTR and FGETXATTR: one key, all keys, or a virtual one ({@link VirtualXattrs}). */
final class GetxattrFops {
    private final Brick brick;
    private final VirtualXattrs virtual;

    GetxattrFops(Brick brick) {
        this.brick = brick;
        this.virtual = new VirtualXattrs(brick);
    }

    XattrReply getxattr(Getxattr r, Caller caller) throws SysException {
        try (Node node = brick.handles.find(r.gfid())) {
            brick.access.require(caller, node, isUserKey(r.name()) ? AccessControl.READ : 0);
            return get(r.gfid(), node, r.name(), r.xdata(), caller);
        }
    }

    XattrReply fgetxattr(Fgetxattr r, Caller caller) throws SysException {
        try (OpenFile file = brick.file(r, caller)) {
            return get(file.gfid(), brick.node(file), r.name(), r.xdata(), caller);
        }
    }

    private static boolean isUserKey(String name) {
        return name.startsWith("user.");
    }

    private XattrReply get(Gfid gfid, Node node, String name, Dict request, Caller caller) throws SysException {
        Dict xdata = request.isNull() ? Dict.NULL : Dict.EMPTY;
        if (name.isEmpty()) {
            return all(node, caller, xdata);
        }
        Dict answer = virtual.get(gfid, node, name);
        if (answer == null && Keys.isBooks(name)) {
            // There, but not for clients: stock takes it out of a successful reply.
            return new XattrReply(0, 0, xdata, Dict.EMPTY, Iatt.NONE, Iatt.NONE);
        }
        if (answer == null) {
            answer = Dict.builder().putRaw(name, plain(node, name, caller)).build();
        }
        int length = answer.isEmpty() ? 0 : answer.valueAt(0).asBytes().length;
        return new XattrReply(length, 0, xdata, answer, Iatt.NONE, Iatt.NONE);
    }

    private static byte[] plain(Node node, String name, Caller caller) throws SysException {
        if (!Keys.isXattr(name)) {
            throw SysException.of(Errno.EOPNOTSUPP);
        }
        boolean hidden = name.startsWith(Keys.GFID2PATH)
                || (name.equals(Keys.MDATA) && !caller.isInternal());
        byte @Nullable [] value = hidden ? null : node.get(name);
        if (value == null) {
            throw SysException.of(Errno.ENODATA);
        }
        return value;
    }

    private static XattrReply all(Node node, Caller caller, Dict xdata) throws SysException {
        DictBuilder all = Dict.builder();
        int total = 0;
        for (String key : node.list()) {
            boolean shown = !Keys.isHidden(key) && (caller.isInternal() || !key.equals(Keys.MDATA));
            byte @Nullable [] value = shown ? node.get(key) : null;
            if (value != null) {
                all.putRaw(key, value);
                total += value.length;
            }
        }
        return new XattrReply(total, 0, xdata, all.build(), Iatt.NONE, Iatt.NONE);
    }
}
