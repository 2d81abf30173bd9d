package io.brickyard.brickd;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Fsetxattr;
import io.brickyard.wire.fop.Setxattr;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Layer;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;
import org.jspecify.annotations.Nullable;

/**
 * Clients that set {@code trusted.io-stats-dump} ask for a dump of the probes. A stock 10.3 brick answers success and
 * dumps nothing; so does this one unless it was told to, and then for root only.
 */
final class ClientDumps extends Layer {
    private static final String KEY = "trusted.io-stats-dump";

    private final @Nullable Request request;
    private final Consumer<String> log;
    private final AtomicBoolean told = new AtomicBoolean();

    /** Makes a dump. */
    @FunctionalInterface
    interface Request {
        void dump(String name, String client);
    }

    /** Above {@code below}; without a {@code request} nobody gets a dump. */
    ClientDumps(Translator below, @Nullable Request request, Consumer<String> log) {
        super(below);
        this.request = request;
        this.log = log;
    }

    @Override
    public void wind(Call call, Unwind up) {
        String name = switch (call.request()) {
            case Setxattr r -> r.xattrs().getText(KEY);
            case Fsetxattr r -> r.xattrs().getText(KEY);
            default -> null;
        };
        if (name == null) {
            below().wind(call, up);
            return;
        }
        // After the change of attributes, which judges the caller's rights, and on the thread where that waited.
        below().wind(call, reply -> {
            if (!reply.failed()) {
                asked(call, name);
            }
            up.unwind(reply);
        });
    }

    private void asked(Call call, String name) {
        String client = call.session().address();
        if (request != null && call.credential().uid() == 0) {
            request.dump(name, client);
        } else if (told.compareAndSet(false, true)) {
            log.accept("no dump for " + client + ", which asked by " + KEY + ": "
                    + (request == null ? "start with --allow-client-dumps to permit it" : "it did not ask as root"));
        }
    }

    @Override
    public @Nullable FopReply answerNow(Call call) {
        return below().answerNow(call);
    }
}
