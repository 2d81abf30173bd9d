package io.brickyard.heal.afr;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What to add to counters so that a chosen brick is the only one that is right. First it accuses all others, then what they
 * and itself say against it is taken off. A split-brain stays one, or ends in favour of the chosen brick, wherever this is
 * cut short.
 *
 * @param log as read under a lock
 * @param kind what is in split-brain
 * @param source the chosen brick
 */
public record Settlement(Changelog log, ChangelogKind kind, int source) {

    /** What the source adds about others, by key; none if it accuses all. */
    public Map<String, byte[]> accusations(String[] keys) {
        Map<String, byte[]> operands = new LinkedHashMap<>();
        for (int about = 0; about < log.count(); about++) {
            if (about != source && log.pending(kind, source, about) == 0) {
                operands.put(keys[about], operand(1));
            }
        }
        return operands;
    }

    /** What a brick adds about the source, by key; none if it does not accuse it. */
    public Map<String, byte[]> pardon(int brick, String[] keys) {
        int accusation = log.pending(kind, brick, source);
        return accusation == 0 ? Map.of() : Map.of(keys[source], operand(-accusation));
    }

    private byte[] operand(int value) {
        return ByteBuffer.allocate(ChangelogKind.XATTR_BYTES).putInt(kind.offset(), value).array();
    }
}
