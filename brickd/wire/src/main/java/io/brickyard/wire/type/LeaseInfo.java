package io.brickyard.wire.type;

import java.util.Arrays;
import java.util.HexFormat;

import io.brickyard.wire.xdr.XdrReader;
import io.brickyard.wire.xdr.XdrWriter;

/**
 * A lease as the LEASE operation carries it.
 *
 * @param command 1 get, 2 set, 3 unlock
 * @param type 0 none, 1 read, 2 read-write
 * @param id 16 bytes chosen by the client
 * @param flags unused
 */
public record LeaseInfo(int command, int type, byte[] id, int flags) {
    /** Length of a lease id. */
    public static final int ID_BYTES = 16;
    /** All zero, as in error replies. */
    public static final LeaseInfo NONE = new LeaseInfo(0, 0, new byte[ID_BYTES], 0);

    /** Checks the id's length. */
    public LeaseInfo {
        if (id.length != ID_BYTES) {
            throw new IllegalArgumentException("a lease id has 16 bytes, not " + id.length);
        }
    }

    /** Reads 28 bytes. */
    public static LeaseInfo decode(XdrReader in) {
        return new LeaseInfo(in.getInt(), in.getInt(), in.getFixedOpaque(ID_BYTES), in.getInt());
    }

    /** Writes 28 bytes. */
    public void encode(XdrWriter out) {
        out.putInt(command);
        out.putInt(type);
        out.putFixedOpaque(id);
        out.putInt(flags);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LeaseInfo lease && command == lease.command && type == lease.type
                && flags == lease.flags && Arrays.equals(id, lease.id);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * command + type) + Arrays.hashCode(id);
    }

    @Override
    public String toString() {
        return "LeaseInfo[command=" + command + ", type=" + type + ", id=" + HexFormat.of().formatHex(id) + ", flags="
                + flags + "]";
    }
}
