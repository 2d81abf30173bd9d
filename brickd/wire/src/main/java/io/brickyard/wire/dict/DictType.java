package io.brickyard.wire.dict;

/** The type tags of dict values in file operations. Any other tag makes the whole message undecodable. */
public enum DictType {
    /** Bytes of unknown meaning. */
    STR_OLD(1),
    /** Signed 64-bit number. */
    INT(2),
    /** Unsigned 64-bit number. */
    UINT(3),
    /** IEEE 754 binary64. */
    DOUBLE(4),
    /** Text, its NUL included. */
    STR(5),
    /** Raw bytes. */
    PTR(6),
    /** 16 raw bytes. */
    GFUUID(7),
    /** Attributes, 148 bytes. */
    IATT(8),
    /** Three times, 36 bytes. */
    MDATA(9);

    private final int tag;

    DictType(int tag) {
        this.tag = tag;
    }

    /** The number on the wire. */
    public int tag() {
        return tag;
    }
}
