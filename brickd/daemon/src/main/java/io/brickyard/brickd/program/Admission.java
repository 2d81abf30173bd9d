package io.brickyard.brickd.program;

import java.net.InetAddress;
import java.util.function.Supplier;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.fop.Fop;
import io.brickyard.wire.program.SetVolume;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import org.jspecify.annotations.Nullable;

/** Judges a SETVOLUME request as a stock 10.3 brick does, with its error numbers and texts. */
public final class Admission {
    private static final int MAX_IDENTITY = 1024;

    private final ServedVolume volume;
    private final Supplier<AdmissionRules> currentRules;
    private final DirectoryFinder directories;

    /** What comes of a request. */
    sealed interface Verdict {
    }

    /** Come in. */
    record Granted(String identity, String processName, String login, String subdirectory, Gfid root)
            implements
                Verdict {}

    /** Stay out: EACCES makes a stock mount give up, everything else try again. */
    record Refusal(Errno errno, String message) implements Verdict {}

    /** Finds the directory that a client wants as its root. */
    @FunctionalInterface
    public interface DirectoryFinder {
        /** The gfid of the directory at an absolute path within the volume, or null if there is none. */
        @Nullable
        Gfid find(String path);
    }

    /** For one brick, by the rules of the moment. */
    public Admission(ServedVolume volume, Supplier<AdmissionRules> currentRules, DirectoryFinder directories) {
        this.volume = volume;
        this.currentRules = currentRules;
        this.directories = directories;
    }

    /** A client's common name is that of its certificate, null without TLS. */
    Verdict judge(Dict request, InetAddress from, @Nullable String commonName) {
        String subvolume = request.getText(SetVolume.REMOTE_SUBVOLUME);
        if (subvolume == null) {
            return new Refusal(Errno.EINVAL, "No remote-subvolume option specified");
        }
        if (!subvolume.equals(volume.subvolume())) {
            return new Refusal(Errno.ENOENT, "Brick not found");
        }
        String identity = request.getText(SetVolume.PROCESS_UUID);
        if (identity == null || identity.isEmpty() || identity.length() > MAX_IDENTITY) {
            return new Refusal(Errno.EINVAL, "UUID not specified");
        }
        if (request.getLong(SetVolume.FOPS_VERSION, 0) != Fop.PROGRAM) {
            return new Refusal(Errno.EINVAL, "version mismatch: client(" + request.getLong(SetVolume.FOPS_VERSION, 0)
                    + ") - client-mgmt(0)");
        }
        String volumeId = request.getText(SetVolume.VOLUME_ID);
        if (volumeId != null && !volumeId.equalsIgnoreCase(volume.id().toString())) {
            return new Refusal(Errno.EINVAL,
                    "Volume-ID different, possible case of same brick re-used in another volume");
        }
        if (!isAdmitted(request, from, commonName)) {
            return new Refusal(Errno.EACCES, "Authentication failed");
        }
        String processName = request.getText(SetVolume.PROCESS_NAME);
        String login = commonName == null ? request.getText(SetVolume.USERNAME) : null;
        boolean known = login != null
                && currentRules.get().logins().judge(login,
                        request.getText(SetVolume.PASSWORD)) == LoginRules.Opinion.ACCEPT;
        return grant(identity, processName == null ? "" : processName, known ? login : "",
                request.getText(SetVolume.SUBDIR_MOUNT));
    }

    /**
     * With a certificate the password does not matter. Each set of rules accepts, rejects or does not care; any rejection
     * wins, else one acceptance is enough.
     */
    private boolean isAdmitted(Dict request, InetAddress from, @Nullable String commonName) {
        AdmissionRules rules = currentRules.get();
        LoginRules.Opinion login = commonName != null ? rules.certificates().judge(commonName)
                : rules.logins().judge(request.getText(SetVolume.USERNAME),
                        request.getText(SetVolume.PASSWORD));
        if (login == LoginRules.Opinion.REJECT || rules.addresses().rejects(from)) {
            return false;
        }
        return login == LoginRules.Opinion.ACCEPT || rules.addresses().allows(from);
    }

    private Verdict grant(String identity, String processName, @Nullable String login,
            @Nullable String subdirectory) {
        String user = login == null ? "" : login;
        if (subdirectory == null || subdirectory.isEmpty() || "/".equals(subdirectory)) {
            return new Granted(identity, processName, user, "/", Gfid.ROOT);
        }
        Gfid root = directories.find(subdirectory);
        return root == null ? new Refusal(Errno.ENOENT, "subdirectory " + subdirectory + " does not exist")
                : new Granted(identity, processName, user, subdirectory, root);
    }
}
