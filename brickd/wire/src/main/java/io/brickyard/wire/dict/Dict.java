package io.brickyard.wire.dict;

import java.util.Arrays;
import java.util.function.BiConsumer;

import io.brickyard.wire.type.Gfid;
import org.jspecify.annotations.Nullable;

/**
 * The key-value list that nearly every message carries (xdata). Immutable and ordered as it was on the wire; lookups
 * search linearly, since real dicts have few keys. {@link #NULL} (no dict) and {@link #EMPTY} differ on the wire and
 * both are common; apart from that they behave alike.
 */
public final class Dict {
    /** No dict at all. */
    public static final Dict NULL = new Dict(new String[0], new DictValue[0], true);
    /** A dict without keys. */
    public static final Dict EMPTY = new Dict(new String[0], new DictValue[0]);

    private final String[] keys;
    private final DictValue[] values;
    private final boolean absent;

    Dict(String[] keys, DictValue[] values) {
        this(keys, values, false);
    }

    private Dict(String[] keys, DictValue[] values, boolean absent) {
        this.keys = keys;
        this.values = values;
        this.absent = absent;
    }

    /** A dict of one pair. */
    public static Dict of(String key, DictValue value) {
        return new Dict(new String[]{key}, new DictValue[]{value});
    }

    /** A builder without keys; builds {@link #EMPTY} if none is added. */
    public static DictBuilder builder() {
        return new DictBuilder(0);
    }

    /** A builder that starts with this dict's pairs. */
    public DictBuilder toBuilder() {
        return new DictBuilder(keys.length + 4).putAll(this);
    }

    /** A copy with one pair more, or one value replaced. */
    public Dict with(String key, DictValue value) {
        return toBuilder().put(key, value).build();
    }

    /** Whether this is {@link #NULL}. */
    public boolean isNull() {
        return absent;
    }

    /** Whether there are no pairs. */
    public boolean isEmpty() {
        return keys.length == 0;
    }

    /** Number of pairs. */
    public int size() {
        return keys.length;
    }

    /** The key at an index. */
    public String keyAt(int index) {
        return keys[index];
    }

    /** The value at an index. */
    public DictValue valueAt(int index) {
        return values[index];
    }

    /** Whether the key is there. */
    public boolean contains(String key) {
        return indexOf(key) >= 0;
    }

    /** The value of a key; null if it is not there. */
    public @Nullable DictValue get(String key) {
        int index = indexOf(key);
        return index < 0 ? null : values[index];
    }

    /** The value of a key as text; null if it is not there. */
    public @Nullable String getText(String key) {
        int index = indexOf(key);
        return index < 0 ? null : values[index].asText();
    }

    /** The value of a key as a number; the fallback if it is not there or no number. */
    public long getLong(String key, long fallback) {
        int index = indexOf(key);
        return index < 0 ? fallback : values[index].asLong(fallback);
    }

    /** The value of a key as raw bytes; null if it is not there. */
    public byte @Nullable [] getBytes(String key) {
        int index = indexOf(key);
        return index < 0 ? null : values[index].asBytes();
    }

    /** The value of a key as a gfid; {@link Gfid#NONE} if it is not there or no gfid. */
    public Gfid getGfid(String key) {
        int index = indexOf(key);
        return index < 0 ? Gfid.NONE : values[index].asGfid();
    }

    /** Visits all pairs in order. */
    public void forEach(BiConsumer<String, DictValue> visitor) {
        for (int i = 0; i < keys.length; i++) {
            visitor.accept(keys[i], values[i]);
        }
    }

    private int indexOf(String key) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /** Equal pairs in equal order; {@link #NULL} equals only itself. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Dict dict && absent == dict.absent && Arrays.equals(keys, dict.keys)
                && Arrays.equals(values, dict.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(keys) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        if (isNull()) {
            return "null";
        }
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < keys.length; i++) {
            text.append(i == 0 ? "" : ", ").append(keys[i]).append('=').append(values[i]);
        }
        return text.append('}').toString();
    }
}
