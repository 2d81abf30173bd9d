package io.brickyard.wire.dict;

import java.util.Arrays;

import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;

/** Collects the pairs of a {@link Dict}. Putting a key again replaces its value in place. Not thread-safe. */
public final class DictBuilder {
    private static final int FIRST_CAPACITY = 8;

    private String[] keys;
    private DictValue[] values;
    private int size;

    DictBuilder(int capacity) {
        keys = new String[capacity];
        values = new DictValue[capacity];
    }

    /** Adds or replaces a pair. */
    public DictBuilder put(String key, DictValue value) {
        for (int i = 0; i < size; i++) {
            if (keys[i].equals(key)) {
                values[i] = value;
                return this;
            }
        }
        return append(key, value);
    }

    /** Text, type STR. */
    public DictBuilder putText(String key, String text) {
        return put(key, DictValue.text(text));
    }

    /** A signed number, type INT; stock requesters use it for flags. */
    public DictBuilder putInt(String key, long value) {
        return put(key, new DictValue.Int(value));
    }

    /** An unsigned number, type UINT; stock requesters use it for counts and sizes. */
    public DictBuilder putUint(String key, long value) {
        return put(key, new DictValue.Uint(value));
    }

    /** Raw bytes, type PTR, not copied. */
    public DictBuilder putRaw(String key, byte[] bytes) {
        return put(key, DictValue.raw(bytes));
    }

    /** A gfid, type GFUUID. */
    public DictBuilder putGfid(String key, Gfid gfid) {
        return put(key, new DictValue.Uuid(gfid));
    }

    /** Attributes, type IATT. */
    public DictBuilder putIatt(String key, Iatt iatt) {
        return put(key, new DictValue.Attributes(iatt));
    }

    /** All pairs of another dict. */
    public DictBuilder putAll(Dict dict) {
        for (int i = 0; i < dict.size(); i++) {
            put(dict.keyAt(i), dict.valueAt(i));
        }
        return this;
    }

    /** Takes a key out if it is there. */
    public DictBuilder remove(String key) {
        for (int i = 0; i < size; i++) {
            if (keys[i].equals(key)) {
                System.arraycopy(keys, i + 1, keys, i, size - i - 1);
                System.arraycopy(values, i + 1, values, i, size - i - 1);
                size--;
                return this;
            }
        }
        return this;
    }

    /** Whether nothing was put yet. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** The dict; {@link Dict#EMPTY} without pairs. */
    public Dict build() {
        return size == 0 ? Dict.EMPTY : new Dict(Arrays.copyOf(keys, size), Arrays.copyOf(values, size));
    }

    /** Adds a pair without looking for the key: for decoders, which keep what came. */
    DictBuilder append(String key, DictValue value) {
        if (size == keys.length) {
            int capacity = Math.max(FIRST_CAPACITY, 2 * size);
            keys = Arrays.copyOf(keys, capacity);
            values = Arrays.copyOf(values, capacity);
        }
        keys[size] = key;
        values[size] = value;
        size++;
        return this;
    }
}
