package io.brickyard.wire.program;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * Registers a brick's port with glusterd.
 *
 * @param brick path, exactly as in the volume file's remote-subvolume
 * @param port where it listens
 * @param pid of the brick process
 */
public record SignInRequest(String brick, int port, int pid) implements Message {
    static SignInRequest decode(XdrReader in) {
        return new SignInRequest(in.getString(ProgramLimits.MAX_TEXT_BYTES), in.getInt(), in.getInt());
    }

    @Override
    public void encode(XdrWriter out) {
        out.putString(brick);
        out.putInt(port);
        out.putInt(pid);
    }
}
