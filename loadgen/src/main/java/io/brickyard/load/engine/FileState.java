package io.brickyard.load.engine;

/**
 * What is at a path.
 *
 * @param exists there is something
 * @param device it is a block device
 * @param sizeBytes how large it is
 * @param laidOut load made it, so that its content is nobody's loss
 */
public record FileState(boolean exists, boolean device, long sizeBytes, boolean laidOut) {
    /** Nothing is there. */
    public static final FileState NONE = new FileState(false, false, 0, false);
}
