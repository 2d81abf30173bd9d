package io.brickyard.brickd.throttle;

import java.util.List;
import java.util.function.Consumer;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Fgetxattr;
import io.brickyard.wire.fop.FopReply;
import io.brickyard.wire.fop.Fsetxattr;
import io.brickyard.wire.fop.Getxattr;
import io.brickyard.wire.fop.Ipc;
import io.brickyard.wire.fop.Setxattr;
import io.brickyard.wire.fop.StatusReply;
import io.brickyard.wire.fop.XattrReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import io.brickyard.xlator.Call;
import io.brickyard.xlator.Layer;
import io.brickyard.xlator.Session;
import io.brickyard.xlator.Translator;
import io.brickyard.xlator.Unwind;
import io.brickyard.xlator.throttle.Throttle;
import io.brickyard.xlator.throttle.policy.PolicyException;
import org.jspecify.annotations.Nullable;

/**
 * Takes what clients ask of the throttle: a SETXATTR or GETXATTR of {@link #KEY} on the root, which a mount sends to every
 * brick of a replica, or an IPC whose xdata has the key. The value is a policy text that is added to what is in force; an
 * IPC is answered with what then holds. A stock brick refuses the key with EOPNOTSUPP and stores nothing, because it is in
 * none of the kernel's name spaces; nothing is stored here either.
 */
public final class ThrottleRequests extends Layer {
    /** The attribute's name, and the key of an IPC's xdata. */
    public static final String KEY = "glusterfs.brickyard.throttle";
    /** The key of the reason for which an IPC failed. */
    public static final String ERROR_KEY = "glusterfs.brickyard.throttle.error";
    /** The message's number; GlusterFS's own are 1 and 2. */
    public static final int IPC_OP = 0x4259;

    private final List<Throttle> throttles;
    private final String brick;
    private final ThrottleAdmins admins;
    private final Consumer<String> log;

    /**
     * Above {@code below}, for the throttles of one brick.
     *
     * @param brick what messages call it
     * @param log takes a line per change
     */
    public ThrottleRequests(Translator below, List<Throttle> throttles, String brick, ThrottleAdmins admins,
            Consumer<String> log) {
        super(below);
        this.throttles = throttles;
        this.brick = brick;
        this.admins = admins;
        this.log = log;
    }

    @Override
    public void wind(Call call, Unwind up) {
        switch (call.request()) {
            case Setxattr r when r.xattrs().getText(KEY) != null ->
                up.unwind(set(call, r.gfid(), r.xattrs().getText(KEY)));
            case Fsetxattr r when r.xattrs().getText(KEY) != null ->
                up.unwind(set(call, r.gfid(), r.xattrs().getText(KEY)));
            case Getxattr r when r.name().equals(KEY) -> up.unwind(get(call));
            case Fgetxattr r when r.name().equals(KEY) -> up.unwind(get(call));
            case Ipc r when r.xdata().getText(KEY) != null -> up.unwind(ipc(call, r));
            default -> below().wind(call, up);
        }
    }

    private FopReply set(Call call, Gfid gfid, @Nullable String text) {
        if (!mayAsk(call)) {
            return call.failure(Errno.EPERM.code());
        }
        if (!gfid.equals(Gfid.ROOT)) {
            return call.failure(Errno.EINVAL.code());
        }
        try {
            change(call.session(), text == null ? "" : text);
            return new StatusReply(0, 0, Dict.NULL);
        } catch (PolicyException e) {
            refused(call.session(), e);
            return call.failure(Errno.EINVAL.code());
        }
    }

    private FopReply get(Call call) {
        if (!mayAsk(call)) {
            return call.failure(Errno.EPERM.code());
        }
        Dict values = Dict.builder().putText(KEY, view()).build();
        return new XattrReply(0, 0, Dict.NULL, values, Iatt.NONE, Iatt.NONE);
    }

    private FopReply ipc(Call call, Ipc request) {
        if (!mayAsk(call)) {
            return failed(Errno.EPERM, "root on the brick's own host may, and who is listed with --throttle-admin");
        }
        String text = request.xdata().getText(KEY);
        try {
            if (text != null && !text.isBlank()) {
                change(call.session(), text);
            }
            return new StatusReply(0, 0, Dict.builder().putText(KEY, view()).build());
        } catch (PolicyException e) {
            refused(call.session(), e);
            return failed(Errno.EINVAL, String.valueOf(e.getMessage()));
        }
    }

    private static FopReply failed(Errno errno, String why) {
        return new StatusReply(-1, errno.code(), Dict.builder().putText(ERROR_KEY, why).build());
    }

    private boolean mayAsk(Call call) {
        return call.credential().uid() == 0 && admins.admit(call.session());
    }

    private void change(Session author, String text) throws PolicyException {
        for (Throttle throttle : throttles) {
            throttle.control().set(text);
        }
        log.accept("throttle of " + brick + " changed by " + name(author) + ": " + oneLine(text));
    }

    private void refused(Session author, PolicyException why) {
        log.accept("throttle of " + brick + " stays as it is, for " + name(author) + " sent no policy: "
                + why.getMessage());
    }

    private static String name(Session author) {
        String login = author.origin().login().isEmpty() ? "" : " as " + oneLine(author.origin().login());
        String certificate = author.origin().commonName().isEmpty() ? ""
                : " with the certificate of " + oneLine(author.origin().commonName());
        return oneLine(author.processName()) + " at " + author.address() + login + certificate;
    }

    private static String oneLine(String text) {
        return text.strip().replace('\n', ';').replaceAll("[^\\x20-\\x7e]", "?");
    }

    private String view() {
        return ThrottleJson.of(brick, throttles);
    }

    @Override
    public @Nullable FopReply answerNow(Call call) {
        return below().answerNow(call);
    }
}
