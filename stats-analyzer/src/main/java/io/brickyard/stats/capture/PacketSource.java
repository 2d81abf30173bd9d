package io.brickyard.stats.capture;

import java.io.IOException;

/** The packets of one file, in its order. */
interface PacketSource {
    /** Fills {@code packet} with the next one; false at the end. */
    boolean next(Packet packet) throws IOException, CaptureException;

    /** Whether the file ended inside a packet, as when a capture was killed. */
    boolean isCut();

    /** Packets that the machine could not keep up with, where the file says so. */
    long dropped();
}
