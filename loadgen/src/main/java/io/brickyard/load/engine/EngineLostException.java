package io.brickyard.load.engine;

import java.io.IOException;

/** Nothing more can be had of an engine: the other end is gone. The message names it. */
public final class EngineLostException extends IOException {
    private static final long serialVersionUID = 1L;

    public EngineLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
