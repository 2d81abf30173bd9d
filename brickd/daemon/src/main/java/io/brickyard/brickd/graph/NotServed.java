package io.brickyard.brickd.graph;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.type.Errno;
import io.brickyard.xlator.Call;
import org.jspecify.annotations.Nullable;

/** Says once per operation that a client asked for one that nothing in this graph serves. */
final class NotServed {
    private final Consumer<String> log;
    private final Set<Fop> told = ConcurrentHashMap.newKeySet();

    NotServed(Consumer<String> log) {
        this.log = log;
    }

    /** A call has come down to storage. */
    void note(Call call) {
        @Nullable
        String way = switch (call.fop()) {
            // A stock 10.3 brick crashes on the first two.
            case SETACTIVELK, NAMELINK, IPC -> "";
            case LK, INODELK, FINODELK, ENTRYLK, FENTRYLK, GETACTIVELK -> ": the volfile has no features/locks";
            default -> null;
        };
        if (way != null && told.add(call.fop())) {
            Errno answer = way.isEmpty() ? Errno.EOPNOTSUPP : Errno.ENOSYS;
            log.accept(call.fop() + " is not served here" + way + "; answered with "
                    + Errno.describe(answer.code()) + " to " + call.session().address());
        }
    }
}
