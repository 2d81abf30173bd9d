package io.brickyard.brickd.graph;

import io.brickyard.wire.fop.FopRequest;
import io.brickyard.wire.fop.Open;
import io.brickyard.wire.type.Errno;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Layer;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;

/** features/read-only: refuses whatever would change the brick, with EROFS, whoever asks. */
final class ReadOnly extends Layer {
    private static final int ACCESS_MODE = 3;
    private static final int TRUNCATE = 01000;

    ReadOnly(Translator below) {
        super(below);
    }

    @Override
    public void wind(Call call, Unwind up) {
        if (changes(call.request())) {
            up.unwind(call.failure(Errno.EROFS.code()));
        } else {
            below().wind(call, up);
        }
    }

    private static boolean changes(FopRequest request) {
        if (request instanceof Open open) {
            return (open.flags() & ACCESS_MODE) != 0 || (open.flags() & TRUNCATE) != 0;
        }
        return switch (request.fop()) {
            case CREATE, MKNOD, MKDIR, SYMLINK, LINK, UNLINK, RMDIR, RENAME, WRITE, TRUNCATE, FTRUNCATE, SETATTR,
                    FSETATTR, SETXATTR, FSETXATTR, REMOVEXATTR, FREMOVEXATTR, XATTROP, FXATTROP, FALLOCATE, DISCARD,
                    ZEROFILL, ICREATE, NAMELINK, PUT, COPY_FILE_RANGE ->
                true;
            default -> false;
        };
    }
}
