package io.brickyard.heal.afr;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * What the bricks of a replica set have noted about one inode. Brick i's counter about brick j counts changes that i has
 * and j lacks; its dirty counter those that were begun and not known to be complete. What a brick has not answered counts
 * as zero.
 */
public final class Changelog {
    private final int count;
    private final int[][][] pending;
    private final int[][] dirty;

    /** Of a set of bricks; all zero. */
    public Changelog(int count) {
        this.count = count;
        int kinds = ChangelogKind.values().length;
        this.pending = new int[kinds][count][count];
        this.dirty = new int[kinds][count];
    }

    /** Takes what a brick stores about another one; null if it stores nothing. */
    public void note(int brick, int about, byte @Nullable [] xattr) {
        for (ChangelogKind kind : ChangelogKind.values()) {
            pending[kind.slot()][brick][about] = counter(xattr, kind);
        }
    }

    /** Takes a brick's dirty counters; null if it stores none. */
    public void noteDirty(int brick, byte @Nullable [] xattr) {
        for (ChangelogKind kind : ChangelogKind.values()) {
            dirty[kind.slot()][brick] = counter(xattr, kind);
        }
    }

    private static int counter(byte @Nullable [] xattr, ChangelogKind kind) {
        // A stored value may be shorter than three counters; what is missing counts as zero.
        boolean there = xattr != null && xattr.length >= kind.offset() + Integer.BYTES;
        return there ? ByteBuffer.wrap(xattr).getInt(kind.offset()) : 0;
    }

    /** How many bricks the set has. */
    public int count() {
        return count;
    }

    /** A brick's counter about another. */
    public int pending(ChangelogKind kind, int brick, int about) {
        return pending[kind.slot()][brick][about];
    }

    /** A brick's dirty counter. */
    public int dirty(ChangelogKind kind, int brick) {
        return dirty[kind.slot()][brick];
    }

    /** Whether any brick accuses any. */
    public boolean anyPending(ChangelogKind kind) {
        return Arrays.stream(pending[kind.slot()]).flatMapToInt(Arrays::stream).anyMatch(it -> it != 0);
    }

    /** Whether any brick is dirty. */
    public boolean anyDirty(ChangelogKind kind) {
        return Arrays.stream(dirty[kind.slot()]).anyMatch(it -> it != 0);
    }

    /** Whether there is anything to be undone. */
    public boolean any(ChangelogKind kind) {
        return anyPending(kind) || anyDirty(kind);
    }

    /** Whether another says the same of a kind. */
    public boolean saysAlike(ChangelogKind kind, Changelog other) {
        return Arrays.deepEquals(pending[kind.slot()], other.pending[kind.slot()])
                && Arrays.equals(dirty[kind.slot()], other.dirty[kind.slot()]);
    }

    @Override
    public String toString() {
        return "Changelog[pending=" + Arrays.deepToString(pending) + ", dirty=" + Arrays.deepToString(dirty) + "]";
    }
}
