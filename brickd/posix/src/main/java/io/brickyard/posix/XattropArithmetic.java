package io.brickyard.posix;

import java.nio.ByteBuffer;
import java.util.Arrays;

import io.brickyard.wire.fop.XattropOp;
import io.brickyard.wire.type.Errno;
import org.jspecify.annotations.Nullable;

/**
 * What one xattrop makes of a stored value and an operand.
 *
 * <p>Promises: sums wrap around element by element in two's complement; an all-zero operand changes and creates nothing
 * (but for get-and-set, which stores even zeros); a stored value longer than the operand is ERANGE, a shorter one is
 * extended with zeros; OR and AND are EINVAL as on stock bricks.
 */
final class XattropArithmetic {
    private XattropArithmetic() {
    }

    /** What to write, null for nothing; what to reply, null for no such key. */
    record Result(byte @Nullable [] store, byte @Nullable [] reply) {}

    static Result apply(int op, byte @Nullable [] stored, byte[] operand) throws SysException {
        if (op == XattropOp.GET_AND_SET) {
            byte[] old = stored == null ? null : padded(stored, operand.length);
            return new Result(operand, old);
        }
        boolean withDefault = op == XattropOp.ADD_ARRAY_WITH_DEFAULT || op == XattropOp.ADD_ARRAY64_WITH_DEFAULT;
        int length = withDefault ? operand.length / 2 : operand.length;
        if (isZero(operand)) {
            return new Result(null, stored == null ? new byte[length] : padded(stored, length));
        }
        int element = switch (op) {
            case XattropOp.ADD_ARRAY, XattropOp.ADD_ARRAY_WITH_DEFAULT -> Integer.BYTES;
            case XattropOp.ADD_ARRAY64, XattropOp.ADD_ARRAY64_WITH_DEFAULT -> Long.BYTES;
            default -> throw SysException.of(Errno.EINVAL);
        };
        if (length % element != 0 || (withDefault && operand.length % 2 != 0)) {
            throw SysException.of(Errno.EINVAL);
        }
        byte[] base = withDefault ? Arrays.copyOfRange(operand, length, 2 * length) : new byte[length];
        byte[] sum = add(stored == null ? base : padded(stored, length), operand, element);
        return new Result(sum, sum);
    }

    private static byte[] padded(byte[] stored, int length) throws SysException {
        if (stored.length > length) {
            throw SysException.of(Errno.ERANGE);
        }
        return stored.length == length ? stored : Arrays.copyOf(stored, length);
    }

    private static byte[] add(byte[] base, byte[] delta, int element) {
        ByteBuffer sum = ByteBuffer.wrap(base.clone());
        ByteBuffer add = ByteBuffer.wrap(delta);
        for (int at = 0; at < base.length; at += element) {
            if (element == Integer.BYTES) {
                sum.putInt(at, sum.getInt(at) + add.getInt(at));
            } else {
                sum.putLong(at, sum.getLong(at) + add.getLong(at));
            }
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
