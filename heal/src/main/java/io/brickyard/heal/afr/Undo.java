package io.brickyard.heal.afr;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What to add to a brick's counters after a heal: exactly what was read is taken off, so that what clients add meanwhile
 * stays. A brick that should have been healed and was not is accused by all others.
 */
public final class Undo {
    private final Changelog log;
    private final Bricks locked;
    private final Bricks failed;

    /**
     * After a heal.
     *
     * @param log as read under the lock, before the heal
     * @param locked bricks that the undo is sent to
     * @param failed bricks that were to be healed and are not
     */
    public Undo(Changelog log, Bricks locked, Bricks failed) {
        this.log = log;
        this.locked = locked;
        this.failed = failed;
    }

    /** What to add to a brick's counter about another. */
    public int pending(ChangelogKind kind, int brick, int about) {
        int now = log.pending(kind, brick, about);
        if (failed.has(about)) {
            return about != brick && now == 0 ? 1 : 0;
        }
        return locked.has(about) ? -now : 0;
    }

    /** What to add to a brick's dirty counter. */
    public int dirty(ChangelogKind kind, int brick) {
        return failed.has(brick) ? 0 : -log.dirty(kind, brick);
    }

    /**
     * The operands of one brick, by key; the counters of kinds that are not named stay as they are.
     *
     * @param keys the xattr about each brick
     * @param dirtyKey the xattr of its own counters
     */
    public Map<String, byte[]> operands(int brick, String[] keys, String dirtyKey, ChangelogKind... kinds) {
        Map<String, byte[]> operands = new LinkedHashMap<>();
        for (int about = 0; about < log.count(); about++) {
            ByteBuffer operand = ByteBuffer.allocate(ChangelogKind.XATTR_BYTES);
            for (ChangelogKind kind : kinds) {
                operand.putInt(kind.offset(), pending(kind, brick, about));
            }
            operands.put(keys[about], operand.array());
        }
        ByteBuffer operand = ByteBuffer.allocate(ChangelogKind.XATTR_BYTES);
        for (ChangelogKind kind : kinds) {
            operand.putInt(kind.offset(), dirty(kind, brick));
        }
        operands.put(dirtyKey, operand.array());
        return operands;
    }
}
