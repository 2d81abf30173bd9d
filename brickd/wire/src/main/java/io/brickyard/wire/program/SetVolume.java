package io.brickyard.wire.program;

import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.fop.Fop;

/** The keys of the SETVOLUME dicts, and the request that a brick accepts. All values are text. */
public final class SetVolume {
    /** Request, needed: name of the translator wanted, mostly the brick's path. */
    public static final String REMOTE_SUBVOLUME = "remote-subvolume";
    /** Request, needed: the client's identity, new for each connection. Reply: the server's. */
    public static final String PROCESS_UUID = "process-uuid";
    /** Request, needed by 10.x: the program of file operations. */
    public static final String FOPS_VERSION = "fops-version";
    /** Request: what kind of process, such as fuse or glustershd. */
    public static final String PROCESS_NAME = "process-name";
    /** Request: release of the client. */
    public static final String CLIENT_VERSION = "client-version";
    /** Request: the client's op-version. */
    public static final String OPVERSION = "opversion";
    /** Request: which volume file the client runs. */
    public static final String VOLFILE_KEY = "volfile-key";
    /** Request: user name of a trusted volume file. */
    public static final String USERNAME = "username";
    /** Request: its password. */
    public static final String PASSWORD = "password";
    /** Request: the directory that shall be the root. */
    public static final String SUBDIR_MOUNT = "subdir-mount";
    /** Both: canonical text of the volume's id. */
    public static final String VOLUME_ID = "volume-id";
    /** Reply: Success or what went wrong. */
    public static final String ERROR = "ERROR";
    /** Reply: 1, or 0 to make the client wait for {@link ChildUp}. */
    public static final String CHILD_UP = "child_up";

    private SetVolume() {
    }

    /**
     * A request with what bricks of all releases insist on, to be completed by the caller.
     *
     * @param remoteSubvolume name of the translator wanted
     * @param processUuid the client's identity, see {@link ClientIdentity}
     * @param processName what kind of process
     */
    public static DictBuilder request(String remoteSubvolume, String processUuid, String processName) {
        return Dict.builder().putText(REMOTE_SUBVOLUME, remoteSubvolume).putText(PROCESS_UUID, processUuid)
                .putText(FOPS_VERSION, Integer.toString(Fop.PROGRAM)).putText(PROCESS_NAME, processName);
    }
}
