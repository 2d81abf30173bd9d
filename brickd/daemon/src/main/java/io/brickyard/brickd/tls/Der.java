package io.brickyard.brickd.tls;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** As much of ASN.1's distinguished encoding as moving a private key from one envelope to another takes. */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_ID = 0x06;
    static final int SEQUENCE = 0x30;
    static final int CONTEXT_0 = 0xA0;

    private static final int LONG_FORM = 0x80;
    private static final int BYTE_MASK = 0xFF;

    private Der() {
    }

    /** An element of a tag whose contents are these, one behind the other. */
    static byte[] element(int tag, byte[]... contents) {
        int length = Arrays.stream(contents).mapToInt(part -> part.length).sum();
        int lengthBytes = 0;
        while (length >= LONG_FORM && length >>> (Byte.SIZE * lengthBytes) != 0) {
            lengthBytes++;
        }
        ByteBuffer out = ByteBuffer.allocate(2 + lengthBytes + length).put((byte) tag);
        out.put((byte) (lengthBytes == 0 ? length : LONG_FORM | lengthBytes));
        for (int i = lengthBytes - 1; i >= 0; i--) {
            out.put((byte) (length >>> (Byte.SIZE * i)));
        }
        for (byte[] part : contents) {
            out.put(part);
        }
        return out.array();
    }

    /** Takes the next element and gives its contents; an IllegalArgumentException if it has another tag or is cut off. */
    static ByteBuffer take(ByteBuffer in, int tag) {
        if (peek(in) != tag) {
            throw new IllegalArgumentException("it is not put together as it should be");
        }
        in.get();
        int length = takeLength(in);
        if (length > in.remaining()) {
            throw new IllegalArgumentException("it is cut off");
        }
        ByteBuffer contents = in.slice(in.position(), length);
        in.position(in.position() + length);
        return contents;
    }

    private static int takeLength(ByteBuffer in) {
        int first = in.hasRemaining() ? in.get() & BYTE_MASK : LONG_FORM;
        if (first < LONG_FORM) {
            return first;
        }
        int bytes = first & ~LONG_FORM;
        if (bytes == 0 || bytes >= Integer.BYTES || bytes > in.remaining()) {
            throw new IllegalArgumentException("it is cut off");
        }
        int length = 0;
        for (int i = 0; i < bytes; i++) {
            length = (length << Byte.SIZE) | (in.get() & BYTE_MASK);
        }
        return length;
    }

    /** The tag of the next element; -1 if there is none. */
    static int peek(ByteBuffer in) {
        return in.hasRemaining() ? in.get(in.position()) & BYTE_MASK : -1;
    }

    /** What is left, as an array of its own. */
    static byte[] rest(ByteBuffer in) {
        byte[] bytes = new byte[in.remaining()];
        in.get(in.position(), bytes);
        return bytes;
    }
}
