package io.brickyard.load.option;

import java.util.Arrays;
import java.util.List;

/**
 * All engines. fio's names for ways to local files stand for the file engine, those of its engines for GlusterFS
 * for the gluster engine; the synchronous ones have a depth of one.
 */
public enum EngineKind {
    FILE(Integer.MAX_VALUE, "file", "libaio", "io_uring", "posixaio"),
    FILE_SYNC(1, "sync", "psync", "vsync", "pvsync", "pvsync2"),
    BRICK(Integer.MAX_VALUE, "brick"),
    GLUSTER(Integer.MAX_VALUE, "gluster", "gfapi_async"),
    GLUSTER_SYNC(1, "gfapi"),
    NULL(1, "null");

    private final int deepest;
    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> names;

    EngineKind(int deepest, String... names) {
        this.deepest = deepest;
        this.names = List.of(names);
    }

    /** The engine that the option ioengine names. */
    public static EngineKind named(String name) {
        for (EngineKind engine : values()) {
            if (engine.names.contains(name)) {
                return engine;
            }
        }
        throw new OptionException(LoadOption.IOENGINE.optionName() + ": '" + name + "' is no engine");
    }

    /** Every name that the option ioengine takes. */
    static List<String> allNames() {
        return Arrays.stream(values()).flatMap(it -> it.names.stream()).toList();
    }

    /** How many I/Os it can have under way when so many are wanted. */
    public int depth(int wanted) {
        return Math.min(wanted, deepest);
    }
}
