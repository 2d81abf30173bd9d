package io.brickyard.load.engine;

/** What is asked of an engine. */
public enum IoOp {
    READ, WRITE, FSYNC, FDATASYNC
}
