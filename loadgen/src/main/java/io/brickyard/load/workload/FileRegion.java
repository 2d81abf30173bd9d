package io.brickyard.load.workload;

/**
 * The part of a file that a job works on.
 *
 * @param start where it begins, in bytes
 * @param length how long it is, in bytes
 */
public record FileRegion(long start, long length) {}
