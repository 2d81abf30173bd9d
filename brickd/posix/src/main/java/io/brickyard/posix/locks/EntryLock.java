package io.brickyard.posix.locks;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * One entrylk, held or asked for. All are exclusive, whatever the type, which only an unlock must repeat.
 *
 * @param name base name; null for the whole directory, which conflicts with every name
 * @param type as it came
 * @param owner who
 */
public record EntryLock(@Nullable String name, int type, LockOwner owner) {
    boolean conflicts(EntryLock other) {
        return (name == null || other.name == null || name.equals(other.name)) && !owner.equals(other.owner);
    }

    boolean isUnlockedBy(EntryLock unlock) {
        return Objects.equals(name, unlock.name) && type == unlock.type && owner.equals(unlock.owner);
    }
}
