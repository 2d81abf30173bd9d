package io.brickyard.wire.fop;

/** The op field of {@link Xattrop} and {@link Fxattrop}; other numbers are invalid arguments. */
public final class XattropOp {
    /** Adds arrays of 32-bit numbers. */
    public static final int ADD_ARRAY = 0;
    /** Adds arrays of 64-bit numbers. */
    public static final int ADD_ARRAY64 = 1;
    /** Stores the given value, returns the old one. */
    public static final int GET_AND_SET = 4;
    /** Adds arrays of 32-bit numbers; the second half of the operand is the default. */
    public static final int ADD_ARRAY_WITH_DEFAULT = 5;
    /** Adds arrays of 64-bit numbers; the second half of the operand is the default. */
    public static final int ADD_ARRAY64_WITH_DEFAULT = 6;

    private XattropOp() {
    }
}
