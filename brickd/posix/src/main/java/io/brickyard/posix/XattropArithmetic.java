package io.brickyard.posix;

import java.nio.ByteBuffer;
import java.util.Arrays;

import io.brickyard.wire.fop.XattropOp;
import io.brickyard.wire.type.Errno;
import org.jspecify.annotations.Nullable;

/**
 * What one xattrop makes of a stored value and an operand.
 *
 * <p>Promises, each seen on a stock 10.3 brick: sums wrap around element by element in two's complement, bytes beyond the
 * last whole element stay as they are stored; an all-zero operand changes and creates nothing (but for get-and-set, which
 * stores even zeros); a stored value longer than the result is ERANGE, a shorter one is extended with zeros; a default is
 * added to elements that are zero, which absent ones are; OR, AND and whatever else are EINVAL.
 */
final class XattropArithmetic {
    private XattropArithmetic() {
    }

    /** What to write, null for nothing; what to reply, null for no such key. */
    record Result(byte @Nullable [] store, byte @Nullable [] reply) {}

    static Result apply(int op, byte @Nullable [] stored, byte[] operand) throws SysException {
        boolean withDefault = op == XattropOp.ADD_ARRAY_WITH_DEFAULT || op == XattropOp.ADD_ARRAY64_WITH_DEFAULT;
        int length = withDefault ? operand.length / 2 : operand.length;
        byte[] old = stored == null ? new byte[length] : padded(stored, length);
        if (op == XattropOp.GET_AND_SET) {
            return new Result(operand, stored == null ? null : old);
        }
        if (isZero(operand)) {
            return new Result(null, old);
        }
        byte[] sum = switch (op) {
            case XattropOp.ADD_ARRAY, XattropOp.ADD_ARRAY_WITH_DEFAULT -> add(old, operand, withDefault);
            case XattropOp.ADD_ARRAY64, XattropOp.ADD_ARRAY64_WITH_DEFAULT -> add64(old, operand, withDefault);
            default -> throw SysException.of(Errno.EINVAL);
        };
        return new Result(sum, sum);
    }

    /** A stored value where a certain length is wanted; where none is, stock does not look at it. */
    private static byte[] padded(byte[] stored, int length) throws SysException {
        if (stored.length > length && length > 0) {
            throw SysException.of(Errno.ERANGE);
        }
        return Arrays.copyOf(stored, length);
    }

    private static byte[] add(byte[] old, byte[] operand, boolean withDefault) {
        ByteBuffer sum = ByteBuffer.wrap(old.clone());
        ByteBuffer add = ByteBuffer.wrap(operand);
        int whole = old.length / Integer.BYTES * Integer.BYTES;
        for (int at = 0; at < whole; at += Integer.BYTES) {
            int base = sum.getInt(at);
            sum.putInt(at, base + add.getInt(at) + (withDefault && base == 0 ? add.getInt(whole + at) : 0));
        }
        return sum.array();
    }

    private static byte[] add64(byte[] old, byte[] operand, boolean withDefault) {
        ByteBuffer sum = ByteBuffer.wrap(old.clone());
        ByteBuffer add = ByteBuffer.wrap(operand);
        int whole = old.length / Long.BYTES * Long.BYTES;
        for (int at = 0; at < whole; at += Long.BYTES) {
            long base = sum.getLong(at);
            sum.putLong(at, base + add.getLong(at) + (withDefault && base == 0 ? add.getLong(whole + at) : 0));
        }
        return sum.array();
    }

    private static boolean isZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
