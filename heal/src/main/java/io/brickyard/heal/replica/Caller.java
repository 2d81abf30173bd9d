package io.brickyard.heal.replica;

import io.brickyard.wire.rpc.ReservedPid;

/** As whom the bricks see this process. */
public enum Caller {
    /** A healer: bricks class its requests as self-heal and let them pass where users are refused. */
    HEALER(ReservedPid.SELF_HEAL, "glustershd"),
    /** Only looks. */
    INSPECTOR(ReservedPid.HEAL_INFO, "glfsheal"),
    /** Is served as users are. */
    ORDINARY((int) ProcessHandle.current().pid(), "brickyard");

    private final int pid;
    private final String processName;

    Caller(int pid, String processName) {
        this.pid = pid;
        this.processName = processName;
    }

    /** The process id in its credentials. */
    int pid() {
        return pid;
    }

    /** The process name in its handshakes. */
    String processName() {
        return processName;
    }
}
