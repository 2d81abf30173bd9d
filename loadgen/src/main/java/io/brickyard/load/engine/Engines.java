package io.brickyard.load.engine;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import io.brickyard.load.gluster.RemoteEngine;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.option.OptionException;

/**
 * All engines. fio's names for ways to local files stand for the file engine, those of its engines for GlusterFS
 * for the gluster engine; the synchronous ones have a depth of one.
 */
public enum Engines {
    FILE(List.of("file", "libaio", "io_uring", "posixaio"), Integer.MAX_VALUE, FileEngine::new),
    FILE_SYNC(List.of("sync", "psync", "vsync", "pvsync", "pvsync2"), 1, FileEngine::new),
    BRICK(List.of("brick"), Integer.MAX_VALUE, RemoteEngine::brick),
    GLUSTER(List.of("gluster", "gfapi_async"), Integer.MAX_VALUE, RemoteEngine::gluster),
    GLUSTER_SYNC(List.of("gfapi"), 1, RemoteEngine::gluster),
    NULL(List.of("null"), 1, settings -> new NullEngine());

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> names;
    private final int deepest;
    @SuppressWarnings("ImmutableEnumChecker") // a constructor
    private final Function<EngineSettings, Engine> maker;

    Engines(List<String> names, int deepest, Function<EngineSettings, Engine> maker) {
        this.names = names;
        this.deepest = deepest;
        this.maker = maker;
    }

    /** The engine that the option ioengine names. */
    public static Engines named(String name) {
        for (Engines engine : values()) {
            if (engine.names.contains(name)) {
                return engine;
            }
        }
        throw new OptionException(LoadOption.IOENGINE.optionName() + ": '" + name + "' is no engine");
    }

    /** Every name that the option ioengine takes. */
    public static List<String> allNames() {
        return Arrays.stream(values()).flatMap(it -> it.names.stream()).toList();
    }

    /** How many I/Os it can have under way when so many are wanted. */
    public int depth(int wanted) {
        return Math.min(wanted, deepest);
    }

    /** A new engine for a job. */
    public Engine make(EngineSettings settings) {
        return maker.apply(settings);
    }
}
