package io.brickyard.brickd.net;

/**
 * What a connection has carried.
 *
 * @param readBytes that have come from the client
 * @param writtenBytes that have gone to it
 * @param pendingCalls of file operations without reply; locks that wait do not count
 */
public record Traffic(long readBytes, long writtenBytes, int pendingCalls) {}
