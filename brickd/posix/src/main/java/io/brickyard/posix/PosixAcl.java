package io.brickyard.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A POSIX access control list as the xattr {@code system.posix_acl_access} holds it: le32 version 2, then entries of
 * le16 tag, le16 permissions, le32 id (Linux's posix_acl_xattr layout).
 */
record PosixAcl(List<Entry> entries) {
    static final int USER_OBJ = 1;
    static final int USER = 2;
    static final int GROUP_OBJ = 4;
    static final int GROUP = 8;
    static final int MASK = 16;
    static final int OTHER = 32;
    private static final int VERSION = 2;
    private static final int HEADER_BYTES = 4;
    private static final int ENTRY_BYTES = 8;

    record Entry(int tag, int permissions, int id) {
        boolean isGroupOf(Caller caller, int owningGroup) {
            return switch (tag) {
                case GROUP_OBJ -> caller.isInGroup(owningGroup);
                case GROUP -> caller.isInGroup(id);
                default -> false;
            };
        }
    }

    /** From an xattr; null for bytes of another shape. */
    static @Nullable PosixAcl decode(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || (bytes.length - HEADER_BYTES) % ENTRY_BYTES != 0) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (in.getInt() != VERSION) {
            return null;
        }
        List<Entry> entries = new ArrayList<>();
        while (in.hasRemaining()) {
            entries.add(new Entry(in.getShort() & 0xffff, in.getShort() & 7, in.getInt()));
        }
        return new PosixAcl(List.copyOf(entries));
    }

    byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + ENTRY_BYTES * entries.size())
                .order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(VERSION);
        for (Entry e : entries) {
            out.putShort((short) e.tag).putShort((short) e.permissions).putInt(e.id);
        }
        return out.array();
    }

    /**
     * Whether somebody who is not the owner may do all of {@code mask} (R 4, W 2, X 1): the first matching user entry
     * decides; else one of the matching group entries must grant it all; else the rest of the world's.
     */
    boolean permits(Caller caller, int owningGroup, int mask) {
        int limit = limit();
        boolean inSomeGroup = false;
        int other = 0;
        for (Entry e : entries) {
            if (e.tag == USER && e.id == caller.uid()) {
                return (e.permissions & limit & mask) == mask;
            }
        }
        for (Entry e : entries) {
            boolean matches = e.isGroupOf(caller, owningGroup);
            if (matches && (e.permissions & limit & mask) == mask) {
                return true;
            }
            inSomeGroup |= matches;
            other = e.tag == OTHER ? e.permissions : other;
        }
        return !inSomeGroup && (other & mask) == mask;
    }

    private int limit() {
        for (Entry e : entries) {
            if (e.tag == MASK) {
                return e.permissions;
            }
        }
        return 7;
    }
}
