package io.brickyard.cli;

import java.io.IOException;
import java.io.OutputStream;

/**
 * An output stream that tells of its first failure with an unchecked {@link OutputFailedException} and then takes
 * everything in silence, so that closing and flushing on the way out do not fail once more.
 */
final class GuardedOutput extends OutputStream {
    private final OutputStream target;
    private volatile boolean failed;

    GuardedOutput(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int octet) {
        write(new byte[]{(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (failed) {
            return;
        }
        try {
            target.write(bytes, offset, length);
        } catch (IOException e) {
            failed = true;
            throw new OutputFailedException(e);
        }
    }

    @Override
    public void flush() {
        if (failed) {
            return;
        }
        try {
            target.flush();
        } catch (IOException e) {
            failed = true;
            throw new OutputFailedException(e);
        }
    }
}
