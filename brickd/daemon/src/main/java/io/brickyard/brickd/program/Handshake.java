package io.brickyard.brickd.program;

import io.brickyard.brickd.net.Program;
import io.brickyard.wire.program.HandshakeProgram;

/** The handshake program, of which bricks and glusterd serve different procedures. */
abstract class Handshake implements Program {
    @Override
    public final String name() {
        return "GlusterFS Handshake";
    }

    @Override
    public final int number() {
        return HandshakeProgram.PROGRAM;
    }

    @Override
    public final int version() {
        return HandshakeProgram.VERSION;
    }
}
