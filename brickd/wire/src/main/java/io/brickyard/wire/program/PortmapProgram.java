package io.brickyard.wire.program;

/** Gluster Portmap, on glusterd only. Procedure 3 is a hole. */
public final class PortmapProgram {
    /** Program number. */
    public static final int PROGRAM = 34123456;
    /** Program version. */
    public static final int VERSION = 1;
    /** Where glusterd listens. */
    public static final int GLUSTERD_PORT = 24007;

    /** The port of a brick. */
    public static final Procedure<PortByBrickRequest, PortByBrickReply> PORTBYBRICK = new Procedure<>(PROGRAM, VERSION,
            1, PortByBrickRequest::decode, PortByBrickReply::decode);
    /** The brick of a port. */
    public static final Procedure<BrickByPortRequest, BrickByPortReply> BRICKBYPORT = new Procedure<>(PROGRAM, VERSION,
            2, BrickByPortRequest::decode, BrickByPortReply::decode);
    /** Registers a brick. */
    public static final Procedure<SignInRequest, StatusReply> SIGNIN = new Procedure<>(PROGRAM, VERSION, 4,
            SignInRequest::decode, StatusReply::decode);
    /** Takes a registration back. */
    public static final Procedure<SignOutRequest, StatusReply> SIGNOUT = new Procedure<>(PROGRAM, VERSION, 5,
            SignOutRequest::decode, StatusReply::decode);

    private PortmapProgram() {
    }
}
