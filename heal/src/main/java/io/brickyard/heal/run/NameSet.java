package io.brickyard.heal.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.brickyard.wire.xdr.WireText;

/**
 * Names of a directory, each once, in the order in which they came; none is ever taken out. A directory may have millions,
 * so each takes its bytes and some twenty more where a set of strings takes a hundred.
 */
final class NameSet {
    private static final int CHUNK_BYTES = 1 << 16;
    /** Most directories have few names, and there are many directories: a chunk grows. */
    private static final int FIRST_CHUNK_BYTES = 512;
    private static final int LENGTH_BYTES = 2;
    private static final int LENGTH_SHIFT = 8;
    private static final int FIRST_CAPACITY = 16;
    private static final int SLOTS_PER_NAME = 2;

    /** Each name with its length before it; none goes over the end of a chunk. */
    private final List<byte[]> chunks = new ArrayList<>();
    private int used = CHUNK_BYTES;
    /** Where each begins, over all chunks. */
    private int[] starts = new int[FIRST_CAPACITY];
    /** Numbers of names, plus one, each at the first free place from its hash on. */
    private int[] slots = new int[FIRST_CAPACITY * SLOTS_PER_NAME];
    private int size;

    /** How many. */
    int size() {
        return size;
    }

    /** Adds one; false if it is there already. */
    boolean add(String name) {
        byte[] bytes = WireText.encode(name);
        int slot = slot(bytes);
        if (slots[slot] != 0) {
            return false;
        }
        if (size == starts.length) {
            grow();
            slot = slot(bytes);
        }
        starts[size] = store(bytes);
        size++;
        slots[slot] = size;
        return true;
    }

    /** Whether it is there. */
    boolean contains(String name) {
        return slots[slot(WireText.encode(name))] != 0;
    }

    /** Some of them, from the one that came as number {@code from}, the first being 0; fewer at the end. */
    List<String> names(int from, int most) {
        List<String> names = new ArrayList<>();
        for (int i = from; i < Math.min(size, from + most); i++) {
            byte[] name = bytes(i);
            names.add(WireText.decode(name, 0, name.length));
        }
        return names;
    }

    private byte[] bytes(int number) {
        byte[] chunk = chunks.get(starts[number] / CHUNK_BYTES);
        int at = starts[number] % CHUNK_BYTES;
        int from = at + LENGTH_BYTES;
        return Arrays.copyOfRange(chunk, from, from + length(chunk, at));
    }

    private static int length(byte[] chunk, int at) {
        return Byte.toUnsignedInt(chunk[at]) << LENGTH_SHIFT | Byte.toUnsignedInt(chunk[at + 1]);
    }

    /** Where a name is, or is to be. */
    private int slot(byte[] name) {
        int slot = spread(Arrays.hashCode(name)) & slots.length - 1;
        while (slots[slot] != 0 && !isAt(starts[slots[slot] - 1], name)) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ mixed >>> 16;
    }

    private boolean isAt(int start, byte[] name) {
        byte[] chunk = chunks.get(start / CHUNK_BYTES);
        int at = start % CHUNK_BYTES;
        int from = at + LENGTH_BYTES;
        return length(chunk, at) == name.length
                && Arrays.equals(chunk, from, from + name.length, name, 0, name.length);
    }

    private int store(byte[] name) {
        int needed = LENGTH_BYTES + name.length;
        if (needed > CHUNK_BYTES) {
            throw new IllegalArgumentException("a name of " + name.length + " bytes");
        }
        if (used + needed > CHUNK_BYTES) {
            chunks.add(new byte[FIRST_CHUNK_BYTES]);
            used = 0;
        }
        byte[] chunk = chunks.getLast();
        if (used + needed > chunk.length) {
            chunk = Arrays.copyOf(chunk, Math.min(CHUNK_BYTES, 2 * (used + needed)));
            chunks.set(chunks.size() - 1, chunk);
        }
        chunk[used] = (byte) (name.length >> LENGTH_SHIFT);
        chunk[used + 1] = (byte) name.length;
        System.arraycopy(name, 0, chunk, used + LENGTH_BYTES, name.length);
        int start = (chunks.size() - 1) * CHUNK_BYTES + used;
        used += needed;
        return start;
    }

    private void grow() {
        starts = Arrays.copyOf(starts, 2 * starts.length);
        slots = new int[starts.length * SLOTS_PER_NAME];
        for (int i = 0; i < size; i++) {
            slots[slot(bytes(i))] = i + 1;
        }
    }
}
