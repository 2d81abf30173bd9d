package io.brickyard.xlator.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.brickyard.xlator.Volfile;
import io.brickyard.xlator.Volume;

/**
 * The brick stack that runs where no volfile says otherwise: a probe at each joint of the stack, so that the difference of
 * two neighbours is the time of what stands between them. Types that are not registered are not in it, but for
 * storage/posix.
 */
public final class BrickGraph {
    private static final String LOCKS = "features/locks";
    private static final String INDEX = "features/index";

    private final TranslatorTypes types;
    private final String name;
    private final Map<String, Map<String, String>> options;
    private final List<Volume> volumes = new ArrayList<>();

    private BrickGraph(TranslatorTypes types, String name, Map<String, Map<String, String>> options) {
        this.types = types;
        this.name = name;
        this.options = options;
    }

    /**
     * The stack as a volfile, top last.
     *
     * @param types which translators there are
     * @param name starts the name of each volume, as in {@code NAME-posix-parent}
     * @param aboveStorage types that stand right above storage/posix, which most bricks do without
     * @param options by type, such as the {@code directory} of {@code storage/posix}
     */
    public static Volfile of(TranslatorTypes types, String name, List<String> aboveStorage,
            Map<String, Map<String, String>> options) {
        BrickGraph graph = new BrickGraph(types, name, options);
        graph.add("posix", Volume.STORAGE_POSIX);
        graph.add("posix-parent", Volume.IO_STATS);
        aboveStorage.forEach(type -> graph.add(type.substring(type.indexOf('/') + 1), type));
        graph.addIfKnown("index", INDEX);
        graph.addIfKnown("locks", LOCKS);
        graph.add("iot-child", Volume.IO_STATS);
        graph.add("io-threads", Volume.IO_THREADS);
        graph.add("iot-parent", Volume.IO_STATS);
        graph.add("throttle", Volume.THROTTLE);
        graph.add("server-child", Volume.IO_STATS);
        return Volfile.of(graph.volumes);
    }

    private void addIfKnown(String role, String type) {
        if (types.has(type)) {
            add(role, type);
        }
    }

    private void add(String role, String type) {
        List<String> below = volumes.isEmpty() ? List.of() : List.of(volumes.getLast().name());
        volumes.add(new Volume(name + "-" + role, type, options.getOrDefault(type, Map.of()), below, 0));
    }
}
